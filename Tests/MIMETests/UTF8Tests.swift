import TestSupport
import Testing

@testable import MIME

@Suite struct UTF8Tests {
    /// Octets at the borders of what RFC 3629 allows, between long and short runs of ASCII.
    @Test func isWhatTheLibrarySays() {
        let signs: [UInt8] = [
            0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var random = Seeded(3)
        func next(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
        var valid = 0
        for _ in 0..<50_000 {
            var octets = [UInt8](repeating: 0x61, count: next(3) * 33)
            octets += (0..<next(5)).map { _ in signs[next(signs.count)] }
            octets += [UInt8](repeating: 0x62, count: next(2) * 40)
            let want = String(validating: octets, as: UTF8.self) != nil
            #expect(Charset.isUTF8(octets) == want, "\(octets)")
            valid += want ? 1 : 0
        }
        #expect(valid > 5_000)
    }
}
