/// The words of a structured header field (RFC 5322 §3.2) as mail authentication writes them: atoms, quoted strings
/// and comments between marks. Tolerant and linear: comments nest to any depth by a counter, a comment or quoted
/// string without end reaches to the end of the field.
struct FieldScanner {
    enum Mark: UInt8 {
        case semicolon = 0x3B
        case equals = 0x3D
    }

    private let octets: [UInt8]
    private var position = 0
    private(set) var hasOpenComment = false
    private(set) var hasOpenQuote = false
    /// A value was followed by a comment without white space between them, and the comment has no end or the word goes
    /// on behind it: whoever wrote the field copied a name that holds a parenthesis.
    private(set) var hasCutValue = false

    /// At most so many octets of a word are kept.
    static let wordLimit = 2000

    init(_ octets: [UInt8]) { self.octets = octets }

    /// True once only white space and comments were left, because every read ends behind those.
    var isAtEnd: Bool { position >= octets.count }
    var isAtQuote: Bool { peek == 0x22 }
    func isAt(_ mark: Mark) -> Bool { peek == mark.rawValue }

    private var peek: UInt8? { position < octets.count ? octets[position] : nil }

    mutating func skip(_ mark: Mark) -> Bool {
        guard isAt(mark) else { return false }
        position += 1
        skipComments()
        return true
    }

    /// Passes one octet that starts no word; it is returned for a complaint.
    mutating func skipMark() -> String {
        guard let byte = peek else { return "nothing" }
        if byte == 0x22 {
            _ = quotedString()
        } else {
            position += 1
        }
        skipComments()
        return (0x21...0x7E).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "an octet that is not printable"
    }

    mutating func forgetCutValue() { hasCutValue = false }

    /// White space and comments (CFWS).
    mutating func skipComments() {
        while let byte = peek {
            if Self.isSpace(byte) {
                position += 1
            } else if byte == 0x28 {
                skipComment()
            } else {
                return
            }
        }
    }

    private mutating func skipComment() {
        var depth = 0
        while let byte = peek {
            position += 1
            switch byte {
            case 0x5C: position += 1
            case 0x28: depth += 1
            case 0x29:
                depth -= 1
                if depth == 0 { return }
            default: break
            }
        }
        position = octets.count
        hasOpenComment = true
    }

    /// What stands left of an equals sign. White space and comments are allowed around a dot or slash inside it
    /// (RFC 8601 §2.2: `ptype [CFWS] "." [CFWS] property`). Empty where no word starts here.
    mutating func key() -> String {
        var word: [UInt8] = []
        while true {
            let start = position
            while let byte = peek, !Self.isSpace(byte), ![0x28, 0x3B, 0x3D, 0x22].contains(byte) { position += 1 }
            Self.append(octets[start..<position], to: &word)
            skipComments()
            guard position > start, !word.isEmpty, let next = peek else { break }
            let joins = { (byte: UInt8?) in byte == 0x2E || byte == 0x2F }
            guard joins(word.last) || joins(next), ![0x3B, 0x3D, 0x22].contains(next) else { break }
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// What stands right of an equals sign: a quoted string without its quotes, or all up to white space, a semicolon
    /// or a comment. A quoted local part with its domain keeps its quotes.
    /// - Parameter unlessKey: where white space follows the equals sign and then a word of this kind and another
    ///   equals sign, the value is empty: that word is the next key.
    mutating func value(unlessKey isKey: (String) -> Bool = { _ in false }) -> String {
        if position > 0, position < octets.count, octets[position - 1] != 0x3D, !isAtQuote {
            let start = self
            let next = key()
            let isEmpty = isKey(next) && isAt(.equals)
            self = start
            if isEmpty { return "" }
        }
        var word: [UInt8] = []
        if isAtQuote {
            let start = position
            word = quotedString()
            if peek == 0x40 { word = Array(octets[start..<min(position, start + Self.wordLimit)]) }
        }
        let start = position
        while let byte = peek, !Self.isSpace(byte), byte != 0x28, byte != 0x3B { position += 1 }
        Self.append(octets[start..<position], to: &word)
        let touches = peek == 0x28
        skipComments()
        if touches, hasOpenComment || (peek.map { $0 != 0x3B } ?? false && octets[position - 1] == 0x29) {
            hasCutValue = true
        }
        return String(decoding: word, as: UTF8.self)
    }

    /// The content, with quoted pairs undone.
    private mutating func quotedString() -> [UInt8] {
        var content: [UInt8] = []
        position += 1
        while let byte = peek {
            position += 1
            switch byte {
            case 0x22: return content
            case 0x5C where position < octets.count:
                if content.count < Self.wordLimit { content.append(octets[position]) }
                position += 1
            default: if content.count < Self.wordLimit { content.append(byte) }
            }
        }
        hasOpenQuote = true
        return content
    }

    private static func append(_ part: ArraySlice<UInt8>, to word: inout [UInt8]) {
        word += part.prefix(max(0, wordLimit - word.count))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
