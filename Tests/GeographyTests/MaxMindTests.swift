import DNS
import Foundation
import Geography
import Testing

/// Databases in the MaxMind DB format, built here: one IPv4 network with one record.
@Suite struct MaxMindTests {
    /// A value of the format's data section.
    indirect enum Value {
        case map([(String, Value)])
        case string(String)
        case number(UInt32)
        case short(UInt16)
        case long(UInt64)
        case truth(Bool)
        case array([Value])

        var bytes: [UInt8] {
            switch self {
            case .map(let pairs):
                return [0xE0 | UInt8(pairs.count)] + pairs.flatMap { Value.string($0.0).bytes + $0.1.bytes }
            case .string(let text):
                let count = text.utf8.count
                return (count < 29 ? [0x40 | UInt8(count)] : [0x40 | 29, UInt8(count - 29)]) + Array(text.utf8)
            case .number(let value): return [0xC4] + (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
            case .short(let value): return [0xA2, UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
            case .long(let value):
                return [0x08, 0x02] + (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
            case .truth(let value): return [value ? 0x01 : 0x00, 0x07]
            case .array(let values): return [UInt8(values.count), 0x04] + values.flatMap(\.bytes)
            }
        }
    }

    /// `network`/8 leads to the record, all else to nothing. Records of the tree have 24 bits.
    static func database(_ network: UInt8, _ record: Value) -> Data {
        let nodes = 8
        var tree: [UInt8] = []
        for bit in 0..<nodes {
            let next = bit == nodes - 1 ? nodes + 16 : bit + 1
            let isRight = network >> (7 - bit) & 1 == 1
            for side in [false, true] {
                let value = side == isRight ? next : nodes
                tree += [UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
            }
        }
        let metadata = Value.map([
            ("node_count", .number(UInt32(nodes))), ("record_size", .short(24)), ("ip_version", .short(4)),
            ("database_type", .string("Test")), ("languages", .array([.string("en")])),
            ("binary_format_major_version", .short(2)), ("binary_format_minor_version", .short(0)),
            ("build_epoch", .long(1_700_000_000)), ("description", .map([("en", .string("test"))])),
        ])
        let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
        return Data(tree + [UInt8](repeating: 0, count: 16) + record.bytes + marker + metadata.bytes)
    }

    static func write(_ data: Data) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "backstamp-\(UUID().uuidString).mmdb").path
        try data.write(to: URL(filePath: path))
        return path
    }

    static let records: [(name: String, record: Value, want: Location)] = [
        (
            "GeoLite2 country", .map([("country", .map([("iso_code", .string("GB"))]))]), Location(country: "GB")
        ),
        (
            "GeoLite2 ASN",
            .map([("autonomous_system_number", .number(12703)), ("autonomous_system_organization", .string("Pulsant"))]
            ),
            Location(asn: 12703, network: "Pulsant")
        ),
        (
            "IPinfo",
            .map([
                ("country", .string("US")), ("asn", .string("AS15169")), ("as_name", .string("Google LLC")),
                ("is_anycast", .truth(true)), ("is_hosting", .truth(false)),
            ]), Location(country: "US", asn: 15169, network: "Google LLC", isAnycast: true)
        ),
        (
            "a hoster",
            .map([
                ("traits", .map([("is_hosting_provider", .truth(true))])),
                ("country", .map([("iso_code", .string("DE"))])),
            ]),
            Location(country: "DE", isHosting: true)
        ),
    ]

    @Test(arguments: records.indices) func reads(_ index: Int) throws {
        let one = Self.records[index]
        let path = try Self.write(Self.database(8, one.record))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let database = try MaxMindLocationDatabase(path: path)
        #expect(database.location(of: try #require(IPAddress("8.8.8.8"))) == one.want, "\(one.name)")
        #expect(database.location(of: try #require(IPAddress("::ffff:8.8.8.8"))) == one.want)
        #expect(database.location(of: try #require(IPAddress("9.9.9.9"))) == nil)
        #expect(database.location(of: try #require(IPAddress("2001:4860:4860::8888"))) == nil)
    }

    /// A country's code that no country has, and types that nobody expects.
    @Test func strangeValues() throws {
        let record = Value.map([
            ("country", .map([("iso_code", .string("XX"))])), ("asn", .array([])), ("as_name", .string("")),
        ])
        let path = try Self.write(Self.database(8, record))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try MaxMindLocationDatabase(path: path).location(of: #require(IPAddress("8.8.8.8"))) == nil)
    }

    @Test func notADatabase() throws {
        let path = try Self.write(Data("no database".utf8))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: LocationDatabaseUnavailable.self) { try MaxMindLocationDatabase(path: path) }
        #expect(throws: LocationDatabaseUnavailable.self) { try MaxMindLocationDatabase(path: "/nonexistent.mmdb") }
    }

    /// Countries from one file, networks from the other.
    @Test func severalFiles() throws {
        let paths = try [0, 1].map { try Self.write(Self.database(8, Self.records[$0].record)) }
        defer { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
        let files = try LocationFiles(paths: paths)
        let ip = try #require(IPAddress("8.8.8.8"))
        for _ in 0..<2 {
            #expect(files.location(of: ip) == Location(country: "GB", asn: 12703, network: "Pulsant"))
        }
        #expect(files.location(of: try #require(IPAddress("9.9.9.9"))) == nil)
    }
}
