/// The public suites, which are not part of the project: `shared/data` in a folder that holds this repository, or in the
/// one that BACKSTAMP_SHARED names. Where they are not, the tests that need them are skipped; with
/// BACKSTAMP_REQUIRE_SHARED set they fail.

package import FoundationEssentials

package enum SharedData {
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    private static let environment = ProcessInfo.processInfo.environment

    private static let folder: URL? = {
        if let named = environment["BACKSTAMP_SHARED"] { return folder(in: URL(filePath: named)) }
        var parts = #filePath.split(separator: "/").map(String.init)
        while !parts.isEmpty {
            parts.removeLast()
            if let found = folder(in: URL(filePath: "/" + (parts + ["shared"]).joined(separator: "/"))) { return found }
        }
        return nil
    }()

    private static func folder(in shared: URL) -> URL? {
        let data = shared.appending(path: "data")
        return FileManager.default.fileExists(atPath: data.path) ? data : nil
    }

    /// What `.enabled(if:)` of a test asks: whether the data is there, or has to be.
    /// - Parameter path: below `shared/data`.
    package static func isWanted(_ path: String) -> Bool {
        environment["BACKSTAMP_REQUIRE_SHARED"]?.isEmpty == false || (try? url(path)) != nil
    }

    package static func url(_ path: String) throws -> URL {
        guard let url = folder?.appending(path: path), FileManager.default.fileExists(atPath: url.path) else {
            throw Missing(description: "the shared data holds no \(path)")
        }
        return url
    }

    package static func octets(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url(path))) }

    package static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(octets(path)))
    }
}
