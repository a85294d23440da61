import DNS
import FoundationEssentials
import JSON
import MIME
import Testing

@testable import Backstamp

/// `--record-dns` and `--dns`: a replay of a recorded run gives the same report to the octet, whatever the DNS said.
@Suite struct ReplayPropertyTests {
    /// Any answer to any question, always the same one.
    private final class AnyZone: Resolver {
        private let seed: UInt64

        init(seed: UInt64) { self.seed = seed }

        func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
            var mixed = seed
            for byte in name.lowercased().utf8 { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
            var generator = Generator(seed: mixed)
            let security = generator.pick([DNSAnswer.Security.secure, .insecure, .indeterminate])
            // RFC 8020: said of the name, whatever the type.
            if generator.below(10) == 0 { return DNSAnswer(.nxDomain, security: security) }
            generator = Generator(seed: mixed &+ UInt64(type.code))
            switch generator.below(9) {
            case 0: return DNSAnswer(.serverFailure, security: security)
            case 1: return DNSAnswer(.timeout)
            case 2: return DNSAnswer(.serverFailure, security: .bogus)
            case 3: return DNSAnswer(.noError, security: security)
            case 4: return DNSAnswer(.notRecorded)
            default:
                let records = (0...generator.below(3)).map { _ in record(type, name, &generator) }
                return DNSAnswer(.noError, records, ttl: UInt32(generator.below(9999)), security: security)
            }
        }

        private func record(_ type: RecordType, _ name: String, _ generator: inout Generator) -> DNSRecord {
            switch type {
            case .a: return .address(IPAddress(v4: 0xC000_0200 + UInt32(generator.below(64))))
            case .aaaa: return .address(IPAddress(v6: generator.next(), generator.next()))
            case .mx:
                return .mx(
                    preference: UInt16(generator.below(65_536)), exchange: "mx\(generator.below(3)).author.example")
            case .ptr, .ns, .cname: return .name("host\(generator.below(3)).author.example")
            case .txt, .spf, .soa:
                let texts = [
                    "v=spf1 a mx include:_spf.\(name.suffix(20)) exists:%{i}._h.%{d} ~all", "v=spf1 ptr -all",
                    "v=DMARC1; p=reject; t=y",
                    "v=DKIM1; p=", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                    "\\ \" ; \u{1B} \u{0}\u{FFFD}é",
                ]
                return .text(
                    Array(generator.pick(texts).utf8) + (generator.below(4) == 0 ? [0xFF, 0x80, 0x5C, 0x22] : []))
            }
        }
    }

    private static func json(_ octets: [UInt8], _ resolver: any Resolver) -> [UInt8] {
        let log = DNSLog(resolver, source: "replay")
        var policy = Policy(now: MailDate(seconds: 1_772_532_000))
        policy.authservIDs = ["mx1.letterbox.example"]
        let report = Analyzer(resolver: log, locations: nil, policy: policy).analyze(octets) {
            DNSUse(source: log.source, queries: log.queries, notRecorded: log.notRecorded)
        }
        var json = JSONWriter()
        report.write(to: &json)
        return json.bytes
    }

    /// Where two texts part.
    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
        let same = zip(a, b).prefix { $0 == $1 }.count
        let text = { (octets: [UInt8]) in
            String(decoding: octets[max(0, same - 200)..<min(octets.count, same + 200)], as: UTF8.self)
        }
        return same < min(a.count, b.count) ? "\(text(a))\n\(text(b))" : "\(a.count) and \(b.count) octets"
    }

    private static let messages: [[UInt8]] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: CorpusBuildTests.corpus)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: URL(filePath: "\(CorpusBuildTests.corpus)/\(name)/message.eml"))).map { [UInt8]($0) }
        }
    }()

    @Test func isTheSameToTheOctet() throws {
        #expect(Self.messages.count > 10)
        for seed in 0..<20 {
            for message in Self.messages where message.count < 100_000 {
                let recording = RecordingResolver(AnyZone(seed: UInt64(seed)))
                let first = Self.json(message, recording)
                let snapshot = recording.snapshot(now: 1_772_532_000)
                let replay = Self.json(message, try SnapshotResolver(snapshot, file: "replay"))
                let isSame = replay == first
                #expect(isSame, "\(Self.difference(first, replay))")
                // And a recording of the replay is the same recording.
                let second = RecordingResolver(try SnapshotResolver(snapshot, file: "replay"))
                _ = Self.json(message, second)
                let again = second.snapshot(now: 1_772_532_000)
                let isSameRecording = again == snapshot
                #expect(isSameRecording, "\(Self.difference(snapshot, again))")
            }
        }
    }
}
