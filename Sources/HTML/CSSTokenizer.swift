/// The tokenizer of CSS Syntax Level 3 (§4), on UTF-8 octets. Tokens are places in the input; names and strings are
/// resolved when asked for, so that what nobody reads costs nothing. Comments are skipped. Never fails, linear time.
package struct CSSToken: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case ident, function, atKeyword, hash, string, badString, url, badURL, number, percentage, dimension
        case whitespace, cdo, cdc, colon, semicolon, comma
        case openSquare, closeSquare, openParenthesis, closeParenthesis, openCurly, closeCurly
        case delimiter, end
    }

    package var kind: Kind
    package var range: Range<Int>
    /// The name (also of a function, an at-keyword, a hash), the unit of a dimension, or what a string or `url()`
    /// holds, as it is written; see `CSSTokenizer.text(_:)`.
    package var content: Range<Int>
    package var number: Double = 0
}

package struct CSSTokenizer: Sendable {
    package let input: ArraySlice<UInt8>
    /// Where the next token starts: an index of `input`.
    package internal(set) var position: Int

    package init(_ input: ArraySlice<UInt8>) {
        self.input = input
        position = input.startIndex
    }

    private func byte(_ index: Int) -> UInt8? { index < input.endIndex ? input[index] : nil }

    /// The next token; `end` again and again when there are no more.
    package mutating func next() -> CSSToken {
        skipComments()
        let start = position
        guard let first = byte(start) else { return CSSToken(kind: .end, range: start..<start, content: start..<start) }
        switch first {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
            skipWhitespace()
            return token(.whitespace, start)
        case 0x22, 0x27: return string(first)
        case 0x23:
            guard byte(start + 1).map(isName) == true || isEscape(start + 1) else { break }
            return named(.hash, start, from: start + 1)
        case 0x28: return single(.openParenthesis)
        case 0x29: return single(.closeParenthesis)
        case 0x2C: return single(.comma)
        case 0x3A: return single(.colon)
        case 0x3B: return single(.semicolon)
        case 0x5B: return single(.openSquare)
        case 0x5D: return single(.closeSquare)
        case 0x7B: return single(.openCurly)
        case 0x7D: return single(.closeCurly)
        case 0x2B, 0x2E, 0x30...0x39: if startsNumber(start) { return numeric() }
        case 0x2D:
            if startsNumber(start) { return numeric() }
            if byte(start + 1) == 0x2D, byte(start + 2) == 0x3E { return fixed(.cdc, 3) }
            if startsIdent(start) { return identLike() }
        case 0x3C:
            if input[start...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) { return fixed(.cdo, 4) }
        case 0x40: if startsIdent(start + 1) { return named(.atKeyword, start, from: start + 1) }
        default: if startsIdent(start) { return identLike() }
        }
        return single(.delimiter)
    }

    /// The next token that is no white space.
    package mutating func nextSignificant() -> CSSToken {
        while true {
            let token = next()
            if token.kind != .whitespace { return token }
        }
    }

    // MARK: Parts

    private func token(_ kind: CSSToken.Kind, _ start: Int, content: Range<Int>? = nil) -> CSSToken {
        CSSToken(kind: kind, range: start..<position, content: content ?? start..<position)
    }

    private mutating func single(_ kind: CSSToken.Kind) -> CSSToken { fixed(kind, 1) }

    private mutating func fixed(_ kind: CSSToken.Kind, _ count: Int) -> CSSToken {
        position += count
        return token(kind, position - count)
    }

    private mutating func skipWhitespace() {
        while let byte = byte(position), isSpace(byte) { position += 1 }
    }

    private mutating func skipComments() {
        while byte(position) == 0x2F, byte(position + 1) == 0x2A {
            position += 2
            while position < input.endIndex, !(input[position] == 0x2A && byte(position + 1) == 0x2F) { position += 1 }
            position = min(position + 2, input.endIndex)
        }
    }

    private func isNameStart(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 0x5F || byte >= 0x80 || byte == 0 }

    private func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) || byte == 0x2D }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

    private func isNewline(_ byte: UInt8?) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x0C }

    /// §4.3.8.
    private func isEscape(_ index: Int) -> Bool {
        byte(index) == 0x5C && !isNewline(byte(index + 1))
    }

    /// §4.3.9.
    private func startsIdent(_ index: Int) -> Bool {
        guard let first = byte(index) else { return false }
        if first == 0x2D {
            guard let second = byte(index + 1) else { return false }
            return isNameStart(second) || second == 0x2D || isEscape(index + 1)
        }
        return isNameStart(first) || isEscape(index) && index + 1 < input.endIndex
    }

    /// §4.3.10.
    private func startsNumber(_ index: Int) -> Bool {
        var index = index
        if byte(index) == 0x2B || byte(index) == 0x2D { index += 1 }
        return isDigit(byte(index)) || byte(index) == 0x2E && isDigit(byte(index + 1))
    }

    /// §4.3.12, without resolving: moves past the name.
    private mutating func skipName() {
        while true {
            position = endOfPlainName(position)
            guard isEscape(position) else { return }
            skipEscape()
        }
    }

    /// The first octet from the index on that is none of a name.
    private func endOfPlainName(_ start: Int) -> Int {
        let octets = input.span
        var index = start - input.startIndex
        while index < octets.count, isName(octets[index]) { index &+= 1 }
        return input.startIndex + index
    }

    /// §4.3.7: up to six hexadecimal digits and one white space, or one code point.
    private mutating func skipEscape() {
        position += 1
        guard let first = byte(position) else { return }
        position += 1
        guard PercentEncoding.digit(first) != nil else { return }
        var digits = 1
        while digits < 6, let next = byte(position), PercentEncoding.digit(next) != nil {
            position += 1
            digits += 1
        }
        if let next = byte(position), isSpace(next) {
            position += next == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
        }
    }

    private mutating func named(_ kind: CSSToken.Kind, _ start: Int, from nameStart: Int) -> CSSToken {
        position = nameStart
        skipName()
        return token(kind, start, content: nameStart..<position)
    }

    /// §4.3.4.
    private mutating func identLike() -> CSSToken {
        let start = position
        skipName()
        let name = start..<position
        guard byte(position) == 0x28 else { return token(.ident, start) }
        position += 1
        guard isWord("url", name) else { return token(.function, start, content: name) }
        let afterParenthesis = position
        skipWhitespace()
        if byte(position) == 0x22 || byte(position) == 0x27 {
            position = afterParenthesis
            return token(.function, start, content: name)
        }
        return url(start)
    }

    /// §4.3.6, from the first octet after white space.
    private mutating func url(_ start: Int) -> CSSToken {
        let content = position
        while let byte = byte(position) {
            switch byte {
            case 0x29:
                position += 1
                return token(.url, start, content: content..<position - 1)
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                let end = position
                skipWhitespace()
                guard position < input.endIndex else { return token(.url, start, content: content..<end) }
                guard input[position] == 0x29 else { return badURL(start) }
                position += 1
                return token(.url, start, content: content..<end)
            case 0x22, 0x27, 0x28, 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F: return badURL(start)
            case 0x5C:
                guard isEscape(position) else { return badURL(start) }
                skipEscape()
            default: position += 1
            }
        }
        return token(.url, start, content: content..<position)
    }

    /// §4.3.14.
    private mutating func badURL(_ start: Int) -> CSSToken {
        while let byte = byte(position), byte != 0x29 {
            if isEscape(position) { skipEscape() } else { position += 1 }
        }
        position = min(position + 1, input.endIndex)
        return token(.badURL, start)
    }

    /// §4.3.5.
    private mutating func string(_ quote: UInt8) -> CSSToken {
        let start = position
        position += 1
        while let byte = byte(position) {
            if byte == quote {
                position += 1
                return token(.string, start, content: start + 1..<position - 1)
            }
            if isNewline(byte) { return token(.badString, start) }
            guard byte == 0x5C, position + 1 < input.endIndex else {
                position += 1
                continue
            }
            // A newline after a backslash continues the string; CR LF is one newline.
            position += input[position + 1] == 0x0D && self.byte(position + 2) == 0x0A ? 3 : 2
        }
        return token(.string, start, content: start + 1..<position)
    }

    /// §4.3.3 and 4.3.13.
    private mutating func numeric() -> CSSToken {
        let start = position
        var reader = CSSNumberReader(input, position)
        let number = reader.read()
        position = reader.index
        var result: CSSToken
        if byte(position) == 0x25 {
            position += 1
            result = token(.percentage, start)
        } else if startsIdent(position) {
            result = named(.dimension, start, from: position)
        } else {
            result = token(.number, start)
        }
        result.number = number
        return result
    }

    // MARK: Texts

    /// Whether the range holds the word, which is in lower case; escapes are not resolved.
    private func isWord(_ word: StaticString, _ range: Range<Int>) -> Bool {
        // An escaped name, as in `\75rl(`, is the same name.
        let name = input[range].contains(0x5C) ? resolve(range) : input[range]
        return name.elementsEqual(word.description.utf8) { isLetter($0) ? $0 | 0x20 == $1 : $0 == $1 }
    }

    package func isWord(_ word: StaticString, _ token: CSSToken) -> Bool { isWord(word, token.content) }

    /// The content of a token with its escapes resolved.
    package func text(_ token: CSSToken) -> ArraySlice<UInt8> {
        let content = input[token.content]
        return content.contains { $0 == 0x5C || $0 == 0 } ? resolve(token.content) : content
    }

    /// The content as a name in lower case.
    package func name(_ token: CSSToken) -> String { String(decoding: text(token), as: UTF8.self).lowercased() }

    private func resolve(_ range: Range<Int>) -> ArraySlice<UInt8> {
        var output: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = input[index]
            index += 1
            guard byte == 0x5C, index < range.upperBound else {
                if byte == 0 { output += [0xEF, 0xBF, 0xBD] } else { output.append(byte) }
                continue
            }
            var value: UInt32 = 0
            var digits = 0
            while digits < 6, index < range.upperBound, let digit = PercentEncoding.digit(input[index]) {
                value = value << 4 | UInt32(digit)
                digits += 1
                index += 1
            }
            if digits > 0 {
                CharacterReferences.append(value == 0 ? 0xFFFD : value, to: &output)
                guard index < range.upperBound, isSpace(input[index]) else { continue }
                index += input[index] == 0x0D && index + 1 < range.upperBound && input[index + 1] == 0x0A ? 2 : 1
            } else if isNewline(input[index]) {
                // A line continued within a string.
                index += input[index] == 0x0D && index + 1 < range.upperBound && input[index + 1] == 0x0A ? 2 : 1
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return output[...]
    }
}
