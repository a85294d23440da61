import CGMime

/// The fields of a header section out of its octets (RFC 5322 §2.2). Lines are found by `memchr`, and what kind of octets
/// a field has is told in one pass without branches: this looks at every header of every message.
struct HeaderReader {
    private let octets: UnsafeBufferPointer<UInt8>
    private(set) var fields: [HeaderField] = []
    private(set) var position = 0
    private(set) var isTerminated = false
    private var line = 1

    init(_ octets: UnsafeBufferPointer<UInt8>) {
        self.octets = octets
        fields.reserveCapacity(32)
    }

    mutating func read(limit: Int) {
        while position < octets.count, fields.count < limit {
            if let end = emptyLine() {
                position = end
                isTerminated = true
                return
            }
            readField()
        }
    }

    /// Where the line ends that starts here, if it is empty: CRLF or LF.
    private func emptyLine() -> Int? {
        if octets[position] == 0x0A { return position + 1 }
        let isPair = octets[position] == 0x0D && position + 1 < octets.count && octets[position + 1] == 0x0A
        return isPair ? position + 2 : nil
    }

    private mutating func readField() {
        let start = position
        let firstLine = line
        var lines = 0
        var hasBlankLine = false
        var isWhole = false
        // A colon counts on the field's first line only.
        var nameLimit = octets.count
        // A field ends at a line end that no white space follows (RFC 5322 §2.2.3).
        while !isWhole {
            guard let end = find(0x0A, from: position, to: octets.count) else {
                position = octets.count
                lines += 1
                break
            }
            if lines == 0 { nameLimit = end } else if isBlank(position..<end) { hasBlankLine = true }
            lines += 1
            line += 1
            position = end + 1
            isWhole = position == octets.count || octets[position] != 0x20 && octets[position] != 0x09
        }
        let range = start..<position
        var traits = traits(range)
        if lines > 1 { traits.insert(.isFolded) }
        if hasBlankLine { traits.insert(.hasBlankLine) }
        fields.append(
            field(range, colon: find(0x3A, from: start, to: nameLimit) ?? -1, line: firstLine, traits))
    }

    private func find(_ octet: Int32, from start: Int, to end: Int) -> Int? {
        guard let base = octets.baseAddress, start < end, let found = memchr(base + start, octet, end - start) else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        octets[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    private func traits(_ range: Range<Int>) -> HeaderField.Traits {
        var isOdd: UInt8 = 0
        for octet in UnsafeBufferPointer(rebasing: octets[range]) {
            // Below the space or above the tilde.
            let isSpecial: UInt8 = octet &- 0x20 > 0x5E ? 1 : 0
            let isUsual: UInt8 = octet == 0x09 || octet == 0x0A || octet == 0x0D ? 1 : 0
            isOdd |= isSpecial ^ isUsual
        }
        var traits: HeaderField.Traits = []
        if isOdd != 0 { traits.insert(.isOdd) }
        if hasBareCR(range) { traits.insert(.hasBareCR) }
        if find(0x3F, from: range.lowerBound, to: range.upperBound) != nil { traits.insert(.hasQuestionMark) }
        return traits
    }

    private func hasBareCR(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while let place = find(0x0D, from: position, to: range.upperBound) {
            position = place + 1
            if position == range.upperBound || octets[position] != 0x0A { return true }
        }
        return false
    }

    private func field(_ range: Range<Int>, colon: Int, line: Int, _ traits: HeaderField.Traits) -> HeaderField {
        var end = range.upperBound
        if end > range.lowerBound, octets[end - 1] == 0x0A { end -= 1 }
        if end > range.lowerBound, octets[end - 1] == 0x0D { end -= 1 }
        var nameEnd = max(colon, range.lowerBound)
        while nameEnd > range.lowerBound, octets[nameEnd - 1] == 0x20 || octets[nameEnd - 1] == 0x09 { nameEnd -= 1 }
        // A byte order mark before the first field is an editor's work and no part of the name.
        let hasMark = fields.isEmpty && octets[range.lowerBound..<nameEnd].starts(with: [0xEF, 0xBB, 0xBF])
        let name = UnsafeBufferPointer(rebasing: octets[(range.lowerBound + (hasMark ? 3 : 0))..<nameEnd])
        // RFC 5322 §2.2: a field name is printable US-ASCII without colon and space.
        guard colon > range.lowerBound, !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            return HeaderField(
                index: fields.count, name: "", key: "", keyHash: Self.hash(""), range: range,
                body: range.lowerBound..<end, line: line, traits: traits)
        }
        let text = String(decoding: name, as: UTF8.self)
        let key = Self.key(name) ?? text.lowercased()
        var traits = traits
        if Self.isOfContent(name) { traits.insert(.isOfContent) }
        return HeaderField(
            index: fields.count, name: text, key: key, keyHash: Self.hash(key), range: range,
            body: (colon + 1)..<max(end, colon + 1), line: line, traits: traits)
    }

    private static func isOfContent(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start: StaticString = "content-"
        guard name.count >= start.utf8CodeUnitCount else { return false }
        for index in 0..<start.utf8CodeUnitCount where name[index] | 0x20 != start.utf8Start[index] | 0x20 { return false }
        return true
    }

    /// A name of ASCII in lower case.
    private static func key(_ name: UnsafeBufferPointer<UInt8>) -> String? {
        guard name.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: name.count) { key in
            for (index, octet) in name.enumerated() { key[index] = octet &- 0x41 < 26 ? octet | 0x20 : octet }
            return name.count
        }
    }

    /// Of the first and the last eight octets and the length, which differ in nearly all names that there are. Two names
    /// with one hash are told apart by themselves.
    static func hash(_ key: String) -> UInt64 {
        let octets = key.utf8.span
        var (head, tail): (UInt64, UInt64) = (0, UInt64(octets.count))
        if octets.count >= 8 {
            head = octets.bytes.unsafeLoadUnaligned(as: UInt64.self)
            tail ^= octets.bytes.unsafeLoadUnaligned(fromByteOffset: octets.count - 8, as: UInt64.self)
        } else {
            for index in octets.indices { head = head << 8 | UInt64(octets[index]) }
        }
        let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    }
}
