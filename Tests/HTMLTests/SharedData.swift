import FoundationEssentials

/// Public test suites that stand beside the repository, where they are there (`BACKSTAMP_SHARED` names another place).
enum SharedData {
    static let root: String? = {
        if let named = ProcessInfo.processInfo.environment["BACKSTAMP_SHARED"] { return named }
        var parts = #filePath.split(separator: "/").map(String.init)
        while !parts.isEmpty {
            parts.removeLast()
            let folder = "/" + (parts + ["shared"]).joined(separator: "/")
            if FileManager.default.fileExists(atPath: folder + "/data") { return folder }
        }
        return nil
    }()

    static func path(_ name: String) -> String? { root.map { $0 + "/data/" + name } }

    static func has(_ name: String) -> Bool { path(name).map(FileManager.default.fileExists(atPath:)) ?? false }

    static func json(_ name: String) throws -> JSONValue {
        let data = try Data(contentsOf: URL(filePath: path(name) ?? ""))
        return try JSONDecoder().decode(JSONValue.self, from: data)
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
