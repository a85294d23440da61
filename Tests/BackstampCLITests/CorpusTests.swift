import Foundation
import Testing

/// Every case of the corpus gives its expected report, to the octet, and its exit code.
@Suite struct CorpusTests {
    static let exitCodes: [String: Int32] = [
        "mi5-2007-whatcounts": 2, "mi5-2007-mailtrack": 2, "cjsm-2015": 1, "gov-alert-genuine": 0, "gov-alert-forged": 3,
        "gov-alert-lookalike": 2, "foreign-esp-tracking": 0, "mailing-list-arc": 1, "dkim-broken": 1,
        "dkim-body-length": 1, "dkim-ed25519": 0, "malformed-no-header": 2, "malformed-nul-bytes": 1,
        "malformed-nested-100": 1, "malformed-header-line-1mb": 1, "malformed-empty": 65,
    ]

    @Test func everyCaseIsListed() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Program.corpus.path).filter {
            FileManager.default.fileExists(atPath: Program.corpus.appending(path: "\($0)/message.eml").path)
        }
        #expect(Set(names) == Set(Self.exitCodes.keys))
    }

    @Test(arguments: exitCodes.keys.sorted())
    func reportIsAsExpected(_ name: String) throws {
        let folder = Program.corpus.appending(path: name)
        let outcome = try Program.run(
            ["check", "--format", "json", "--pretty", "--dns", "dns.ndjson", "message.eml"], in: folder)
        #expect(outcome.code == Self.exitCodes[name])
        let want = try String(contentsOf: folder.appending(path: "report.json"), encoding: .utf8)
        let (got, expected) = (outcome.text.split(separator: "\n"), want.split(separator: "\n"))
        let difference = zip(got, expected).first { $0 != $1 }
        #expect(difference == nil && got.count == expected.count, "the report changed; `make golden`, then read the difference")
    }
}
