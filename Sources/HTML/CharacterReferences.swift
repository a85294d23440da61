/// Character references (WHATWG HTML §13.2.5.72 to 80): named, with the rule for attribute values, and numeric with the
/// replacements of the standard. What is no reference stays as it is written.
enum CharacterReferences {
    /// Resolves the reference whose `&` stands at `index` and appends what it stands for.
    /// - Returns: where the text goes on; `index + 1` (with `&` appended) where it is no reference.
    static func resolve(
        _ input: [UInt8], at index: Int, end: Int, inAttribute: Bool, into output: inout [UInt8]
    ) -> Int {
        let first = index + 1
        if first < end {
            if input[first] == 0x23 {
                if let next = numeric(input, first + 1, end, &output) { return next }
            } else if isAlphanumeric(input[first]) {
                if let next = named(input, first, end, inAttribute, &output) { return next }
            }
        }
        output.append(0x26)
        return first
    }

    // MARK: Named

    /// The names that make up nearly all references of mail, so that most messages never open the great table.
    private static func frequent(_ input: [UInt8], _ start: Int, _ end: Int) -> (value: UInt32, next: Int)? {
        var letters: UInt64 = 0
        var index = start
        while index < end, index < start + 6, input[index] != 0x3B {
            letters = letters << 8 | UInt64(input[index])
            index += 1
        }
        guard index < end, input[index] == 0x3B else { return nil }
        let value: UInt32
        switch letters {
        case 0x6E62_7370: value = 0xA0  // nbsp
        case 0x616D70: value = 0x26  // amp
        case 0x6C74: value = 0x3C  // lt
        case 0x6774: value = 0x3E  // gt
        case 0x7175_6F74: value = 0x22  // quot
        case 0x7A77_6E6A: value = 0x200C  // zwnj
        case 0x636F_7079: value = 0xA9  // copy
        case 0x726567: value = 0xAE  // reg
        case 0x6D64_6173_68: value = 0x2014  // mdash
        case 0x6E64_6173_68: value = 0x2013  // ndash
        case 0x6C73_7175_6F: value = 0x2018  // lsquo
        case 0x7273_7175_6F: value = 0x2019  // rsquo
        case 0x6C64_7175_6F: value = 0x201C  // ldquo
        case 0x7264_7175_6F: value = 0x201D  // rdquo
        case 0x6865_6C6C_6970: value = 0x2026  // hellip
        case 0x6275_6C6C: value = 0x2022  // bull
        default: return nil
        }
        return (value, index + 1)
    }

