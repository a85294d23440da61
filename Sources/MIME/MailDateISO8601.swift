/// A moment as people give it on a command line, in the common forms of ISO 8601; nil for what is none of them.

extension MailDate {
    /// `2007-01-09`, `2007-01-09T10:00:00Z`, `2007-01-09T10:00:00+01:00`; without a zone UTC.
    package init?(iso8601 text: String) {
        let (day, time) = (text.prefix(10), text.dropFirst(10))
        let date = day.split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, date[0].count == 4, date[1].count == 2, date[2].count == 2,
            let year = Self.number(date[0]), let month = Self.number(date[1]), let day = Self.number(date[2])
        else { return nil }
        guard let mark = time.first else {
            self.init(year: year, month: month, day: day)
            return
        }
        guard mark == "T" || mark == " " else { return nil }
        let clock = time.dropFirst().prefix { $0.isNumber || $0 == ":" }
        let zone = time.dropFirst(1 + clock.count)
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }), let hour = Self.number(parts[0]),
            let minute = Self.number(parts[1]), let second = parts.count == 3 ? Self.number(parts[2]) : 0,
            let offset = Self.offset(zone)
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset)
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }

    /// Minutes east of UTC.
    private static func offset(_ zone: Substring) -> Int? {
        guard let sign = zone.first, zone != "Z", zone != "z" else { return 0 }
        var digits = zone.dropFirst()
        if digits.count == 5, let colon = digits.firstIndex(of: ":"), digits.distance(from: digits.startIndex, to: colon) == 2 {
            digits.remove(at: colon)
        }
        guard sign == "+" || sign == "-", digits.count == 4, let value = number(digits), value % 100 < 60 else { return nil }
        let minutes = value / 100 * 60 + value % 100
        return sign == "-" ? -minutes : minutes
    }
}
