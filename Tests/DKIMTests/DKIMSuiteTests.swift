import DNS
import Foundation
import MIME
import Testing

@testable import DKIM

/// The open suites, each message with the snapshot and the clock that it comes with.
@Suite(.enabled(if: SharedData.isThere))
struct DKIMSuiteTests {
    @Test(arguments: ["go-msgauth", "mail-dkim", "rfc8463", "stalwart"])
    func suite(_ name: String) throws {
        let (suite, folder) = try Suite.load("dkim/" + name)
        for group in suite.groups {
            let resolver = try group.resolver(folder)
            for test in suite.cases(of: group) {
                let header = try group.message(test.file, folder)
                // The library's hashes and our own lead to the same results.
                let results = [OpenDKIM(), nil].map { library in
                    DKIMVerifier(keys: KeyStore(resolver: resolver), library: library).verify(header, at: group.clock)
                }
                #expect(results[0].map(\.result) == results[1].map(\.result), "\(test.file)")
                check(results[0], test)
            }
        }
    }

    private func check(_ signatures: [DKIMSignature], _ test: Suite.Case) {
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
