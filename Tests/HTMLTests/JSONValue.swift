/// Any JSON, for the suites whose values have no fixed shape.

import FoundationEssentials
import TestSupport

extension SharedData {
    static func json(_ name: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(replacingLoneSurrogates(octets(name))))
    }

    /// Escapes of lone surrogates as `\uFFFD`: the decoder refuses them, a USVString (Web IDL) replaces them so.
    private static func replacingLoneSurrogates(_ json: [UInt8]) -> [UInt8] {
        func unit(_ index: Int) -> UInt32? {
            guard index + 6 <= json.count, json[index] == 0x5C, json[index + 1] == 0x75 else { return nil }
            return UInt32(String(decoding: json[index + 2..<index + 6], as: UTF8.self), radix: 16)
        }
        var output: [UInt8] = []
        var index = 0
        while index < json.count {
            guard json[index] == 0x5C, let value = unit(index) else {
                // An escaped backslash is no start of an escape.
                let length = json[index] == 0x5C ? min(2, json.count - index) : 1
                output += json[index..<index + length]
                index += length
                continue
            }
            if (0xD800...0xDBFF).contains(value), let next = unit(index + 6), (0xDC00...0xDFFF).contains(next) {
                output += json[index..<index + 12]
                index += 12
            } else {
                output += (0xD800...0xDFFF).contains(value) ? Array("\\uFFFD".utf8) : Array(json[index..<index + 6])
                index += 6
            }
        }
        return output
    }
}

enum JSONValue: Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let string = try? value.decode(String.self) {
            self = .string(string)
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let array = try? value.decode([JSONValue].self) {
            self = .array(array)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    var string: String? { if case .string(let string) = self { string } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var array: [JSONValue] { if case .array(let array) = self { array } else { [] } }
    var object: [String: JSONValue] { if case .object(let object) = self { object } else { [:] } }
    var isNull: Bool { if case .null = self { true } else { false } }
    subscript(key: String) -> JSONValue { object[key] ?? .null }
}
