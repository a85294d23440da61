/// The form of a Date field.
enum DateShape {
    /// Whether it is written as nearly all are, `Tue, 9 Jan 2007 18:05:43 +0000`, perhaps with a comment behind it, and the
    /// zone exists. What is not may still be ordinary.
    static func isUsual(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = PatternReader(body)
        rest.skipBlanks()
        guard rest.letters(3), rest.take(0x2C), rest.take(0x20), rest.digits(1...2) != nil, rest.take(0x20), rest.letters(3), rest.take(0x20),
            rest.digits(4...4) != nil, rest.take(0x20), rest.digits(2...2) != nil, rest.take(0x3A), rest.digits(2...2) != nil
        else { return false }
        if rest.take(0x3A), rest.digits(2...2) == nil { return false }
        guard rest.take(0x20) else { return false }
        let isEast = rest.take(0x2B)
        guard isEast || rest.take(0x2D), let zone = rest.digits(4...4) else { return false }
        let minutes = zone / 100 * 60 + zone % 100
        return zone % 100 < 60 && minutes % 15 == 0 && minutes <= (isEast ? 14 : 12) * 60 && rest.isComment
    }

    static func hasImpossibleZone(_ body: ArraySlice<UInt8>) -> Bool {
        for word in body.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) {
            guard word.count == 5, let sign = word.first, sign == 0x2B || sign == 0x2D else { continue }
            let digits = word.dropFirst().map { Int($0) - 48 }
            guard digits.allSatisfy({ (0...9).contains($0) }) else { continue }
            let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
            if digits[2] >= 6 || minutes % 15 != 0 || minutes > (sign == 0x2B ? 14 : 12) * 60 { return true }
        }
        return false
    }

    /// `[Day,] day month year hour:minute[:second] zone [(comment)]`.
    static func isOrdinary(_ body: ArraySlice<UInt8>) -> Bool {
        var words = body.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A || $0 == 0x2C })[...]
        if let first = words.first, first.first?.isASCIILetter ?? false { words = words.dropFirst() }
        guard words.count >= 5 else { return false }
        let parts = words.prefix(5).map { $0 }
        let isDay = parts[0].count <= 2 && parts[0].allSatisfy(\.isASCIIDigit)
        let isMonth = parts[1].count == 3 && parts[1].allSatisfy(\.isASCIILetter)
        let isYear = parts[2].allSatisfy(\.isASCIIDigit)
        let isTime = parts[3].contains(0x3A)
        let zone = parts[4]
        let isZone = ((zone.first == 0x2B || zone.first == 0x2D) && zone.count == 5) || ((1...5).contains(zone.count) && zone.allSatisfy(\.isASCIILetter) && !isHalfDay(zone))
        return isDay && isMonth && isYear && isTime && isZone
    }

    private static func isHalfDay(_ word: ArraySlice<UInt8>) -> Bool {
        let word = word.map(\.asciiLowercased)
        return word == [0x61, 0x6D] || word == [0x70, 0x6D]
    }
}

/// Reads octets from the left, as far as they are what is asked for.
private struct PatternReader {
    private let octets: ArraySlice<UInt8>
    private var position: Int

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
        position = octets.startIndex
    }

    mutating func take(_ octet: UInt8) -> Bool {
        guard position < octets.endIndex, octets[position] == octet else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() { while take(0x20) || take(0x09) {} }

    mutating func letters(_ count: Int) -> Bool {
        let end = position + count
        while position < min(end, octets.endIndex), octets[position].isASCIILetter { position += 1 }
        return position == end
    }

    /// Their value.
    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        let start = position
        var value = 0
        while position < octets.endIndex, position - start < counts.upperBound, octets[position].isASCIIDigit {
            value = value * 10 + Int(octets[position] - 0x30)
            position += 1
        }
        return counts.contains(position - start) ? value : nil
    }

    /// Whether nothing else comes, or a word set off that holds no zone.
    var isComment: Bool {
        guard let next = octets[position...].first else { return true }
        let isSetOff = next == 0x20 || next == 0x09 || next == 0x0D || next == 0x0A
        return isSetOff && !octets[position...].contains { $0 == 0x2B || $0 == 0x2D }
    }
}
