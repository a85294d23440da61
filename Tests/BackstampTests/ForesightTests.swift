import Backstamp
import DNS
import Foundation
import MIME
import Testing

/// What is foreseen of a message's questions to the DNS, against what its analysis asks.
@Suite struct ForesightTests {
    private final class Asked: Resolver {
        let base: SnapshotResolver
        private(set) var questions: Set<DNSQuestion> = []

        init(_ base: SnapshotResolver) { self.base = base }

        func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
            questions.insert(DNSQuestion(name: name.lowercased(), type: type))
            return base.resolve(name, type)
        }
    }

    /// Macros, and what an answer decides, cannot be foreseen; little else is missed, and not much is asked in vain.
    @Test func mostIsForeseen() throws {
        var asked = 0
        var foreseen = 0
        var inVain = 0
        let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "corpus")
        for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path) {
            let folder = corpus.appending(path: name)
            guard let mail = try? Data(contentsOf: folder.appending(path: "message.eml")),
                let snapshot = try? SnapshotResolver(path: folder.appending(path: "dns.ndjson").path)
            else { continue }
            let policy = Policy(now: MailDate(seconds: 1_768_000_000))
            let resolver = Asked(snapshot)
            _ = Analyzer(resolver: resolver, locations: nil, policy: policy).analyze([UInt8](mail))
            var known: Set<DNSQuestion> = []
            var next = Foresight.questions([UInt8](mail), policy: policy)
            while let question = next.popLast() {
                guard known.insert(question).inserted, known.count < 1000 else { continue }
                next += Foresight.followUps(question, snapshot.resolve(question.name, question.type))
            }
            asked += resolver.questions.count
            foreseen += resolver.questions.intersection(known).count
            inVain += known.subtracting(resolver.questions).count
        }
        #expect(asked > 50)
        #expect(foreseen * 10 >= asked * 8, "\(foreseen) of \(asked)")
        #expect(inVain <= asked, "\(inVain) beside \(asked)")
    }

    @Test func followsRecords() {
        let text = Array("v=spf1 a/24 mx:mx.example.org/28 +include:_spf.example.net ?exists:%{i}.x ip4:192.0.2.1 redirect=r.example".utf8)
        let answer = DNSAnswer(.noError, [.text(Array("v=DMARC1".utf8)), .text(text)])
        let questions = Foresight.followUps(DNSQuestion(name: "author.example", type: .txt), answer)
        #expect(
            questions.map { "\($0.name) \($0.type.rawValue)" }
                == ["author.example A", "mx.example.org MX", "_spf.example.net TXT", "r.example TXT"])
        let mx = DNSAnswer(.noError, [.mx(preference: 10, exchange: "Mail.Example.org")])
        #expect(Foresight.followUps(DNSQuestion(name: "x", type: .mx), mx).map(\.name) == ["mail.example.org"])
        #expect(Foresight.followUps(DNSQuestion(name: "x", type: .a), mx).isEmpty)
    }
}
