import Backstamp
import Testing

/// Whatever hides the rest of a message from view is told, and the message as a whole has no more than one part may have.
@Suite struct ContentLimitTests {
    static func many(_ count: Int, _ text: (Int) -> String) -> String { (0..<count).map(text).joined() }

    static let rows: [(name: String, limit: String, html: @Sendable () -> String)] = [
        ("addresses of a sheet", "addresses in one style", { "<style>" + many(2_000) { "a{b:url(\($0))}" } + "a{b:url(http://h.example/)}</style>" }),
        (
            "addresses of an element", "addresses in one style",
            { "<p style='" + many(2_000) { "b:url(\($0));" } + "b:url(http://h.example/)'>x" }
        ),
        ("declarations of a rule", "styles", { "<style>a{" + many(501) { _ in "top:0;" } + "display:none}</style>" }),
        ("declarations with comments", "styles", { "<style>a{/**/" + many(501) { _ in "top:0;" } + "display:none}</style>" }),
        ("declarations of an element", "styles", { "<p style='" + many(501) { _ in "top:0;" } + "display:none'>x" }),
        ("selectors", "styles", { "<style>" + many(100) { "a\($0)," } + "p{display:none}</style>" }),
        ("selectors with comments", "styles", { "<style>/**/" + many(100) { "a\($0)/**/," } + "p{display:none}</style>" }),
        ("compounds", "styles", { "<style>" + many(32) { _ in "div " } + "p{display:none}</style>" }),
        ("classes", "styles", { "<style>.x{display:none}</style><p class='" + many(101) { "a\($0) " } + "x'>x" }),
        ("octets of style", "style sheet", { "<style>" + String(repeating: " ", count: 1 << 20) + "p{display:none}</style>" }),
        ("a link's text", "texts of links", { "<a href=http://h.example/>" + String(repeating: "word ", count: 400) + "www.paypal.com</a>" }),
        ("octets of meta", "meta", { "<meta http-equiv=link content='" + String(repeating: " ", count: 8_000) + "<http://h.example/>'>" }),
        ("octets of data:", "data:", { "<iframe src='data:text/html," + String(repeating: "x", count: 1 << 20) + "<img src=http://h.example/>'>" }),
        ("fields", "fields", { "<form>" + many(200) { "<input name=a\($0)>" } + "<input name=p type=password>" }),
        ("a long address", "longer than", { "<img src='http://h.example/" + String(repeating: "a", count: 8_000) + "'>" }),
        ("a long link", "longer than", { "<a href='http://h.example/" + String(repeating: "a", count: 8_000) + "'>x</a>" }),
        ("a long action", "longer than", { "<form action='http://h.example/" + String(repeating: "a", count: 8_000) + "'>" }),
    ]

    @Test(arguments: rows.indices)
    func isTold(index: Int) {
        let row = Self.rows[index]
        let content = Content.inspect(html: Array(row.html().utf8), baseURL: nil)
        #expect(content.limits.count { $0.contains(row.limit) } == 1, "\(row.name): \(content.limits)")
    }

