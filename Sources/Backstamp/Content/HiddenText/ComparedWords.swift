/// How the words of a text are read to compare it with another version of it.
import Domains

extension WordSet {
    /// Different words of four letters and more; addresses of links stand in one version only.
    init(comparing text: ArraySlice<UInt8>) {
        // Most texts have fewer words than half of that.
        self.init(places: 512)
        let octets = text.span
        /// Those of the piece between white space that is read, which may turn out to be an address; most have one.
        var found: [Word] = []
        var last: Word?
        var inserted: Word?
        var index = 0
        while index < octets.count, count < Self.maximumWords {
            if Self.isLetter(octets[index]), let (word, length, end) = Self.plainPiece(octets, from: index) {
                index = end
                if let before = inserted {
                    // Instead of a short one the word before comes again, because a branch on the length of words is guessed
                    // wrong at every third of them.
                    let next = length >= Self.minimumLength ? word : before
                    insert(next)
                    inserted = next
                } else if length >= Self.minimumLength {
                    insert(word)
                    inserted = word
                }
                continue
            }
            if Self.isSpace(octets[index]) {
                index &+= 1
                continue
            }
            let start = index
            var isPlain = true
            var isAddress = false
            while index < octets.count {
                let octet = octets[index]
                let isLetter = Self.isLetter(octet)
                if isLetter || octet == 0xC3 && Self.latinLetter(octets, index + 1) != nil {
                    var (word, end) = isLetter ? Self.word(octets, from: index) : (Word(), index)
                    var length = end - index
                    if end < octets.count, octets[end] == 0xC3 { (word, length, end) = Self.latinWord(octets, from: index) }
                    if length >= Self.minimumLength {
                        if let last { found.append(last) }
                        last = word
                    }
                    index = end
                    continue
                }
                if octet <= 0x20, Self.isSpace(octet) { break }
                if octet >= 0x80 {
                    let length = Self.separatorLength(octets, index)
                    if length == 0 { isPlain = false }
                    index &+= max(1, length)
                    continue
                }
                if octet == 0x40 || octet == 0x2F && index >= start + 2 && octets[index - 1] == 0x2F && octets[index - 2] == 0x3A {
                    isAddress = true
                }
                index &+= 1
            }
            if !isPlain {
                let piece = text[(text.startIndex + start)..<(text.startIndex + index)]
                if !insert(simple: piece.span) { insert(unicode: String(decoding: piece, as: UTF8.self)) }
            } else if !isAddress {
                for word in found { insert(word) }
                if let last { insert(last) }
            }
            last = nil
            if !found.isEmpty { found.removeAll(keepingCapacity: true) }
            index &+= 1
        }
    }

    /// A word of ASCII letters between white space, with one sign of a sentence behind it at the most, and where the next
    /// piece may start: what most of a text is. nil for all else.
    private static func plainPiece(_ octets: Span<UInt8>, from start: Int) -> (word: Word, length: Int, end: Int)? {
        let (word, end) = word(octets, from: start)
        guard end < octets.count else { return (word, end - start, end) }
        if isSpace(octets[end]) { return (word, end - start, end + 1) }
        switch octets[end] {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"), UInt8(ascii: ":"):
            guard end + 1 < octets.count, isSpace(octets[end + 1]) else { return nil }
            return (word, end - start, end + 2)
        default: return nil
        }
    }

