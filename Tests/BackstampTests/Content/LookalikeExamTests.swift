import Backstamp
import Foundation
import TestSupport
import Testing

/// The lookalike sets of the shared data, measured: floors under what the detector reaches today.
@Suite(.enabled(if: SharedData.isWanted("lookalikes"))) struct LookalikeExamTests {
    struct Set: Decodable {
        struct Case: Decodable {
            let domain: String
            let protect: [String]?
            let lookalike: Bool
            let imitates: [String]?
        }
        let protect: [String]?
        let cases: [Case]
    }

    @Test(arguments: [("chromium-edit-distance", 25), ("dnstwist", 164), ("misp-top", 1000)])
    func reaches(name: String, floor: Int) throws {
        let set = try SharedData.decode(Set.self, "lookalikes/\(name)/cases.json")
        let common = LookalikeDetector(protected: set.protect ?? [])
        var right = 0
        var wrong: [String] = []
        for one in set.cases {
            let found = (one.protect.map { LookalikeDetector(protected: $0) } ?? common).judge(one.domain)
            let isNamed =
                !one.lookalike || (one.imitates ?? []).isEmpty || one.imitates?.contains(found?.imitates ?? "") == true
            if (found != nil) == one.lookalike, isNamed {
                right += 1
            } else {
                wrong.append("\(one.domain): \(found.map { "\($0.imitates) \($0.technique.rawValue)" } ?? "nothing")")
            }
        }
        #expect(right >= floor, Comment(rawValue: wrong.joined(separator: "; ")))
    }
}
