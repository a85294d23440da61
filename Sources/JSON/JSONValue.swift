/// One JSON value (RFC 8259) as it was read: a tree of plain values, members in the order in which they stood.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without fraction and exponent that fits an `Int`.
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The member of that name; the last of equals (RFC 8259 §4 leaves it open, this is what most readers do).
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var int: Int? { if case .integer(let number) = self { number } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    package var isObject: Bool { if case .object = self { true } else { false } }

    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Octets from the start of the text.
    package let offset: Int
    package let reason: String
    /// The text ended where more was expected: it was cut off.
    package let isTruncated: Bool

    package init(offset: Int, reason: String, isTruncated: Bool) {
        self.offset = offset
        self.reason = reason
        self.isTruncated = isTruncated
    }

    package var description: String { "\(reason) at octet \(offset)" }
}