    private static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet &- 0x09 < 5 }

    /// How many octets the sign at the index takes where it is a common one that is no letter, no white space and never
    /// makes one character with what is beside it: signs of Latin-1 such as ©, dashes, quotation marks, … and ™. Else 0.
    private static func separatorLength(_ octets: Span<UInt8>, _ index: Int) -> Int {
        guard index + 1 < octets.count else { return 0 }
        let next = octets[index + 1]
        if octets[index] == 0xC2 {
            // Not U+0080 to U+00A0, ª, the soft hyphen, µ, º.
            return next > 0xA0 && next < 0xC0 && next != 0xAA && next != 0xAD && next != 0xB5 && next != 0xBA ? 2 : 0
        }
        guard octets[index] == 0xE2, index + 2 < octets.count else { return 0 }
        let last = octets[index + 2]
        // U+2010 to U+2027; U+2122.
        return next == 0x80 && last >= 0x90 && last <= 0xA7 || next == 0x84 && last == 0xA2 ? 3 : 0
    }

    /// The letters of ASCII from the index on, and where they end.
    @inline(__always) private static func word(_ octets: Span<UInt8>, from start: Int) -> (Word, end: Int) {
        var word = Letters()
        var index = start
        while index >= 0, index &+ 8 <= octets.count {
            let (count, letters) = octets.word(at: index).letters
            if count > 0 { word.append(letters) }
            index &+= count
            if count < 8 { return (word.word, index) }
        }
        while index < octets.count {
            let letter = octets[index] | 0x20
            guard letter &- 0x61 < 26 else { break }
            word.append(letter)
            index &+= 1
        }
        return (word.word, index)
    }

    /// The same with letters from À to ÿ among them.
    private static func latinWord(_ octets: Span<UInt8>, from start: Int) -> (Word, length: Int, end: Int) {
        var word = Letters()
        var index = start
        var length = 0
        while index < octets.count {
            let octet = octets[index]
            if (octet | 0x20) &- 0x61 < 26 {
                word.append(octet | 0x20)
                index &+= 1
            } else if octet == 0xC3, let letter = latinLetter(octets, index + 1) {
                word.append(octet)
                word.append(letter)
                index &+= 2
            } else {
                break
            }
            length &+= 1
        }
        return (word.word, length, index)
    }

    /// The second octet of a letter from À to ÿ, in lower case.
    private static func latinLetter(_ octets: Span<UInt8>, _ index: Int) -> UInt8? {
        guard index < octets.count, octets[index] & 0xC0 == 0x80, octets[index] != 0x97, octets[index] != 0xB7 else { return nil }
        return octets[index] < 0x9F ? octets[index] | 0x20 : octets[index]
    }

    private static func isAddress(_ piece: Substring) -> Bool { piece.contains("://") || piece.contains("@") }

    /// With the spaces and letters of other alphabets.
    mutating func insert(unicode text: String) {
        for piece in text.split(whereSeparator: \.isWhitespace) where !Self.isAddress(piece) {
            guard count < Self.maximumWords else { return }
            for letters in piece.lowercased().split(whereSeparator: { !$0.isLetter }) where letters.count >= Self.minimumLength {
                var word = Letters()
                for octet in letters.utf8 { word.append(octet) }
                insert(word.word)
            }
        }
    }

    /// The same of a text of scalars that `SimpleScalar` knows, much faster; false, and nothing is inserted, for others.
    mutating func insert(simple octets: Span<UInt8>) -> Bool {
        var index = 0
        while index < octets.count {
            guard let scalar = SimpleScalar(octets, index) else { return false }
            // Part of the sign of an address, which is another character then.
            if scalar.kind == .extender, index > 0, octets[index - 1] == 0x40 || octets[index - 1] == 0x2F { return false }
            index += scalar.length
        }
        var piece = 0
        while piece < octets.count {
            guard count < Self.maximumWords else { return true }
            var end = piece
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind != .space { end += scalar.length }
            if !Self.isAddress(octets.extracting(piece..<end)) { insert(lettersOf: octets.extracting(piece..<end)) }
            // Past the white space, and past what has become part of it.
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind == .space { end += scalar.length }
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind == .extender { end += scalar.length }
            piece = end
        }
        return true
    }

    private mutating func insert(lettersOf piece: Span<UInt8>) {
        var word = Letters()
        var length = 0
        var index = 0
        while index < piece.count, let scalar = SimpleScalar(piece, index) {
            index += scalar.length
            let isLetter = scalar.kind == .letter
            if isLetter || scalar.kind == .extender && length > 0 {
                scalar.appendLowercased(to: &word)
                if isLetter { length += 1 }
                if index < piece.count { continue }
            }
            if length >= Self.minimumLength { insert(word.word) }
            (word, length) = (Letters(), 0)
        }
    }

    private static func isAddress(_ piece: Span<UInt8>) -> Bool {
        for index in piece.indices {
            if piece[index] == 0x40 { return true }
            if piece[index] == 0x2F, index >= 2, piece[index - 1] == 0x2F, piece[index - 2] == 0x3A { return true }
        }
        return false
    }

    private static let minimumLength = 4
    private static let maximumWords = 5_000
}
