/// Postmark lines: the `From ` line in front of each message of an mbox file (RFC 4155 and what programs really write).
///
/// A body may hold lines that start with `From ` too, so that how much a line looks like a postmark counts: one that is
/// strict splits by itself, one with another date where a header field follows, one that is loose only where an empty line
/// precedes as well.
enum Postmark: Comparable {
    /// No postmark at all.
    case none
    /// A month, a year and a weekday or time somewhere; or one word that is an address or `-` (Thunderbird, old Gmail).
    case loose
    /// `From `, whose, then the date of a header field: `Tue, 9 Jan 2007 10:15:00 +0000` (RFC 5322 §3.3).
    case dated
    /// `From `, whose (perhaps nobody, which leaves two spaces), then `Tue Jan  9 10:15:00 2007`, with a zone before or after the year at most (asctime(3)).
    case strict

    /// No postmark line is longer: an address has at most 320 octets.
    static let lineLimit = 512
    /// How much must be at hand from the line's start on to judge it and the line after it.
    static let reach = 1024

    /// - Parameter start: where a line starts.
    static func judge(_ octets: Span<UInt8>, at start: Int) -> Postmark {
        guard octets.starts(with: "From ", at: start) else { return .none }
        var words = 0
        var isAddress = false
        var hasMonth = false
        var hasYear = false
        var hasDayOrTime = false
        // The words of asctime in their order, as far as they have come.
        var stage = Stage.weekday
        let isNobodys = start + 5 < octets.count && octets[start + 5] == 0x20
        var index = start + 5
        let limit = min(octets.count, start + lineLimit)
        while index < limit, octets[index] != 0x0A {
            let wordStart = index
            while index < limit, octets[index] > 0x20, octets[index] != 0x2C { index += 1 }
            guard index > wordStart else {
                index += 1
                continue
            }
            words += 1
            let word = octets.extracting(wordStart..<index)
            let kind = Word(word)
            isAddress = isAddress || word[0] == 0x2D || contains(word, 0x40)
            switch kind {
            case .month: hasMonth = true
            case .year: hasYear = true
            case .weekday, .time: hasDayOrTime = true
            case .day, .zone, .other: break
            }
            // The first word says whose it is, whatever it looks like.
            if words > 1 || isNobodys { stage = stage.after(kind) }
        }
        if stage == .done { return .strict }
        if stage == .dated { return .dated }
        if hasMonth, hasYear, hasDayOrTime { return .loose }
        return words == 1 && isAddress ? .loose : .none
    }

    /// Whether a line is a header field: a name of printable ASCII and a colon (RFC 5322 §2.2).
    static func isField(_ octets: Span<UInt8>, at start: Int) -> Bool {
        var index = start
        while index < octets.count, index < start + 80, octets[index] > 0x20, octets[index] < 0x7F, octets[index] != 0x3A {
            index += 1
        }
        return index > start && index < octets.count && octets[index] == 0x3A
    }

    private static func contains(_ word: Span<UInt8>, _ octet: UInt8) -> Bool {
        for index in word.indices where word[index] == octet { return true }
        return false
    }

    // MARK: Words

    private enum Stage {
        case weekday, month, day, time, year, done
        // What is still to come of a header field's date.
        case fieldMonth, fieldYear, fieldTime, dated

        func after(_ word: Word) -> Stage {
            switch (self, word) {
            case (.weekday, .weekday): .month
            case (.month, .month): .day
            case (.day, .day): .time
            case (.time, .time): .year
            // Mailers of the last century wrote its years with two digits.
            case (.year, .year), (.year, .day): .done
            case (.year, .zone), (.year, .other): .year
            // A zone, or `remote from`.
            case (.done, _): .done
            case (.month, .day): .fieldMonth
            case (.fieldMonth, .month): .fieldYear
            case (.fieldYear, .year), (.fieldYear, .day): .fieldTime
            case (.fieldTime, .time): .dated
            case (.dated, .zone), (.dated, .other): .dated
            // The name may have several words.
            case (.weekday, _): .weekday
            case (_, .weekday): .month
            default: .weekday
            }
        }
    }

    private enum Word {
        case month, year, day, weekday, time, zone, other

        init(_ word: Span<UInt8>) {
            var digits = 0
            var colons = 0
            for index in word.indices {
                if (0x30...0x39).contains(word[index]) { digits += 1 }
                if word[index] == 0x3A { colons += 1 }
            }
            if word.count == 4, digits == 4, word[0] == 0x31 || word[0] == 0x32 {
                self = .year
            } else if colons > 0, colons <= 2, digits >= 3, digits + colons == word.count {
                self = .time
            } else if digits == word.count, digits <= 2 {
                self = .day
            } else if digits == 4, word.count == 5, word[0] == 0x2B || word[0] == 0x2D {
                self = .zone
            } else if word.count == 3, digits == 0 {
                let letters = UInt32(word[0] | 0x20) << 16 | UInt32(word[1] | 0x20) << 8 | UInt32(word[2] | 0x20)
                self = Self.months.contains(letters) ? .month : Self.weekdays.contains(letters) ? .weekday : .other
            } else {
                self = .other
            }
        }

        private static let months = codes("jan feb mar apr may jun jul aug sep oct nov dec")
        private static let weekdays = codes("mon tue wed thu fri sat sun")

        private static func codes(_ words: String) -> Set<UInt32> {
            Set(words.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
        }
    }
}