    private static func named(
        _ input: [UInt8], _ start: Int, _ end: Int, _ inAttribute: Bool, _ output: inout [UInt8]
    ) -> Int? {
        if let (value, next) = frequent(input, start, end) {
            append(value, to: &output)
            return next
        }
        guard let (line, next) = NamedCharacterReferences.table.longestMatch(input, start, end) else { return nil }
        // §13.2.5.73: "for historical reasons", `?a=b&copy=1` in an attribute is no reference.
        if inAttribute, input[next - 1] != 0x3B, next < end, input[next] == 0x3D || isAlphanumeric(input[next]) {
            return nil
        }
        NamedCharacterReferences.table.appendValue(of: line, to: &output)
        return next
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    // MARK: Numeric

    private static func numeric(_ input: [UInt8], _ start: Int, _ end: Int, _ output: inout [UInt8]) -> Int? {
        var index = start
        let isHexadecimal = index < end && input[index] | 0x20 == 0x78
        if isHexadecimal { index += 1 }
        let digits = index
        var value: UInt32 = 0
        while index < end, let digit = digitValue(input[index], isHexadecimal) {
            // Past the last code point the value no longer matters.
            if value <= 0x10FFFF { value = value * (isHexadecimal ? 16 : 10) + digit }
            index += 1
        }
        guard index > digits else { return nil }
        if index < end, input[index] == 0x3B { index += 1 }
        append(replacement(value), to: &output)
        return index
    }

    private static func digitValue(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if (0x30...0x39).contains(byte) { return UInt32(byte - 0x30) }
        let letter = byte | 0x20
        return isHexadecimal && (0x61...0x66).contains(letter) ? UInt32(letter - 0x57) : nil
    }

    /// §13.2.5.80, numeric character reference end state.
    private static func replacement(_ value: UInt32) -> UInt32 {
        switch value {
        case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
        case 0x80...0x9F: windows1252[Int(value - 0x80)]
        default: value
        }
    }

    /// C1 controls, read as windows-1252; the five that it leaves open stay themselves.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Appends a code point as UTF-8; what is none becomes U+FFFD.
    static func append(_ value: UInt32, to output: inout [UInt8]) {
        if value < 0x80 {
            output.append(UInt8(truncatingIfNeeded: value))
            return
        }
        // Without lists of octets, which would be made only to be appended.
        let value = Unicode.Scalar(value)?.value ?? 0xFFFD
        if value < 0x800 {
            output.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        } else {
            if value < 0x10000 {
                output.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            } else {
                output.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
                output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            }
            output.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        }
        output.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
}

/// The table, opened when the first rare name is met: the text stays as it is and only the places of its lines are
/// noted, which costs some tens of microseconds.
struct NamedCharacterReferences: Sendable {
    static let table = NamedCharacterReferences()

    private let octets: [UInt8]
    private let lines: [Int32]
    /// The lines of names that start with each ASCII octet.
    private let buckets: [Range<Int>]

    private init() {
        octets = Array(Self.text.utf8)
        var lines: [Int32] = [0]
        lines.reserveCapacity(2_200)
        for index in octets.indices where octets[index] == 0x0A { lines.append(Int32(index + 1)) }
        self.lines = lines
        var buckets = [Range<Int>](repeating: 0..<0, count: 128)
        var line = 0
        while line < lines.count {
            let letter = octets[Int(lines[line])]
            let start = line
            while line < lines.count, octets[Int(lines[line])] == letter { line += 1 }
            buckets[Int(letter & 0x7F)] = start..<line
        }
        self.buckets = buckets
    }

    /// The longest name that the input has at `start`: the line of the table, and where the input goes on after it.
    func longestMatch(_ input: [UInt8], _ start: Int, _ end: Int) -> (line: Int, next: Int)? {
        guard input[start] < 0x80 else { return nil }
        var candidates = buckets[Int(input[start])]
        var best: (line: Int, next: Int)?
        var depth = 1
        while !candidates.isEmpty {
            let index = start + depth
            // The shortest name comes first: the candidate that ends here.
            let terminator = octet(candidates.lowerBound, depth)
            if terminator == 0x3B || terminator == 0x2C {
                if index < end, input[index] == 0x3B { return (candidates.lowerBound, index + 1) }
                if terminator == 0x2C { best = (candidates.lowerBound, index) }
                candidates = candidates.dropFirst().isEmpty ? 0..<0 : candidates.lowerBound + 1..<candidates.upperBound
            }
            guard index < end, !candidates.isEmpty else { break }
            let byte = input[index]
            let lower = firstLine(in: candidates, depth) { $0 >= byte }
            candidates = lower..<firstLine(in: lower..<candidates.upperBound, depth) { $0 > byte }
            depth += 1
        }
        return best
    }

    private func octet(_ line: Int, _ depth: Int) -> UInt8 { octets[Int(lines[line]) + depth] }

    private func firstLine(in range: Range<Int>, _ depth: Int, where isPast: (UInt8) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if isPast(octet(middle, depth)) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func appendValue(of line: Int, to output: inout [UInt8]) {
        var index = Int(lines[line])
        while octets[index] != 0x3B, octets[index] != 0x2C { index += 1 }
        index += 1
        var value: UInt32 = 0
        while index < octets.count, octets[index] != 0x0A {
            let byte = octets[index]
            if byte == 0x2B {
                CharacterReferences.append(value, to: &output)
                value = 0
            } else {
                value = value << 4 | UInt32(byte <= 0x39 ? byte - 0x30 : byte - 0x37)
            }
            index += 1
        }
        CharacterReferences.append(value, to: &output)
    }
}
