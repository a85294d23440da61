/// How the words of a text are read to compare it with another version of it. Addresses of links are left out, because
/// they stand in one version only.
import Domains

extension ComparedWords {
    mutating func readWords(of text: Span<UInt8>) {
        var index = 0
        // What stands between white space, and what was found before it: it may turn out to be an address.
        var piece = 0
        var countBefore = foundCount
        while index < text.count {
            var octet = text[index]
            var isOdd = false
            if Self.isLetter(octet) {
                let (hash, end) = Self.word(text, from: index)
                isOdd = !push(hash, length: end &- index)
                index = end
                octet = end < text.count ? text[end] : 0x20
                isOdd = isOdd || octet == 0xC3
            }
            if isOdd {
                // Read anew below.
            } else if octet == 0x20 || Self.isSpace(octet) || octet >= 0x80 && Self.isNoBreakSpace(text, index) {
                index &+= octet >= 0x80 ? 2 : 1
                if hasMany {
                    insertFound()
                    if isFull { return }
                }
                (piece, countBefore) = (index, foundCount)
            } else if octet >= 0x80 {
                let length = Self.separatorLength(text, index)
                isOdd = length == 0
                index &+= length
            } else if octet == 0x40 || octet == 0x2F && index >= piece + 2 && text[index - 1] == 0x2F && text[index - 2] == 0x3A {
                drop(to: countBefore)
                index = Self.endOfASCII(text, from: index)
                isOdd = index < text.count && text[index] >= 0x80
            } else {
                index &+= 1
            }
            guard isOdd else { continue }
            drop(to: countBefore)
            index = readPiece(text, from: piece)
            if hasMany {
                insertFound()
                if isFull { return }
            }
            (piece, countBefore) = (index, foundCount)
        }
    }

    /// What stands between white space, be it what it may: letters beyond ASCII, many words.
    /// - Returns: where the next piece may start.
    private mutating func readPiece(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        var isPlain = true
        var isAddress = false
        // A piece may turn out to be an address when words of it were read; most have one word.
        var words: [UInt64] = []
        var last: UInt64?
        while index < text.count {
            let octet = text[index]
            let isLetter = Self.isLetter(octet)
            if isLetter || octet == 0xC3 && Self.latinLetter(text, index + 1) != nil {
                let (word, length, end) = Self.latinWord(text, from: index)
                if length >= Self.minimumLength {
                    if let last { words.append(last) }
                    last = word
                }
                index = end
                continue
            }
            if octet <= 0x20, Self.isSpace(octet) { break }
            if octet >= 0x80 {
                if Self.isNoBreakSpace(text, index) { break }
                let length = Self.separatorLength(text, index)
                if length == 0 { isPlain = false }
                index &+= max(1, length)
                continue
            }
            if octet == 0x40 || octet == 0x2F && index >= start + 2 && text[index - 1] == 0x2F && text[index - 2] == 0x3A {
                isAddress = true
            }
            index &+= 1
        }
        if !isPlain {
            let piece = text.extracting(start..<index)
            if !read(simple: piece) { read(unicode: Self.string(piece)) }
        } else if !isAddress {
            for word in words { add(word) }
            if let last { add(last) }
        }
        return index < text.count && text[index] >= 0x80 ? index + 2 : index + 1
    }

    private static func string(_ octets: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        copy.reserveCapacity(octets.count)
        for index in octets.indices { copy.append(octets[index]) }
        return String(decoding: copy, as: UTF8.self)
    }

    private static func isLetter(_ octet: UInt8) -> Bool { (octet | 0x20) &- 0x61 < 26 }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || octet &- 0x09 < 5 }

    private static func isNoBreakSpace(_ text: Span<UInt8>, _ index: Int) -> Bool {
        text[index] == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0
    }

    /// The next white space, or octet beyond ASCII.
    private static func endOfASCII(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count {
            if index >= 0, index &+ 8 <= text.count {
                let word = text.word(at: index)
                let found = word.mask(below: 0x21) | word.maskBeyondASCII
                index &+= found == 0 ? 8 : OctetWord.first(found)
                if found == 0 { continue }
            }
            if text[index] >= 0x80 || isSpace(text[index]) { return index }
            index &+= 1
        }
        return index
    }

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

    /// The ASCII letters from the index on, and where they end.
    @inline(__always) private static func word(_ text: Span<UInt8>, from start: Int) -> (hash: UInt64, end: Int) {
        var hash: UInt64 = 0
        var index = start
        while index >= 0, index &+ 8 <= text.count {
            let (count, letters) = text.word(at: index).letters
            if count > 0 { hash = OctetWord.mixed(hash, letters) }
            index &+= count
            if count < 8 { return (hash, index) }
        }
        let end = index
        var rest: UInt64 = 0
        while index < text.count, isLetter(text[index]) {
            rest |= UInt64(text[index] | 0x20) &<< UInt64(truncatingIfNeeded: (index &- end) &* 8)
            index &+= 1
        }
        return (index == end ? hash : OctetWord.mixed(hash, rest), index)
    }

    /// The ASCII letters, and those from À to ÿ, from the index on; how many, and where they end.
    private static func latinWord(_ text: Span<UInt8>, from start: Int) -> (hash: UInt64, length: Int, end: Int) {
        var word = Letters()
        var index = start
        var length = 0
        while index < text.count {
            let octet = text[index]
            if isLetter(octet) {
                word.append(octet | 0x20)
                index &+= 1
            } else if octet == 0xC3, let letter = latinLetter(text, index + 1) {
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

    // MARK: Other alphabets

    /// With the spaces and letters of other alphabets.
    mutating func read(unicode text: String) {
        for piece in text.split(whereSeparator: \.isWhitespace) where !piece.contains("://") && !piece.contains("@") {
            guard !isFull else { return }
            for letters in piece.lowercased().split(whereSeparator: { !$0.isLetter }) where letters.count >= Self.minimumLength {
                var word = Letters()
                for octet in letters.utf8 { word.append(octet) }
                add(word.word)
            }
        }
    }

    /// The same of a text of scalars that `SimpleScalar` knows, much faster; false, and nothing is read, for others.
    mutating func read(simple octets: Span<UInt8>) -> Bool {
        var index = 0
        var hasSpace = false
        while index < octets.count {
            guard let scalar = SimpleScalar(octets, index) else { return false }
            // Part of the sign of an address, which is another character then.
            if scalar.kind == .extender, index > 0, octets[index - 1] == 0x40 || octets[index - 1] == 0x2F { return false }
            hasSpace = hasSpace || scalar.kind == .space
            index += scalar.length
        }
        guard hasSpace else {
            if !Self.isAddress(octets) { read(lettersOf: octets) }
            return true
        }
        var piece = 0
        while piece < octets.count {
            guard !isFull else { return true }
            var end = piece
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind != .space { end += scalar.length }
            if !Self.isAddress(octets.extracting(piece..<end)) { read(lettersOf: octets.extracting(piece..<end)) }
            // Past the white space, and past what has become part of it.
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind == .space { end += scalar.length }
            while end < octets.count, let scalar = SimpleScalar(octets, end), scalar.kind == .extender { end += scalar.length }
            piece = end
        }
        return true
    }

    private mutating func read(lettersOf piece: Span<UInt8>) {
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
            if length >= Self.minimumLength { add(word.word) }
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
}
