import DNS
import MIME
import TestSupport
import Testing

@testable import DKIM

/// The open suites, each message with the snapshot and the clock that it comes with.
@Suite(.enabled(if: SharedData.isWanted("dkim")))
struct DKIMSuiteTests {
    struct Case: SuiteCase {
        var file: String
        var group: String?
        var note: String?
        /// What each signature may be; null where anything goes.
        var signatures: [[String]?]?
        /// What the message as a whole may be.
        var message: [String]?
    }

    @Test(arguments: ["go-msgauth", "mail-dkim", "rfc8463", "stalwart"])
    func suite(_ name: String) throws {
        let suite = try Suite<Case>("dkim/" + name)
        for group in suite.groups {
            let resolver = try suite.resolver(of: group)
            let clock = try suite.clock(of: group)
            for test in suite.cases(of: group) {
                let header = try suite.message(test, of: group)
                // The library's hashes and our own lead to the same results.
                let results = [OpenDKIM(), nil].map { library in
                    DKIMVerifier(keys: KeyStore(resolver: resolver), library: library).verify(header, at: clock)
                }
                #expect(results[0].map(\.result) == results[1].map(\.result), "\(test.file)")
                check(results[0], test)
            }
        }
    }

    private func check(_ signatures: [DKIMSignature], _ test: Case) {
        let got = signatures.map(\.result.rawValue)
        let why = "\(test.file): \(signatures.map { "\($0.result): \($0.reason)" }) \(test.note ?? "")"
        if let message = test.message {
            #expect(message.contains(verdict(got)), "\(why)")
        } else if let wanted = test.signatures {
            if wanted.isEmpty { #expect(got.isEmpty, "\(why)") }
            for (index, results) in wanted.enumerated() {
                guard let results else { continue }
                #expect(index < got.count && results.contains(got[index]), "\(why)")
            }
        }
    }

    /// The message's verdict from its signatures, as the suite counts.
    private func verdict(_ results: [String]) -> String {
        ["pass", "temperror", "fail"].first(where: results.contains) ?? results.first ?? "none"
    }
}
