/// The header section of a message (RFC 5322 §2.2) as it stands in the file: every field with its place, nothing
/// decoded, nothing repaired. Trace fields, DKIM and every "duplicate field" question read this, because a MIME
/// library keeps one field of a kind and forgets where it stood.
///
/// Never fails: a line that is no field becomes a field without a name (`name` empty), so that nothing is lost and
/// positions stay true.

package struct HeaderField: Hashable, Sendable {
    /// Position among the fields of the section, from 0, top first.
    package let index: Int
    /// As written, without the white space that obsolete syntax allows before the colon (RFC 5322 §4.5). Empty where
    /// the line is no header field. Octets beyond ASCII become U+FFFD.
    package let name: String
    /// `name` in lower case.
    package let key: String
    /// Of `key`: a header is asked for some hundred names, and two numbers are compared in no time.
    fileprivate let keyHash: UInt64
    /// The whole field with its continuation lines and its last line end: an octet range of the message.
    package let range: Range<Int>
    /// What follows the colon, folding included, without the last line end.
    package let body: Range<Int>
    /// 1 for the first line of the message.
    package let line: Int
}

package struct HeaderSection: Sendable {
    /// The whole message; ranges of fields are ranges of it.
    package let octets: [UInt8]
    package let fields: [HeaderField]
    /// Where the body starts: after the empty line, or at the end of the message.
    package let bodyStart: Int
    /// Whether the empty line that ends the section was there.
    package let isTerminated: Bool
    /// Whether `limit` cut the section: the rest of it counts as body.
    package let isTruncated: Bool

    /// - Parameters:
    ///   - octets: a message, with CRLF or LF as line ends.
    ///   - limit: how many fields are read at the most.
    package init(_ octets: [UInt8], limit: Int = 10_000) {
        self.octets = octets
        var fields: [HeaderField] = []
        var position = 0
        var line = 1
        var terminated = false
        let count = octets.count
        while position < count, fields.count < limit {
            // The empty line: CRLF or LF.
            if octets[position] == 0x0A {
                position += 1
                terminated = true
                break
            }
            if octets[position] == 0x0D, position + 1 < count, octets[position + 1] == 0x0A {
                position += 2
                terminated = true
                break
            }
            let start = position
            let firstLine = line
            var colon: Int?
            // A field ends at a line end that no white space follows (RFC 5322 §2.2.3).
            while position < count {
                let byte = octets[position]
                position += 1
                if byte == 0x3A, colon == nil { colon = position - 1 }
                guard byte == 0x0A else { continue }
                line += 1
                // A colon counts on the field's first line only.
                if colon == nil { colon = -1 }
                if position < count, octets[position] == 0x20 || octets[position] == 0x09 { continue }
                break
            }
            fields.append(
                Self.field(octets, start..<position, colon: colon ?? -1, index: fields.count, line: firstLine))
        }
        self.fields = fields
        bodyStart = position
        isTerminated = terminated
        isTruncated = fields.count >= limit && !terminated && position < count
    }

    private static func field(
        _ octets: [UInt8], _ range: Range<Int>, colon: Int, index: Int, line: Int
    ) -> HeaderField {
        var end = range.upperBound
        if end > range.lowerBound, octets[end - 1] == 0x0A { end -= 1 }
        if end > range.lowerBound, octets[end - 1] == 0x0D { end -= 1 }
        var nameEnd = max(colon, range.lowerBound)
        while nameEnd > range.lowerBound, octets[nameEnd - 1] == 0x20 || octets[nameEnd - 1] == 0x09 { nameEnd -= 1 }
        // A byte order mark before the first field is an editor's work and no part of the name.
        let hasMark = index == 0 && octets[range.lowerBound..<nameEnd].starts(with: [0xEF, 0xBB, 0xBF])
        let nameOctets = octets[(range.lowerBound + (hasMark ? 3 : 0))..<nameEnd]
        // RFC 5322 §2.2: a field name is printable US-ASCII without colon and space.
        guard colon > range.lowerBound, nameOctets.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !nameOctets.isEmpty else {
            return HeaderField(
                index: index, name: "", key: "", keyHash: Self.hash(""), range: range, body: range.lowerBound..<end, line: line)
        }
        let name = String(decoding: nameOctets, as: UTF8.self)
        let key = name.lowercased()
        return HeaderField(
            index: index, name: name, key: key, keyHash: Self.hash(key), range: range,
            body: (colon + 1)..<max(end, colon + 1), line: line)
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ key: String) -> UInt64 {
        key.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    // MARK: Reading

    /// The fields of a name, top first. `key` is in lower case.
    package func fields(_ key: String) -> [HeaderField] {
        var found: [HeaderField] = []
        var start = 0
        while let index = position(of: key, from: start) {
            found.append(fields[index])
            start = index + 1
        }
        return found
    }

    package func first(_ key: String) -> HeaderField? { position(of: key, from: 0).map { fields[$0] } }

    private func position(of key: String, from start: Int) -> Int? {
        let hash = Self.hash(key)
        let fields = fields.span
        for index in start..<fields.count where fields[index].keyHash == hash && fields[index].key == key { return index }
        return nil
    }

    /// The field as it stands in the message, line end included.
    package func raw(_ field: HeaderField) -> ArraySlice<UInt8> { octets[field.range] }

    /// The body of the field as it stands in the message.
    package func body(_ field: HeaderField) -> ArraySlice<UInt8> { octets[field.body] }

    /// The body unfolded (line ends before white space removed, RFC 5322 §2.2.3), white space at both ends removed.
    package func unfolded(_ field: HeaderField) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(field.body.count)
        for position in field.body {
            let byte = octets[position]
            if byte == 0x0A { continue }
            if byte == 0x0D, position + 1 < field.body.upperBound, octets[position + 1] == 0x0A { continue }
            value.append(byte)
        }
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        while let last = value.last, isSpace(last) { value.removeLast() }
        return Array(value.drop(while: isSpace))
    }

    /// `unfolded` as text; octets that are not UTF-8 become U+FFFD. Encoded words stay as they are.
    package func text(_ field: HeaderField) -> String { String(decoding: unfolded(field), as: UTF8.self) }

    /// The line on which an octet of the message stands: 1 for the first.
    package func line(ofOffset offset: Int) -> Int {
        var line = 1
        for byte in octets[..<min(offset, octets.count)] where byte == 0x0A { line += 1 }
        return line
    }
}
