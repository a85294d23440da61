/// The one form that nearly all dates of mail have, `Tue, 9 Jan 2007 20:31:44 +0000 (GMT)` (RFC 5322 §3.3), read in one
/// pass and without memory of its own. What is not exactly so gives nil, and is read by the tolerant reader.

extension MailDate {
    package static func strict(_ octets: ArraySlice<UInt8>) -> MailDate? {
        var reader = FormReader(octets)
        reader.skipBlanks()
        // The weekday is not looked at, as it says nothing new; its letters and comma must stand there.
        if reader.isLetter {
            guard reader.word() != nil, reader.take(0x2C) else { return nil }
            reader.skipBlanks()
        }
        guard let day = reader.number(1...2), reader.skipBlanks(), let name = reader.word(), let month = month(name),
            reader.skipBlanks(), let year = reader.number(4...4), reader.skipBlanks(), let hour = reader.number(2...2),
            reader.take(0x3A), let minute = reader.number(2...2), reader.take(0x3A), let second = reader.number(2...2),
            reader.skipBlanks(), let offset = reader.zone(), reader.endsInComment()
        else { return nil }
        return MailDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset)
    }

    /// Three letters, lower case, one in each octet of the number.
    private static func month(_ name: Int) -> Int? {
        switch name {
        case 0x6A616E: 1
        case 0x666562: 2
        case 0x6D6172: 3
        case 0x617072: 4
        case 0x6D6179: 5
        case 0x6A756E: 6
        case 0x6A756C: 7
        case 0x617567: 8
        case 0x736570: 9
        case 0x6F6374: 10
        case 0x6E6F76: 11
        case 0x646563: 12
        default: nil
        }
    }
}

private struct FormReader {
    private let octets: ArraySlice<UInt8>
    private var position: Int

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
        position = octets.startIndex
    }

    private var next: UInt8? { position < octets.endIndex ? octets[position] : nil }

    var isLetter: Bool { next.map { (0x61...0x7A).contains($0 | 0x20) } ?? false }

    mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        position += 1
        return true
    }

    /// Whether there were any.
    @discardableResult mutating func skipBlanks() -> Bool {
        var found = false
        while let octet = next, octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D {
            position += 1
            found = true
        }
        return found
    }

    mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while let octet = next, (0x30...0x39).contains(octet) {
            guard count < digits.upperBound else { return nil }
            value = value * 10 + Int(octet - 0x30)
            count += 1
            position += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    /// Exactly three letters.
    mutating func word() -> Int? {
        var value = 0
        var count = 0
        while isLetter, let octet = next {
            guard count < 3 else { return nil }
            value = value << 8 | Int(octet | 0x20)
            count += 1
            position += 1
        }
        return count == 3 ? value : nil
    }

    /// Minutes east of UTC.
    mutating func zone() -> Int? {
        let isWest = next == 0x2D
        guard isWest || next == 0x2B else { return nil }
        position += 1
        guard let value = number(4...4), value % 100 < 60, value < 2400 else { return nil }
        let minutes = value / 100 * 60 + value % 100
        return isWest ? -minutes : minutes
    }

    /// Nothing, or one comment without another in it, and nothing behind it.
    mutating func endsInComment() -> Bool {
        skipBlanks()
        guard next != nil else { return true }
        guard take(0x28) else { return false }
        var left = 100
        while let octet = next, octet != 0x29 {
            left -= 1
            guard octet != 0x28, octet != 0x5C, left > 0 else { return false }
            position += 1
        }
        guard take(0x29) else { return false }
        skipBlanks()
        return next == nil
    }
}