    /// One less, and nothing is said.
    @Test(arguments: [
        "<style>a{" + many(500) { _ in "top:0;" } + many(500) { _ in "x:0;" } + "}</style><p style='" + many(600) { _ in "x:0;" } + "'>x",
        "<style>" + many(99) { "a\($0)," } + "p{display:none}</style>",
        "<style>" + many(31) { _ in "div " } + "p{display:none}</style>",
        "<style>.x{display:none}</style><p class='" + many(99) { "a\($0) " } + "x'>x",
        "<style>" + many(2_000) { "a{b:url(\($0))}" } + many(1_000) { "a{b:url(#\($0))}" } + "</style>",
        "<a href=http://h.example/>" + String(repeating: "word ", count: 190) + "</a>",
        "<form>" + many(200) { "<input name=a\($0)>" },
    ])
    func isQuiet(html: String) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).limits.isEmpty)
    }

    /// What follows declarations of no known property still counts, and the block ends where it ends.
    @Test(arguments: ["", "/**/"])
    func unknownDeclarationsHideNothing(mark: String) {
        let sheet = "a{\(mark)" + Self.many(600) { _ in "x:0;" } + "display:none}p{display:none}"
        let content = Content.inspect(html: Array("<style>\(sheet)</style><a>one</a><p>two</p><b>three</b>".utf8), baseURL: nil)
        #expect(content.visibleText == "three")
    }

    @Test func wordsOfALinkHideNoHost() {
        let html = "<a href=http://evil.example/>" + String(repeating: "x ", count: 60) + "www.paypal.com</a>"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.mismatch == true)
    }

    private static func message(parts: [String], type: String = "text/html") -> Message {
        let bodies = parts.map { "--b\n\($0.hasPrefix("<") ? "Content-Type: text/html\n\n" : "Content-Type: text/plain\n\n")\($0)\n" }
        return Message.read(Array(("From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + bodies.joined() + "--b--\n").utf8))
    }

    /// The parts of a message share its limits.
    @Test func partsShareLimits() {
        let part = Self.many(1_100) { "<a href=http://h.example/\($0)>x</a><img src=http://h.example/\($0)>" } + Self.many(120) { "<form action=/\($0)></form>" }
        let plain = Self.many(3) { "http://h.example/\($0) " }
        let content = Content.inspect(Self.message(parts: [plain] + Array(repeating: part, count: 5)))
        #expect(content.links.count == 2_000 && content.remoteLoads.count == 5_000 && content.forms.count == 200)
        for limit in ["more than 2000 links", "more than 5000 loads", "more than 200 forms"] {
            #expect(content.limits.count { $0 == limit } == 1, "\(content.limits)")
        }
    }

    /// A base is repeated by each address that is relative to it.
    @Test func aLongBaseIsCut() {
        let path = String(repeating: "a/", count: 100_000)
        let links = Self.many(400) { "<img src=\($0)><a href=\($0)>x</a><form action=\($0)></form>" }
        let content = Content.inspect(html: Array("<base href='http://user:pw@h.example:8080/\(path)'>\(links)".utf8), baseURL: nil)
        #expect(content.remoteLoads.count == 400 && content.remoteLoads.allSatisfy { $0.host == "h.example" })
        #expect(content.links.count == 400 && content.links.allSatisfy { $0.host == "h.example" })
        let octets =
            content.remoteLoads.reduce(0) { $0 + $1.url.utf8.count } + content.links.reduce(0) { $0 + $1.url.utf8.count }
            + content.forms.reduce(0) { $0 + $1.action.utf8.count }
        #expect(octets < 2_300_000)
        #expect(content.limits.contains("addresses longer than 8000 octets"))
        #expect(content.limits.contains("more than 2000000 octets of addresses"))
    }

    /// What is judged of a long address is its host, and what stands near it.
    @Test func longAddressesAreJudged() {
        let long = String(repeating: "a", count: 70_000)
        let html = """
            <img src='http://\(long)@h.example/x'><img src='http://h.example/open?u=you@example.org&\(long)' width=1 height=1>\
            <img src='http://\(long).example/x'><form action='http://h.example/\(long)'></form><a href='http://\(long)@h.example/'>x</a>
            """
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil, recipients: ["you@example.org"])
        #expect(content.remoteLoads.map(\.host).prefix(2) == ["h.example", "h.example"])
        #expect(content.remoteLoads.allSatisfy { $0.url.utf8.count <= 8_000 && $0.host?.utf8.count ?? 0 <= 255 })
        #expect(content.beacons.first?.kind == "token")
        #expect(content.forms.map(\.host) == ["h.example"] && content.forms.allSatisfy { $0.action.utf8.count <= 8_000 })
        #expect(content.links.map(\.host) == ["h.example"])
    }
}
