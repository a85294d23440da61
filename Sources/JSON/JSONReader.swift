/// JSON text (RFC 8259) to a `JSONValue`: one pass over the octets, for input by the line.
///
/// Strict about the grammar; octets that are not UTF-8 and lone surrogates become U+FFFD. Nesting and the length
/// of numbers are bounded, so that no input crashes it. What is not JSON is a `JSONError` with its place.
package struct JSONReader {
    /// Deeper nesting is refused.
    package static let maximumDepth = 64
    /// A longer number is refused: no double needs more digits.
    private static let maximumNumberLength = 400

    private let bytes: ArraySlice<UInt8>
    private var index: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// The one value that `text` is, white space around it allowed.
    package static func value(_ text: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        var reader = JSONReader(text)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.index < reader.bytes.endIndex { throw reader.error("more than one value") }
        return value
    }

    package static func value(_ text: [UInt8]) throws(JSONError) -> JSONValue { try value(text[...]) }

    /// Where the text has ended, that is the reason.
    private func error(_ reason: String, at place: Int? = nil) -> JSONError {
        let place = place ?? index
        let isTruncated = place >= bytes.endIndex
        return JSONError(
            offset: place - bytes.startIndex, reason: isTruncated ? "the text ends too early" : reason,
            isTruncated: isTruncated)
    }

    private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    private mutating func skipSpace() {
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.maximumDepth else { throw error("nested too deeply") }
        guard let byte = next else { throw error("") }
        switch byte {
        case 0x22: return .string(try string())
        case 0x7B: return .object(try members(depth: depth))
        case 0x5B: return .array(try elements(depth: depth))
        case 0x2D, 0x30...0x39: return try number()
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: throw error("not a JSON value")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for byte in "\(text)".utf8 {
            guard next == byte else { throw error("not a JSON value") }
            index += 1
        }
        return value
    }

    private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        index += 1
        skipSpace()
        if next == 0x7D {
            index += 1
            return members
        }
        while true {
            guard next == 0x22 else { throw error("a member needs a name in quotes") }
            let key = try string()
            skipSpace()
            guard next == 0x3A else { throw error("a colon is missing") }
            index += 1
            skipSpace()
            members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
            if try !another(0x7D) { return members }
        }
    }

    private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        index += 1
        skipSpace()
        if next == 0x5D {
            index += 1
            return elements
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try !another(0x5D) { return elements }
        }
    }

    /// After a member or element: a comma (true) or the end of the container (false).
    private mutating func another(_ close: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = next, byte == 0x2C || byte == close else {
            throw error("a comma or a closing bracket is missing")
        }
        index += 1
        guard byte == 0x2C else { return false }
        skipSpace()
        return true
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        if next == 0x2D { index += 1 }
        let integerStart = index
        guard try digits() == 1 || bytes[integerStart] != 0x30 else { throw error("a number starts with 0", at: start) }
        var isInteger = true
        if next == 0x2E {
            index += 1
            isInteger = false
            _ = try digits()
        }
        if next == 0x65 || next == 0x45 {
            index += 1
            isInteger = false
            if next == 0x2B || next == 0x2D { index += 1 }
            _ = try digits()
        }
        guard index - start <= Self.maximumNumberLength else { throw error("the number is too long", at: start) }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isInteger, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw error("the number is out of range", at: start) }
        return .number(number)
    }

    /// One digit or more; how many.
    private mutating func digits() throws(JSONError) -> Int {
        let start = index
        while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
        if index == start { throw error("a digit is missing") }
        return index - start
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x22:
                let text = String(decoding: bytes[start..<index], as: UTF8.self)
                index += 1
                return text
            case 0x5C: return try escapedString(from: start)
            case 0x00..<0x20: throw error("a control character in a string")
            default: index += 1
            }
        }
        throw error("")
    }

    /// The rest of a string in which an escape was met.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case 0x22:
                index += 1
                return String(decoding: text, as: UTF8.self)
            case 0x5C:
                index += 1
                try escape(into: &text)
            case 0x00..<0x20: throw error("a control character in a string")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw error("")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = next else { throw error("") }
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            index += 1
            let scalar = try scalar()
            text.append(contentsOf: Array(String(scalar).utf8))
            return
        default: throw error("an unknown escape")
        }
        index += 1
    }

    /// After `\u`: the scalar, from a surrogate pair where there is one.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let first = try fourDigits()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let mark = index
        guard bytes[index...].starts(with: [0x5C, 0x75]) else { return "\u{FFFD}" }
        index += 2
        let second = try fourDigits()
        guard (0xDC00..<0xE000).contains(second) else {
            index = mark  // The second escape stands for itself.
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func fourDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Self.hexadecimal(byte) else {
                throw error("four hexadecimal digits are missing")
            }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }
}
