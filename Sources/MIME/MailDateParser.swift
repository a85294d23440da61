/// Dates of real mail: RFC 5322 §3.3 with its obsolete forms, ctime, RFC 850, ISO 8601, what Go prints, and the usual
/// mistakes (no seconds, no zone, two-digit years, fractions, zones as names or as `GMT+01:00`, comments anywhere,
/// months in other languages).
///
/// Tolerant by design: nil only where the octets name no day.

extension MailDate {
    package static func parse(_ octets: ArraySlice<UInt8>) -> MailDate? { strict(octets) ?? tolerant(octets) }

    package static func parse(_ octets: [UInt8]) -> MailDate? { parse(octets[...]) }

    package static func parse(_ text: String) -> MailDate? { parse(Array(text.utf8)[...]) }

    /// Any form; `parse` tries the usual one first.
    package static func tolerant(_ octets: ArraySlice<UInt8>) -> MailDate? {
        var scanner = DateScanner(octets.prefix(DateScanner.limit))
        return scanner.date()
    }
}

private struct DateScanner {
    /// No date is longer; what follows is not read.
    static let limit = 256

    private enum Token: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case sign(UInt8)
    }

    private var tokens: [Token] = []
    private var commentWords: [String] = []

    init(_ octets: some Sequence<UInt8>) { tokenize(Array(octets)) }

    /// Numbers, words (ASCII in lower case) and single signs; white space and commas separate. Comments are kept apart.
    private mutating func tokenize(_ octets: [UInt8]) {
        var index = 0
        var depth = 0
        while index < octets.count {
            let byte = octets[index]
            let start = index
            index += 1
            switch byte {
            case 0x28: depth += 1
            case 0x29: depth = max(0, depth - 1)
            case 0x30...0x39:
                while index < octets.count, (0x30...0x39).contains(octets[index]) { index += 1 }
                guard depth == 0 else { continue }
                // Nothing in a date has more digits than a fraction of a second, of which the first nine do.
                let value = octets[start..<min(index, start + 9)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
                tokens.append(.number(value, digits: index - start))
            case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF:
                if let (month, length) = EastAsianMonths.read(octets[start...]) {
                    index = start + length
                    if depth == 0 { takeEastAsian(month) }
                    continue
                }
                while index < octets.count, Self.isLetter(octets[index]) { index += 1 }
                let word = String(decoding: octets[start..<index], as: UTF8.self).lowercased()
                if depth == 0 { tokens.append(.word(word)) } else { commentWords.append(word) }
            case 0x20, 0x09, 0x0A, 0x0D, 0x2C: continue
            default: if depth == 0 { tokens.append(.sign(byte)) }
            }
        }
    }

    /// `8月`: the number before it is the month.
    private mutating func takeEastAsian(_ month: Int) {
        if month > 0 { return tokens.append(.word(MonthNames.name(month))) }
        guard case .number(let value, _)? = tokens.last, (1...12).contains(value) else { return }
        tokens[tokens.count - 1] = .word(MonthNames.name(value))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }

    // MARK: Reading the tokens

    private var day: [(value: Int, digits: Int)] = []
    private var separator: UInt8 = 0
    private var month: (value: Int, position: Int)?
    private var time: (hour: Int, minute: Int, second: Int)?
    private var zone: Int?
    private var namedZone: Int?
    private var isZoneBad = false

    mutating func date() -> MailDate? {
        var index = 0
        while index < tokens.count {
            // Go's monotonic clock, `m=+1.2`, ends a date.
            if tokens[index] == .word("m"), sign(index + 1) == 0x3D { break }
            index += take(index)
        }
        guard let (year, month, day) = calendarDay() else { return nil }
        let clock = time ?? (0, 0, 0)
        if zone == nil, namedZone == nil {
            namedZone = commentWords.lazy.compactMap { ZoneNames.offset($0) }.first
        }
        var date = MailDate(
            year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second,
            offset: zone ?? namedZone ?? 0)
        date?.isExact = time != nil && !isZoneBad && (zone != nil || namedZone != nil)
        return date
    }

    /// Takes what starts at `index`; how many tokens that was.
    private mutating func take(_ index: Int) -> Int {
        switch tokens[index] {
        case .number(let value, let digits):
            if time == nil, let length = takeTime(index) { return length }
            if digits == 4, time != nil, zone == nil, month != nil, day.count >= 2, value < 1440 {
                // A zone that lost its sign: `0530`.
                zone = value / 100 * 60 + value % 100
            } else if day.count < 3 {
                day.append((value, digits))
            }
            return 1
        case .word(let word): return takeWord(word, index)
        case .sign(let sign): return takeSign(sign, index)
        }
    }

    /// `10:15`, `10:15:00`, `10:15:00.999`, `10.15.00`.
    private mutating func takeTime(_ index: Int) -> Int? {
        guard let hour = number(index), hour.digits <= 2, let minute = number(index + 2), minute.digits <= 2 else {
            return nil
        }
        let mark = sign(index + 1)
        // Dots between hours and minutes only where a date stands before them: `9.1.2007` is a day.
        let dotted =
            mark == 0x2E && number(index + 4) != nil && sign(index + 3) == 0x2E
            && (day.count >= 2 || month != nil && day.count >= 1)
        guard mark == 0x3A || (dotted && number(index + 4)?.digits == 2) else { return nil }
        var length = 3
        var second = 0
        if sign(index + 3) == mark, let value = number(index + 4) {
            second = value.value
            length = 5
            if let point = sign(index + 5), point == 0x2E || point == 0x3A, number(index + 6) != nil { length = 7 }
        }
        time = (hour.value, minute.value, second)
        return length
    }

    private mutating func takeWord(_ word: String, _ index: Int) -> Int {
        if let number = MonthNames.number(word) {
            // A word before all numbers may be a weekday: `mar., 9 janv. 2007`.
            if month == nil || (month?.position == 0 && day.count == 1) { month = (number, day.count) }
        } else if time != nil, word == "pm" || word == "am", let clock = time, (1...12).contains(clock.hour) {
            time?.hour = clock.hour % 12 + (word == "pm" ? 12 : 0)
        } else if time != nil, namedZone == nil {
            namedZone = ZoneNames.offset(word)
        }
        return 1
    }

    /// `+0100`, `-08`, `+5:30` behind the time; anything else separates.
    private mutating func takeSign(_ sign: UInt8, _ index: Int) -> Int {
        guard time != nil, zone == nil, sign == 0x2B || sign == 0x2D, let value = number(index + 1) else {
            if separator == 0, sign == 0x2F || sign == 0x2D || sign == 0x2E { separator = sign }
            return 1
        }
        // `Mon Jan 2 15:04:05 -2006`: no zone has a year's form, and the day is not complete without one.
        var length = 2
        var minutes: Int?
        if value.digits <= 2, self.sign(index + 2) == 0x3A, let rest = number(index + 3), rest.digits == 2 {
            minutes = value.value * 60 + rest.value
            length = 4
        } else if value.digits <= 2 {
            minutes = value.value * 60
        } else if value.digits <= 4 {
            minutes = value.value / 100 * 60 + value.value % 100
        }
        // An offset that no clock has is as good as none (RFC 5322 §3.3).
        guard let minutes, minutes < 1440, value.digits <= 2 || value.value % 100 < 60 else {
            (zone, isZoneBad) = (0, true)
            return length
        }
        zone = sign == 0x2D ? -minutes : minutes
        return length
    }

    private func number(_ index: Int) -> (value: Int, digits: Int)? {
        guard index < tokens.count, case .number(let value, let digits) = tokens[index] else { return nil }
        return (value, digits)
    }

    private func sign(_ index: Int) -> UInt8? {
        guard index < tokens.count, case .sign(let sign) = tokens[index] else { return nil }
        return sign
    }

    // MARK: The day

    private func calendarDay() -> (year: Int, month: Int, day: Int)? {
        if let month {
            guard day.count >= 2 else { return nil }
            let isYearFirst = day[0].digits > 2 || (month.position == 1 && day[0].value > 31)
            let (y, d) = isYearFirst ? (day[0], day[1]) : (day[1], day[0])
            return (year(y), month.value, d.value)
        }
        guard day.count >= 3 else { return nil }
        if day[0].digits >= 4 { return (day[0].value, day[1].value, day[2].value) }
        // Numbers alone: slashes are read as Americans write them, unless that names no month.
        let isMonthFirst = separator == 0x2F ? day[0].value <= 12 : day[1].value > 12
        let (m, d) = isMonthFirst ? (day[0], day[1]) : (day[1], day[0])
        return (year(day[2]), m.value, d.value)
    }

    /// RFC 5322 §4.3: two digits up to 49 are of this century; three digits count from 1900.
    private func year(_ number: (value: Int, digits: Int)) -> Int {
        switch number.digits {
        case ...2: number.value + (number.value < 50 ? 2000 : 1900)
        case 3: number.value + 1900
        default: number.value
        }
    }
}
