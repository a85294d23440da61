/// How the words of a URL are found: octets in one pass each, nothing copied, because every picture's URL is read so.
import Domains

extension URLWords {
    // MARK: Words

    /// A run of letters and digits, digits at the end cut: `open2` is `open`, `8px` is no `px`.
    fileprivate struct Words {
        private(set) var range = 0..<0
        private(set) var word = WordSet.Word()
        private var next = 0

        /// Reads the next one; false where there is none.
        mutating func advance(in text: Span<UInt8>) -> Bool {
            var start = next
            while start < text.count, !URLWords.isDigit(text[start]), !URLWords.isLetter(text[start]) { start += 1 }
            guard start < text.count else { return false }
            var end = start
            // Up to the last letter, or all of it where it starts with a digit.
            var hash = WordSet.Word()
            word = hash
            var wordEnd = start
            let isNumbered = URLWords.isDigit(text[start])
            while end < text.count, URLWords.isDigit(text[end]) || URLWords.isLetter(text[end]) {
                hash.append(URLWords.lower(text[end]))
                end += 1
                if isNumbered || URLWords.isLetter(text[end - 1]) { (word, wordEnd) = (hash, end) }
            }
            range = start..<wordEnd
            next = end
            return true
        }
    }

    static func holdsCounterWord(_ text: Span<UInt8>) -> Bool {
        var words = Words()
        while words.advance(in: text) {
            if counters.contains(words.word) { return true }
        }
        return false
    }

    /// Whether a picture is named like one for the layout, and like one with a meaning.
    static func pictureName(_ stem: Span<UInt8>) -> (isLayout: Bool, isNamed: Bool) {
        var words = Words()
        var name = (isLayout: false, isNamed: false)
        while words.advance(in: stem) {
            name.isNamed = name.isNamed || named.contains(words.word)
            name.isLayout = name.isLayout || startsLikeLayout(stem.extracting(words.range))
        }
        return name
    }

    private static func startsLikeLayout(_ word: Span<UInt8>) -> Bool {
        layout[Int(lower(word[0]))].contains { start in
            guard start.count <= word.count else { return false }
            for offset in start.indices where lower(word[offset]) != start[offset] { return false }
            return true
        }
    }

    /// Whether a script is named after a counter: the words of `MarkRead.aspx` or `aws_opens.pl`, up to four of three
    /// letters or more; random signs have none.
    static func isCounterName(_ file: Span<UInt8>) -> Bool {
        var isFound = false
        var count = 0
        var word = WordSet.Word()
        var length = 0
        var wasSmall = false
        for index in 0...file.count {
            let octet = index < file.count ? file[index] : UInt8(ascii: ".")
            let isLarge = octet &- 0x41 < 26
            if !isLetter(octet) || isLarge && wasSmall {
                if length > 0 {
                    guard length >= 3, count < 4 else { return false }
                    isFound = isFound || sureCounters.contains(word)
                    count += 1
                }
                (word, length) = (WordSet.Word(), 0)
            }
            if octet == UInt8(ascii: ".") { return isFound && index <= 32 }
            if isLetter(octet) {
                word.append(octet | 0x20)
                length += 1
            }
            wasSmall = isLetter(octet) && !isLarge
        }
        return false
    }

    // MARK: Path

    /// The last segment that is not empty.
    static func file(_ path: Span<UInt8>) -> Range<Int> {
        var end = path.count
        while end > 0, path[end - 1] == UInt8(ascii: "/") { end -= 1 }
        var start = end
        while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
        return start..<end
    }

    struct Segments {
        private(set) var count = 0
        private(set) var hasIdentifier = false

        /// - Parameter file: the last segment. The short name of a picture is no identifier; under a directory of pictures
        ///   an identifier is that of the picture, not of the reader.
        init(_ path: Span<UInt8>, _ file: Range<Int>, isPictureFile: Bool, stemLength: Int) {
            var isAsset = false
            var start = 0
            while start < file.upperBound {
                var end = start
                while end < file.upperBound, path[end] != UInt8(ascii: "/") { end += 1 }
                defer { start = end + 1 }
                guard end > start else { continue }
                count += 1
                let isFile = end == file.upperBound
                let segment = path.extracting(start..<end)
                if isPictureFile, !isFile { isAsset = isAsset || URLWords.assetDirectories.contains(URLWords.hash(segment)) }
                if !hasIdentifier, !isFile || !isPictureFile || stemLength >= 20 { hasIdentifier = URLWords.isIdentifier(segment) }
            }
            if isAsset { hasIdentifier = false }
        }
    }

    // MARK: Query

