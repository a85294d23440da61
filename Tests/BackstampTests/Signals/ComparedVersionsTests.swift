@testable import Backstamp
import Testing

@Suite struct ComparedVersionsTests {
    private static func compare(_ plain: String, _ html: String) -> ComparedVersions? {
        Wording(subject: "", text: Array(plain.utf8), html: Array(html.utf8)).versions
    }

    private static func words(_ count: Int, _ ending: String = "") -> String {
        let letters = (0..<26).map { String(UnicodeScalar(UInt8(97 + $0))) }
        return (0..<count).map { "word" + letters[$0 / 26 % 26] + letters[$0 % 26] + ending }.joined(separator: " ")
    }

    @Test(arguments: [(30, 30, 1.0, 1.0), (15, 30, 0.5, 1.0), (30, 24, 1.0, 1.0), (600, 30, 1.0, 1.0)])
    func versionsThatSayTheSame(_ plain: Int, _ html: Int, _ ofHTML: Double, _ similarity: Double) {
        let versions = Self.compare(Self.words(plain), Self.words(html))
        #expect(versions?.plainWords == plain && versions?.htmlWords == html)
        #expect(versions?.sharedOfHTML == ofHTML && versions?.similarity == similarity)
    }

    @Test func versionsThatSayDifferentThings() {
        let versions = Self.compare(Self.words(676), Self.words(676, "x"))
        #expect(versions?.similarity.map { $0 < 0.01 } == true && versions?.sharedOfHTML.map { $0 < 0.01 } == true)
    }

    @Test func fewWordsTellNothing() {
        let short = Self.compare(Self.words(30), Self.words(19))
        #expect(short?.sharedOfHTML == nil && short?.similarity == 1)
        let none = Self.compare("see it at https://news.example/", Self.words(30))
        #expect(none?.plainWords == 0 && none?.similarity == nil && none?.sharedOfHTML == 0)
        // https, news, example
        #expect(none?.plainAddressWords == 3 && short?.plainAddressWords == 0)
        #expect(Self.compare(Self.words(30), "") == nil)
    }
}
