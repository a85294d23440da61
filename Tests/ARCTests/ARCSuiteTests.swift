import ARC
import DNS
import MIME
import TestSupport
import Testing

/// The open suite, each message with its snapshot and clock.
@Suite(.enabled(if: SharedData.isWanted("arc")))
struct ARCSuiteTests {
    struct Case: SuiteCase {
        struct Set: Decodable {
            var i: Int
            var `as`: Truth?
            var ams: Truth?
        }

        var file: String
        var group: String?
        var note: String?
        /// What the chain may be.
        var result: [String]?
        /// What each seal and message signature is, where the suite knows.
        var sets: [Set]?
    }

    /// One value or several that are right.
    struct Truth: Decodable {
        var values: [Bool?]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let values = try? container.decode([Bool?].self) {
                self.values = values
            } else {
                values = [try container.decode(Bool.self)]
            }
        }
    }

    /// Files in which the program finds no message, although the suite says what their chain is. RFC 5322 §3.6: "The only
    /// required header fields are the origination date field and the originator address field(s)." A file without a
    /// single octet has neither, nor can it be what a receiver got, which writes a Received field at least (RFC 5321
    /// §4.4): `check` and `scan` answer with the error `empty`. The verifier by itself says what the suite says.
    static let noMessages = ["cv_empty.eml"]

    @Test func emptyFiles() throws {
        let suite = try Suite<Case>("arc/valimail")
        for group in suite.groups {
            for test in suite.cases(of: group) {
                let isEmpty = try suite.message(test, of: group).octets.isEmpty
                #expect(isEmpty == Self.noMessages.contains(test.file), "\(test.file)")
            }
        }
    }

    @Test func valimail() throws {
        let suite = try Suite<Case>("arc/valimail")
        for group in suite.groups {
            let verifier = ARCVerifier(resolver: try suite.resolver(of: group))
            let clock = try suite.clock(of: group)
            for test in suite.cases(of: group) {
                let chain = verifier.verify(try suite.message(test, of: group), at: clock)
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
