import ARC
import DNS
import Foundation
import MIME
import Testing

/// The open suite, each message with its snapshot and clock.
@Suite(.enabled(if: SharedData.isThere))
struct ARCSuiteTests {
    @Test func valimail() throws {
        let (suite, folder) = try Suite.load("arc/valimail")
        for group in suite.groups {
            let verifier = ARCVerifier(resolver: try group.resolver(folder))
            for test in suite.cases(of: group) {
                let chain = verifier.verify(try group.message(test.file, folder), at: group.clock)
                let why = "\(test.file): \(chain.result): \(chain.reason) (\(test.note ?? ""))"
                if let results = test.result { #expect(results.contains(chain.result.rawValue), "\(why)") }
                let top = test.sets?.map(\.i).max()
                for wanted in test.sets ?? [] {
                    let got = chain.instances.first { $0.instance == wanted.i }
                    if let seal = wanted.as { #expect(seal.values.contains(got?.seal), "\(why)") }
                    guard wanted.i == top, let ams = wanted.ams else { continue }
                    #expect(ams.values.contains(got?.messageSignature), "\(why)")
                }
            }
        }
    }
}
