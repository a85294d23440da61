import TestSupport
import Testing

@testable import MIME

@Suite struct AddressTests {
    /// A To field, and each mailbox as `name|address`.
    static let lists: [(String, [String])] = [
        ("a@x.org", ["|a@x.org"]),
        ("A@X.ORG", ["|A@x.org"]),
        ("<a@x.org>, B <b@x.org>", ["|a@x.org", "B|b@x.org"]),
        (#""Doe, John" <j@x.org>"#, ["Doe, John|j@x.org"]),
        (#""Joe \"x\" B" <j@x.org>"#, [#"Joe "x" B|j@x.org"#]),
        // RFC 5322 appendix A: groups, comments, obsolete forms, routes.
        (
            "A Group:Ed Jones <joe@where.test>,John <jdoe@one.test>;, c@x.org",
            ["Ed Jones|joe@where.test", "John|jdoe@one.test", "|c@x.org"]
        ),
        ("undisclosed-recipients:;", []),
        (#"Pete(A nice \) chap) <pete(his account)@silly.test(his host)>"#, ["Pete|pete@silly.test"]),
        (
            "Mary Smith <@machine.tld,@b.org:mary@example.net>, , jdoe@test   . example",
            ["Mary Smith|mary@example.net", "|jdoe@test.example"]
        ),
        ("old@x.org (Old Style)", ["Old Style|old@x.org"]),
        (#""a b"@x.org"#, [#"|"a b"@x.org"#]),
        ("x@[192.0.2.1]", ["|x@[192.0.2.1]"]),
        // RFC 2047 in names; a comma in an encoded word splits nothing.
        ("=?utf-8?Q?J=C3=BCrgen?= =?utf-8?q?_M=C3=BCller?= <j@x.org>", ["Jürgen Müller|j@x.org"]),
        ("=?utf-8?q?a=2Cb?= <c@x.org>, d@x.org", ["a,b|c@x.org", "|d@x.org"]),
        ("\"=?utf-8?b?w6Q=?=\" <q@x.org>", ["ä|q@x.org"]),
        ("=?utf-8?b?8J2f?= =?utf-8?b?rw==?= <q@x.org>", ["𝟯|q@x.org"]),
        ("Jürgen <j@x.org>", ["Jürgen|j@x.org"]),
        // Malformed, and seen.
        ("Fedex, <a@x.org>", ["Fedex|a@x.org"]),
        ("user@evil.org <real@x.org>", ["user@evil.org|real@x.org"]),
        ("a@x.org b@x.org", ["|a@x.org", "|b@x.org"]),
        ("a@x.org; b@x.org", ["|a@x.org", "|b@x.org"]),
        // No list of addresses, and somebody is named.
        ("[PayPal] <service@paypa1.com>", ["[PayPal]|service@paypa1.com"]),
        ("Joe [Sales] <j@x.org>, [Mary] <m@x.org>", ["Joe [Sales]|j@x.org", "[Mary]|m@x.org"]),
        ("=?utf-8?q?J=C3=B6?= [x] <j@x.org>", ["Jö [x]|j@x.org"]),
        ("Joe (Sales <j@X.org>", ["Joe (Sales|j@x.org"]),
        ("Joe ) <j@x.org>", ["Joe )|j@x.org"]),
        (".Joe <j@x.org>", [".Joe|j@x.org"]),
        (#"Joe\Doe <j@x.org>"#, [#"Joe\Doe|j@x.org"#]),
        ("Joe Doe@Work <j@x.org>", ["Joe Doe@Work|j@x.org"]),
        (#""a, b" [c] <j@x.org>, d@x.org"#, ["a, b [c]|j@x.org", "|d@x.org"]),
        (#""Doe, Jo <x@y.org>" jo@x.org"#, ["Doe, Jo <x@y.org>|jo@x.org"]),
        (#""Doe <x@y.org>" [c] <jo@x.org>"#, ["Doe <x@y.org> [c]|jo@x.org"]),
        // Japanese operators gave such addresses out.
        ("joe..doe.@x.org", ["|joe..doe.@x.org"]),
        ("Joe Doe j@x.org", ["Joe Doe|j@x.org"]),
        ("<mailto:j@x.org>", ["|j@x.org"]),
        ("Joe <SMTP:j@x.org>", ["Joe|j@x.org"]),
        ("[Joe] <j@x.org", ["[Joe]|j@x.org"]),
        ("[Joe] j@x.org>", ["[Joe]|j@x.org"]),
        ("[Joe] <\"a b\"@x.org>", ["[Joe]|\"a b\"@x.org"]),
        ("[Joe] <@r.org,@s.org:j@x.org>", ["[Joe]|j@x.org"]),
        ("[Joe] <\"a@y.org\"@x.org>", []),
        ("[Joe] <j@x..org>", []),
        ("[Joe] <j@x.org@y.org>", []),
        ("[Joe] <j k@x.org>", ["Joe|k@x.org"]),
        ("j@X.org (Joe", ["Joe|j@x.org"]),
        ("j@x.org (", ["|j@x.org"]),
        ("Joe j_1@x.org Doe", ["Joe|j_1@x.org"]),
        ("Joe [j@x.org]", ["Joe|j@x.org"]),
        ("Joe <a:j@x.org>", ["Joe|j@x.org"]),
        ("<j@x.org (>", ["|j@x.org"]),
        ("Joe <a,j@x.org>", ["Joe|j@x.org"]),
        ("Joe <@r.org,@s.org:j@x.org>", ["Joe|j@x.org"]),
        ("joe, jo@x.org", ["|joe", "|jo@x.org"]),
        ("see j@x.org or k@x.org", []),
        ("Joe (j@x.org", ["Joe|j@x.org"]),
        ("<>", []),
        ("", []),
    ]

    @Test(arguments: lists) func reads(_ value: String, _ want: [String]) {
        #expect(parse("To: \(value)\n\n").to.map { "\($0.name ?? "")|\($0.address)" } == want)
    }

    @Test func folded() {
        #expect(parse("To: A\r\n <a@x.org>,\r\n\tb@x.org\r\n\r\n").to.map(\.address) == ["a@x.org", "b@x.org"])
    }

    @Test func latin1OfOldMailers() {
        let message = ParsedMessage.parse(Array("From: J".utf8) + [0xFC] + Array("rgen <j@x.org>\n\n".utf8))
        #expect(message.from == [Mailbox(name: "Jürgen", address: "j@x.org")])
    }

    /// Octets that no standard allows mean what the body's charset makes of them.
    @Test func charsetOfTheBodyReadsTheHeader() {
        let type = Array("\nContent-Type: text/plain; charset=euc-kr\n\nx".utf8)
        let message = ParsedMessage.parse(Array("Subject: (".utf8) + [0xB1, 0xA4, 0xB0, 0xED, 0x29] + type)
        #expect(message.subject == "(광고)")
        let name = ParsedMessage.parse(Array("From: ".utf8) + [0xB1, 0xA4] + Array(" <a@b>".utf8) + type)
        #expect(name.from.first?.name == "광")
    }

    @Test func domains() {
        #expect(Mailbox(address: "a@b@C.org").domain == "c.org")
        #expect(Mailbox(address: "a@").domain == nil)
        #expect(Mailbox(address: "a").domain == nil)
        #expect(Mailbox(address: "\"x@y\"@z.org").localPart == "\"x@y\"")
    }

    /// What is read without GMime is what GMime reads.
    @Test func plainListsAreReadAlike() {
        let pieces = [
            "a@x.org", "A.b-c+d_e@X-y.Example.ORG", "Name", "Two Words", "\"Quoted, Name\"", "\"a@b via c\"", "\"it's #1 & *\"", " ", "<", ">",
            "<a@x.org>", "a@xn--jokers-7h0c.com", " <b.c@sub.x.org>", ",", ", ", ".", "1", "\"", "-", "_",
        ]
        var random = Seeded(8)
        var plain = 0
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...8, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let mailboxes = PlainAddresses.parse(Array(text.utf8), limit: 100) else { continue }
            plain += 1
            let warnings = ParserWarnings()
            let byLibrary = AddressList.parseAny(
                Array(text.utf8), fallback: nil, options: ParserOptions(warnings), warnings: warnings)
            #expect(mailboxes == byLibrary, "\(text)")
            #expect(warnings.record.total == 0, "\(text)")
        }
        #expect(plain > 500)
    }
}
