import FoundationEssentials
import JSON

/// One snapshot of what several processes have recorded, each a part of a run. Of two answers to a question the first
/// that came counts.
package struct SnapshotMerge {
    private var lines: [Key: [UInt8]] = [:]

    private struct Key: Hashable {
        let name: String
        let type: String
    }

    package init() {}

    /// - Parameter line: as `RecordingResolver` reports it.
    package mutating func add(_ line: [UInt8]) {
        guard let value = try? JSONReader.value(line), let name = value["name"]?.string, let type = value["type"]?.string
        else { return }
        let key = Key(name: name, type: type)
        if lines[key] == nil { lines[key] = line }
    }

    /// Written beside the file and renamed, so that a snapshot is there whole or not at all.
    /// - Parameter now: seconds since 1970, for the header line.
    package func write(to path: String, now: Int) throws {
        var octets = Self.header(now: now)
        for (_, line) in lines.sorted(by: { ($0.key.name, $0.key.type) < ($1.key.name, $1.key.type) }) {
            octets += line + [0x0A]
        }
        try Data(octets).write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    /// The first line of a snapshot, with its line end.
    static func header(now: Int) -> [UInt8] {
        var header = JSONWriter(capacity: 128)
        header.object { json in
            json.field("snapshot", 1)
            json.field("recorded", timestamp(now))
            json.field("absent", SnapshotResolver.Absent.unknown.rawValue)
        }
        return header.bytes + [0x0A]
    }

    private static func timestamp(_ now: Int) -> String {
        // Beyond the year 9999 ISO 8601 has no agreed form.
        let seconds = min(max(now, 0), 253_402_300_799)
        return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
}
