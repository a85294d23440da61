import Backstamp
import TestSupport
import Testing

/// One row per way of imitating, and rows that must stay quiet.
@Suite struct LookalikeDetectorTests {
    @Test(arguments: [
        ("h0st.biz", "host.biz", "digit-for-letter"),
        ("paypa1.com", "paypal.com", "digit-for-letter"),
        ("g00gle.net", "google.com", "digit-for-letter"),
        ("arnazon.com", "amazon.com", "letter-pair"),
        ("vvalmart.com", "walmart.com", "letter-pair"),
        ("clocusign.com", "docusign.com", "letter-pair"),
        ("linkedln.com", "linkedin.com", "similar-letter"),
        ("xn--pypal-4ve.com", "paypal.com", "mixed-script"),
        ("аррӏе.com", "apple.com", "confusable"),
        ("pаypal.com", "paypal.com", "mixed-script"),
        ("paypál.com", "paypal.com", "confusable"),
        ("papyal.com", "paypal.com", "transposition"),
        ("payypal.com", "paypal.com", "doubled-letter"),
        ("papal.com", "paypal.com", "omitted-letter"),
        ("netflizx.com", "netflix.com", "inserted-letter"),
        ("dropvox.com", "dropbox.com", "keyboard-neighbour"),
        ("netglix.com", "netflix.com", "keyboard-neighbour"),
        ("microsgft.com", "microsoft.com", "bit-flip"),
        ("instagqam.com", "instagram.com", "one-edit"),
        ("pay-pal.com", "paypal.com", "hyphen"),
        ("paypal-secure.com", "paypal.com", "added-word"),
        ("secure-login-paypal.info", "paypal.com", "added-word"),
        ("paypa1-secure.com", "paypal.com", "added-word"),
        ("wwwpaypal.com", "paypal.com", "added-word"),
        ("microsoftsupport.net", "microsoft.com", "added-word"),
        ("apple-id-verify.com", "apple.com", "added-word"),
        ("paypal.com.evil.example", "paypal.com", "sub-label"),
        ("login.paypal.com.evil.example", "paypal.com", "sub-label"),
        ("paypal-com.evil.example", "paypal.com", "sub-label"),
        ("paypal.com-login.example", "paypal.com", "sub-label"),
        ("paypa1login.com", "paypal.com", "added-word"),
        ("www.gov.uk.refund-desk.example", "gov.uk", "sub-label"),
        ("paypal.xyz", "paypal.com", "other-suffix"),
        ("hmrc.example", "hmrc.gov.uk", "other-suffix"),
    ])
    func found(domain: String, imitates: String, technique: String) {
        let found = LookalikeDetector().judge(domain)
        #expect(found?.imitates == imitates)
        #expect(found?.technique.rawValue == technique)
        #expect(found?.reasons.isEmpty == false)
    }

    /// The author is told: his name as a label of somebody else's domain.
    @Test func labelOfTheProtectedName() {
        let found = LookalikeDetector(protected: ["mi5.gov.uk"]).judge("mi5.h0st.biz")
        #expect(found?.imitates == "mi5.gov.uk")
        #expect(found?.technique == .subLabel)
        #expect(found?.registrable == "h0st.biz")
    }

    @Test(arguments: [
        "paypal.com", "www.paypal.com", "amazon.co.uk", "google.fr", "microsoftonline.com", "images-amazon.com",
        "host.biz",
        "office365.com", "code42.com", "163.com", "126.com", "n11.com", "example.org", "bücher.de", "яндекс.рф",
        "食狮.中国",
        "mail1.example.com", "time.com", "orange.com", "target-store.example", "live-music.example",
        "chase-the-sun.example",
        "localhost", "", ".", "192.0.2.1", "com", "a..b", "ups-and-downs.example", "grape.com", "charge.com",
    ])
    func quiet(domain: String) {
        #expect(LookalikeDetector().judge(domain) == nil)
    }

    /// Another suffix, another first letter, digits: how honest names differ.
    @Test(arguments: [
        ("example.net", "example.com"), ("tlist.com", "blist.com"), ("site2.com", "site1.com"),
        ("sites.com", "sites1.com"),
        ("kxcdn.com", "kwcdn.com"), ("abcd.com", "abce.com"), ("sub.example.com", "example.com"),
    ])
    func honestlyDifferent(domain: String, protected: String) {
        #expect(LookalikeDetector(protected: [protected]).judge(domain) == nil)
    }

    @Test func hostileNames() {
        let detector = LookalikeDetector(protected: [
            "", "..", String(repeating: "a", count: 100_000), "xn--\u{0}", "paypal.com",
        ])
        let long = String(repeating: "paypal-", count: 10_000) + "com"
        let labels = String(repeating: "paypal.", count: 30) + "com"
        for name in [long, "xn--" + String(repeating: "z", count: 59) + ".com", "\u{0}", "-.-", "--.com", "🎉🎉.com"] {
            #expect(detector.judge(name)?.confidence ?? 0 <= 1)
        }
        #expect(detector.judge(labels) == nil)  // that one is paypal.com's own
    }

    /// A judgement must not cost more with many names than with few.
    @Test func costDoesNotGrowWithTheList() {
        let many = LookalikeDetector(protected: (0..<5_000).map { "brandname\($0)x.com" })
        let time = processorTime { for index in 0..<1_000 { _ = many.judge("some-host-\(index).example.org") } }
        #expect(time < .seconds(10))
    }
}
