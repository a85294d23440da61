import DNS
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: [("Example.ORG.", "example.org"), ("a", "a"), (".", ""), ("", ""), ("É.x", "É.x"), ("a..", "a.")])
    func normalizes(_ name: String, _ want: String) { #expect(DomainName.normalized(name) == want) }

    @Test(arguments: [
        ("example.org", true), ("example.org.", true), ("a", true), ("_dmarc.x", true), ("", false), (".", false),
        ("a..b", false), (".a", false), ("a..", false), (String(repeating: "a", count: 63) + ".b", true),
        (String(repeating: "a", count: 64) + ".b", false),
        (String(repeating: "a.", count: 126) + "b", true), (String(repeating: "a.", count: 126) + "bb", false),
    ])
    func lengths(_ name: String, _ want: Bool) { #expect(DomainName.isWellFormed(name) == want) }

    @Test func theWayUp() {
        #expect(DomainName.parent("a.b.c") == "b.c")
        #expect(DomainName.parent("c") == nil)
        #expect(DomainName.labels("a.b.c") == ["a", "b", "c"])
    }

    @Test(arguments: [
        ("a.example.org", "example.org", true), ("example.org", "example.org", true),
        ("badexample.org", "example.org", false), ("org", "example.org", false), ("a.b", "", false),
    ])
    func below(_ name: String, _ ancestor: String, _ want: Bool) {
        #expect(DomainName.isEqual(name, orBelow: ancestor) == want)
    }
}
