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
    let keyHash: UInt64
    /// The whole field with its continuation lines and its last line end: an octet range of the message.
    package let range: Range<Int>
    /// What follows the colon, folding included, without the last line end.
    package let body: Range<Int>
    /// 1 for the first line of the message.
    package let line: Int
    package let traits: Traits

    /// What its octets are, told when the field was read, so that nobody has to look at each of them again.
    package struct Traits: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// It has more than one line.
        package static let isFolded = Traits(rawValue: 1)
        /// A line behind the first holds nothing but white space.
        package static let hasBlankLine = Traits(rawValue: 16)
        /// A control character other than TAB, CR and LF, or an octet beyond ASCII.
        package static let isOdd = Traits(rawValue: 2)
        /// A CR that no LF follows.
        package static let hasBareCR = Traits(rawValue: 4)
        /// A question mark, without which there is no encoded word.
        package static let hasQuestionMark = Traits(rawValue: 8)
        /// Its name starts with `Content-`: it says what the content is (RFC 2045 §3, §9).
        package static let isOfContent = Traits(rawValue: 32)
    }
}

/// A class, because whoever looks at a message asks for it, and it has five arrays.
package final class HeaderSection: Sendable {
    /// The whole message; ranges of fields are ranges of it.
    package let octets: [UInt8]
    package let fields: [HeaderField]
    /// Where the body starts: after the empty line, or at the end of the message.
    package let bodyStart: Int
    /// Whether the empty line that ends the section was there.
    package let isTerminated: Bool
    /// Whether `limit` cut the section: the rest of it counts as body.
    package let isTruncated: Bool
    /// A bit for each key that is there, by its hash: most names that a header is asked for are not in it.
    private let presence: InlineArray<4, UInt64>
    /// Indices of the fields in the order of their keys, those of one key top first; and the hashes of the keys.
    private let byKey: [Int]
    private let hashes: [UInt64]

    /// - Parameters:
    ///   - octets: a message, with CRLF or LF as line ends.
    ///   - limit: how many fields are read at the most.
    package init(_ octets: [UInt8], limit: Int = 10_000) {
        self.octets = octets
        let reader = octets.withUnsafeBufferPointer { octets in
            var reader = HeaderReader(octets)
            reader.read(limit: limit)
            return reader
        }
        fields = reader.fields
        bodyStart = reader.position
        isTerminated = reader.isTerminated
        isTruncated = fields.count >= limit && !isTerminated && bodyStart < octets.count
        let order = fields.indices.sorted { a, b in
            let fields = reader.fields.span
            if fields[a].keyHash != fields[b].keyHash { return fields[a].keyHash < fields[b].keyHash }
            return fields[a].key == fields[b].key ? a < b : fields[a].key < fields[b].key
        }
        byKey = order
        hashes = order.map { reader.fields.span[$0].keyHash }
        var presence = InlineArray<4, UInt64>(repeating: 0)
        for hash in hashes { presence[Self.word(hash)] |= Self.bit(hash) }
        self.presence = presence
    }

    private static func bit(_ hash: UInt64) -> UInt64 { 1 &<< (hash &>> 58) }
    private static func word(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 56) & 3 }

    // MARK: Reading

    /// The fields of a name, top first. `key` is in lower case.
    package func fields(_ key: String) -> [HeaderField] { fields(at: places(key)) }

    /// Whether there is a field of a name.
    package func holds(_ key: String) -> Bool { !places(key).isEmpty }

    package func first(_ key: String) -> HeaderField? {
        let places = places(key)
        return places.isEmpty ? nil : fields[byKey[places.lowerBound]]
    }

    /// Its index among the fields.
    package func firstIndex(_ key: String) -> Int? {
        let places = places(key)
        return places.isEmpty ? nil : byKey[places.lowerBound]
    }

    /// Where the fields of a name stand in the order of names: their number, and a number of their own for each name.
    package func places(_ key: String) -> Range<Int> {
        let hash = HeaderReader.hash(key)
        guard presence[Self.word(hash)] & Self.bit(hash) != 0 else { return 0..<0 }
        let allHashes = self.hashes
        let hashes = allHashes.span
        let start = Self.bisect(0..<hashes.count) { hashes[$0] < hash }
        guard start < hashes.count, hashes[start] == hash else { return 0..<0 }
        let end = start + 1 < hashes.count && hashes[start + 1] == hash ? Self.bisect(start..<hashes.count) { hashes[$0] == hash } : start + 1
        // Nearly always a hash stands for one name.
        let allFields = self.fields
        let fields = allFields.span
        if fields[byKey[start]].key == key, fields[byKey[end - 1]].key == key { return start..<end }
        let first = Self.bisect(start..<end) { fields[byKey[$0]].key < key }
        return first..<Self.bisect(first..<end) { fields[byKey[$0]].key <= key }
    }

    package func fields(at places: Range<Int>) -> [HeaderField] { places.map { fields[byKey[$0]] } }

    package func field(at place: Int) -> HeaderField { fields[byKey[place]] }

    /// The first of the places that is not before what is looked for.
    private static func bisect(_ places: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (places.lowerBound, places.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The places of names that stand there more than once.
    package var repeated: [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        for place in hashes.indices.dropFirst() {
            let isSame = hashes[place] == hashes[start] && fields[byKey[place]].key == fields[byKey[start]].key
            guard isSame else {
                start = place
                continue
            }
            if found.last?.lowerBound == start { found.removeLast() }
            found.append(start..<(place + 1))
        }
        return found
    }

    /// The field as it stands in the message, line end included.
    package func raw(_ field: HeaderField) -> ArraySlice<UInt8> { octets[field.range] }

    /// The body of the field as it stands in the message.
    package func body(_ field: HeaderField) -> ArraySlice<UInt8> { octets[field.body] }

    /// The body unfolded (line ends before white space removed, RFC 5322 §2.2.3), white space at both ends removed.
    package func unfolded(_ field: HeaderField) -> [UInt8] {
        octets.withUnsafeBufferPointer { octets in
            let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
            guard field.traits.contains(.isFolded) else {
                var value = octets[field.body]
                while let last = value.last, isSpace(last) { value.removeLast() }
                return Array(value.drop(while: isSpace))
            }
            var value: [UInt8] = []
            value.reserveCapacity(field.body.count)
            for position in field.body {
                let byte = octets[position]
                if byte == 0x0A { continue }
                if byte == 0x0D, position + 1 < field.body.upperBound, octets[position + 1] == 0x0A { continue }
                // White space at the start.
                if value.isEmpty, isSpace(byte) { continue }
                value.append(byte)
            }
            while let last = value.last, isSpace(last) { value.removeLast() }
            return value
        }
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
