/// A moment as a mail states it: seconds since 1970-01-01T00:00:00Z and the offset of the clock that wrote it.
/// Small and free of calendars, because a report needs differences and ISO 8601, nothing else.
package struct MailDate: Hashable, Sendable, Comparable {
    package let seconds: Int
    /// Minutes east of UTC, -1439 to 1439.
    package let offset: Int
    /// Whether time and zone were stated. Otherwise the start of the day or UTC was taken, and no other moment can be set
    /// against this one.
    package var isExact = true

    package init(seconds: Int, offset: Int = 0) {
        self.seconds = seconds
        self.offset = offset
    }

    /// Proleptic Gregorian; nil for days and times that do not exist. A leap second (`second` 60) counts as the next.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offset: Int = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second),
            hour < 24 || (minute == 0 && second == 0), abs(offset) < 1440
        else { return nil }
        let days = Self.daysFromCivil(year, month, day)
        self.init(seconds: days * 86400 + hour * 3600 + (minute - offset) * 60 + second, offset: offset)
    }

    package static func < (a: MailDate, b: MailDate) -> Bool { a.seconds < b.seconds }

    /// ISO 8601 with offset: `2007-01-09T10:15:00+00:00`.
    package var iso8601: String {
        let local = seconds + offset * 60
        let days = Int((Double(local) / 86400).rounded(.down))
        let time = local - days * 86400
        let (year, month, day) = Self.civil(fromDays: days)
        let zone = abs(offset)
        let prefix = (0...9999).contains(year) ? "" : String(year)
        let rest = String(unsafeUninitializedCapacity: 25) { text in
            var count = 0
            func put(_ octet: UInt8) {
                text[count] = octet
                count += 1
            }
            // Two digits.
            func put(_ value: Int) {
                put(0x30 + UInt8(truncatingIfNeeded: value / 10 % 10))
                put(0x30 + UInt8(truncatingIfNeeded: value % 10))
            }
            if prefix.isEmpty {
                put(year / 100)
                put(year % 100)
            }
            put(UInt8(0x2D))
            put(month)
            put(UInt8(0x2D))
            put(day)
            put(UInt8(0x54))
            put(time / 3600)
            put(UInt8(0x3A))
            put(time / 60 % 60)
            put(UInt8(0x3A))
            put(time % 60)
            put(UInt8(offset < 0 ? 0x2D : 0x2B))
            put(zone / 60)
            put(UInt8(0x3A))
            put(zone % 60)
            return count
        }
        return prefix.isEmpty ? rest : prefix + rest
    }

    package var year: Int {
        Self.civil(fromDays: Int((Double(seconds + offset * 60) / 86400).rounded(.down))).year
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146097 + dayOfEra - 719468
    }

    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719468
        let era = (z >= 0 ? z : z - 146096) / 146097
        let dayOfEra = z - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp + (mp < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }
}