    /// The length of the first value that is an identifier, or of a parameter without a value.
    static func identifier(inQuery query: Span<UInt8>) -> Int? {
        var start = 0
        var parameters = 0
        while start < query.count, parameters < 50 {
            var end = start
            while end < query.count, query[end] != UInt8(ascii: "&") { end += 1 }
            defer { start = end + 1 }
            guard end > start else { continue }
            parameters += 1
            let value = value(of: start..<end, in: query)
            if isIdentifier(query.extracting(value)) { return value.count }
        }
        return nil
    }

    /// What stands behind the first `=` that is not at the start; all where there is none, or nothing behind it.
    private static func value(of parameter: Range<Int>, in query: Span<UInt8>) -> Range<Int> {
        var start = parameter.lowerBound
        while start < parameter.upperBound, query[start] == UInt8(ascii: "=") { start += 1 }
        var equals = start
        while equals < parameter.upperBound, query[equals] != UInt8(ascii: "=") { equals += 1 }
        return equals + 1 < parameter.upperBound ? equals + 1..<parameter.upperBound : start..<equals
    }

    /// `name@host.tld` as the value of a parameter.
    static func hasAddress(_ query: Span<UInt8>) -> Bool {
        guard mayHoldAddress(query) else { return false }
        var octets: [UInt8] = []
        for index in 0..<min(query.count, 4_000) { octets.append(query[index]) }
        return octets.split(separator: UInt8(ascii: "&")).prefix(50).contains { parameter in
            let value = LinkTarget.percentDecoded(
                String(decoding: parameter.split(separator: UInt8(ascii: "="), maxSplits: 1).last ?? [], as: UTF8.self))
            let halves = value.split(separator: "@", omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty, let dot = halves[1].lastIndex(of: ".") else { return false }
            let isName = value.utf8.allSatisfy { octet in
                octet >= 0x80 || octet == 0x40 || octet == 0x2B || (0x2D...0x2E).contains(octet) || octet == 0x5F
                    || (0x30...0x39).contains(octet) || (0x61...0x7A).contains(octet | 0x20)
            }
            return isName && halves[1][dot...].utf8.count > 2
        }
    }

    /// Whether `@` or `%40` stands in it.
    private static func mayHoldAddress(_ query: Span<UInt8>) -> Bool {
        var index = 0
        while index < query.count {
            if index >= 0, index &+ 8 <= query.count {
                let word = query.word(at: index)
                let found = word.mask(of: UInt8(ascii: "@")) | word.mask(of: UInt8(ascii: "%"))
                index &+= found == 0 ? 8 : OctetWord.first(found)
                if found == 0 { continue }
            }
            let octet = query[index]
            if octet == UInt8(ascii: "@") { return true }
            if octet == UInt8(ascii: "%"), index + 2 < query.count, query[index + 1] == 0x34, query[index + 2] == 0x30 {
                return true
            }
            index &+= 1
        }
        return false
    }

    // MARK: Octets

    /// Of the text in lower case.
    static func hash(_ text: Span<UInt8>) -> WordSet.Word {
        var word = WordSet.Word()
        for index in text.indices { word.append(lower(text[index])) }
        return word
    }

    static func last(_ octet: UInt8, in text: Span<UInt8>) -> Int? {
        var index = text.count - 1
        while index >= 0, text[index] != octet { index -= 1 }
        return index < 0 ? nil : index
    }

    static func digits(_ text: Span<UInt8>) -> Int {
        var count = 0
        for index in text.indices where isDigit(text[index]) { count += 1 }
        return count
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet &- 0x30 < 10 }

    private static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }

    private static func lower(_ octet: UInt8) -> UInt8 { octet &- 0x41 < 26 ? octet | 0x20 : octet }

    // MARK: Identifiers

    static func isIdentifier(_ octets: ArraySlice<UInt8>) -> Bool { isIdentifier(octets.span) }

    /// Long, and not what people write: digits and letters mixed without a pattern, or a hash, a UUID, a number of many
    /// digits.
    static func isIdentifier(_ octets: Span<UInt8>) -> Bool {
        guard octets.count >= 12, octets.count <= 4_000 else { return false }
        var digits = 0
        var upper = 0
        var lower = 0
        var changes = 0
        var last = 0
        for index in octets.indices {
            let kind: Int
            switch octets[index] {
            case 0x30...0x39: (digits, kind) = (digits + 1, 1)
            case 0x41...0x5A: (upper, kind) = (upper + 1, 2)
            case 0x61...0x7A: (lower, kind) = (lower + 1, 3)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: "~"),
                UInt8(ascii: "%"),
                UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"):
                kind = 0
            default: return false
            }
            if kind != last, kind != 0, last != 0 { changes += 1 }
            last = kind == 0 ? last : kind
        }
        let letters = upper + lower
        if digits >= 16, letters == 0 { return true }
        // Words joined by hyphens change kind rarely; identifiers do so at every third sign.
        guard octets.count >= 16, letters > 0 else { return false }
        return changes * 5 >= octets.count && (digits >= 3 || upper >= 4 && lower >= 4)
    }
}
