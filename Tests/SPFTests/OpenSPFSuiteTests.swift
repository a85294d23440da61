import DNS
import Foundation
import SPF
import TestSupport
import Testing

/// The OpenSPF conformance suites for RFC 7208 and RFC 4408, where they are at hand. A case may accept several
/// results; for RFC 4408 those of RFC 7208 are among them, where it changed the rule.
@Suite(.enabled(if: SharedData.isWanted("spf"))) struct OpenSPFSuiteTests {
    @Test(arguments: [("rfc7208", 203), ("rfc4408", 191)])
    func everyResultAndExplanation(_ name: String, _ count: Int) throws {
        let folder = try SharedData.url("spf/\(name)")
        let suite = try SharedData.decode(OpenSPFSuite.self, "spf/\(name)/cases.json")
        #expect(suite.cases.count == count)
        var resolvers: [String: SnapshotResolver] = [:]
        for entry in suite.cases {
            let path = folder.appending(path: entry.dns).path
            let resolver = try resolvers[path] ?? SnapshotResolver(path: path)
            resolvers[path] = resolver
            let verifier = SPFVerifier(resolver: resolver, now: 0)
            let ip = try #require(IPAddress(entry.ip))
            let check = verifier.checkMailFrom(ip: ip, helo: entry.helo, mailFrom: entry.mailFrom)
            #expect(entry.result.contains(check.result.rawValue), "\(entry.id): \(check.reason)")
            if let explanation = entry.explanation { #expect(check.explanation == explanation, "\(entry.id)") }
            #expect(check.lookups <= 11 && check.voidLookups <= 3)
            #expect(!check.reason.isEmpty)
        }
    }
}

struct OpenSPFSuite: Decodable {
    struct Entry: Decodable {
        var id: String
        var dns: String
        var ip: String
        var helo: String
        var mailFrom: String
        var result: [String]
        var explanation: String?
    }

    var cases: [Entry]
}
