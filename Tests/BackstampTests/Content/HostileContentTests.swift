import Backstamp
import TestSupport
import Testing

/// Documents made to exhaust whoever reads them: each ends in time, and says which limit it hit.
@Suite struct HostileContentTests {
    struct Row: Sendable {
        let name: String
        let html: @Sendable () -> String
        var limit: String?
    }

    static let size = 1 << 20

    static let rows: [Row] = [
        Row(name: "less-than signs", html: { String(repeating: "<", count: size) }),
        Row(name: "open tags", html: { String(repeating: "<a", count: size / 2) }),
        Row(name: "comments left open", html: { String(repeating: "<!--", count: size / 4) }),
        Row(
            name: "conditional comments left open", html: { String(repeating: "<!--[if mso]>", count: size / 13) },
            limit: "nested"),
        Row(
            name: "conditional comments in turn",
            html: { String(repeating: "<!--[if a]><b><![endif]-->", count: size / 26) }),
        Row(name: "nested elements", html: { String(repeating: "<div>", count: size / 5) }, limit: "deeper"),
        Row(name: "nested links", html: { String(repeating: "<a href=x>", count: size / 10) }, limit: "links"),
        Row(name: "nested tables", html: { String(repeating: "<table><tr><td>", count: size / 15) }, limit: "deeper"),
        Row(
            name: "attributes", html: { "<img " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">" },
            limit: "attributes"),
        Row(
            name: "images", html: { String(repeating: "<img src=http://a.example/?b>", count: size / 29) },
            limit: "loads"),
        Row(name: "one long style", html: { "<p style='" + String(repeating: "a:url(x);", count: size / 9) + "'>" },
            limit: "addresses in one style"),
        Row(
            name: "open functions in a style",
            html: { "<p style='" + String(repeating: "a:f(", count: size / 4) + "'>" }),
        Row(
            name: "a long sheet",
            html: {
                "<style>" + String(repeating: "a b c{x:y}", count: size / 10) + "</style>"
                    + String(repeating: "<a><b><c>", count: 5_000)
            }),
        Row(
            name: "a long class that thousands of rules ask",
            html: { selectors(".a.b", 19_800) + "<p class='a " + String(repeating: "x", count: size / 2) + "'>x</p>" }),
        Row(
            name: "blanks in a class that thousands of rules ask",
            html: { selectors(".a.b", 19_800) + "<p class='a" + String(repeating: " ", count: size / 2) + "'>x</p>" }),
        Row(
            name: "long classes around what thousands of rules ask",
            html: {
                selectors(".x.q .a", 2_970) + "<b class=x><i class=q>"
                    + String(repeating: "<div class='" + String(repeating: "y", count: 6_000) + "'>", count: 7)
                    + String(repeating: "<p class=a>x</p>", count: 640)
            }),
        Row(
            name: "a long style that starts again",
            html: {
                "<p><b style='" + String(repeating: "color:red;", count: 50_000) + "'>x" + String(repeating: "<p>x", count: 20_000)
            }, limit: "start again"),
        Row(
            name: "a long class that starts again",
            html: {
                "<style>.a{color:red}</style><p><b class='" + String(repeating: "x y ", count: 30_000) + "'>x"
                    + String(repeating: "<p>x", count: 20_000)
            }, limit: "start again"),
        Row(
            name: "links that are not kept start again",
            html: { String(repeating: "<a href=http://h/><p>x", count: size / 22) }, limit: "links"),
        Row(
            name: "srcset", html: { "<img srcset='" + String(repeating: "http://a.example/,", count: size / 18) + "'>" }
        ),
        Row(
            name: "parentheses in srcset", html: { "<img srcset='" + String(repeating: "a (", count: size / 3) + "'>" }),
        Row(
            name: "srcdoc in srcdoc",
            html: {
                var inner = "<img src=http://a.example/x>"
                for _ in 0..<8 {
                    inner =
                        "<iframe srcdoc=\"" + inner.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
                        + "\">"
                }
                return inner
            }, limit: "nested"),
        Row(
            name: "a long URL",
            html: { "<img src='http://a.example/" + String(repeating: "%2e", count: size / 3) + "'>" }),
        Row(name: "a long host", html: { "<img src='http://" + String(repeating: "a.", count: size / 2) + "'>" }),
        Row(
            name: "a long host for all",
            html: {
                "<base href='http://" + String(repeating: "a.", count: 30_000) + "com/'>"
                    + String(repeating: "<img src=x.gif>", count: 40)
            }),
        Row(
            name: "nested URLs",
            html: { "<a href='http://a.example/?u=" + String(repeating: "http%3A%2F%2F", count: size / 13) + "'>x</a>" }
        ),
        Row(
            name: "long link text",
            html: { "<a href=http://a.example/>" + String(repeating: "www.b.example ", count: size / 14) }, limit: "texts of links"),
        Row(
            name: "URLs in base64 that are none",
            html: { String(repeating: "<a href='http://a.example/" + String(repeating: "aHR0cD", count: 2_600) + "'>", count: size / 15_700) }),
        Row(
            name: "open brackets before the URLs of a style",
            html: { "<p style='a:" + String(repeating: "(", count: size) + String(repeating: "url(x) ", count: 2_000) + "'>" }),
        Row(
            name: "a long base",
            html: { "<base href='http://a.example/" + String(repeating: "a/", count: size / 2) + "'>" + String(repeating: "<img src=x><a href=x>", count: 2_000) },
            limit: "addresses"),
        Row(
            name: "forms", html: { String(repeating: "<form><input name=a></form>", count: size / 27) }, limit: "forms"),
        Row(name: "fields", html: { "<form>" + String(repeating: "<input name=a>", count: size / 14) }, limit: "fields"),
        Row(name: "NUL", html: { String(repeating: "\0", count: size) }),
        Row(
            name: "not UTF-8 in tags",
            html: { String(repeating: "<\u{FFFD}\u{202E} \u{0}=\u{FFFD}>", count: size / 16) }),
    ]

    /// A sheet that asks for the same again and again.
    static func selectors(_ selector: String, _ count: Int) -> String {
        let rule = Array(repeating: selector, count: 99).joined(separator: ",") + "{top:0}"
        return "<style>" + String(repeating: rule, count: count / 99) + "</style>"
    }

    @Test(arguments: rows.indices)
    func ends(index: Int) {
        let row = Self.rows[index]
        let html = Array(row.html().utf8)
        var content = Content()
        let time = processorTime { content = Content.inspect(html: html, baseURL: nil) }
        // A debug build; what is quadratic takes minutes.
        #expect(time < .seconds(90), "\(row.name): \(time)")
        if let limit = row.limit {
            #expect(content.limits.contains { $0.contains(limit) }, "\(row.name): \(content.limits)")
        }
        #expect(content.links.count <= 2_000)
        #expect(content.remoteLoads.count <= 5_000)
    }

    /// What is made of the recipients is made once, however many there are: digests are dear.
    @Test func manyRecipients() {
        let recipients = (0..<20).map { "recipient-number-\($0)@example.org" }
        let html = (0..<600).map { "<img src='http://h.example/%25\(String(repeating: "0123456789abcde", count: 3))\($0)'>" }
        let message = Message.read(
            Array("From: a@b.example\nTo: \(recipients.joined(separator: ", "))\nContent-Type: text/html\n\n\(html.joined())".utf8))
        var content = Content()
        let time = processorTime { content = Content.inspect(message) }
        #expect(content.remoteLoads.count == 600)
        #expect(time < .seconds(8), "\(time)")
    }

    /// Addresses and URLs that are alike all along, so that each place of a URL is nearly each of the tokens.
    @Test func recipientsAlike() {
        func long(_ count: Int) -> String { String(repeating: "a", count: count) }
        let recipients = (0..<20).map { "\(long(200 + $0))@b.example" }
        let html = (0..<30).map { "<img src='http://h.example/\($0)\(long(7_000))\($0 == 20 ? "@b.example" : "")'>" }
        let message = Message.read(
            Array("From: a@b.example\nTo: \(recipients.joined(separator: ", "))\nContent-Type: text/html\n\n\(html.joined(separator: "\n"))".utf8))
        var content = Content()
        let time = processorTime { content = Content.inspect(message) }
        #expect(content.beacons.count { $0.reason.contains("in clear") } == 1)
        // A debug build. The search by places alone takes minutes.
        #expect(time < .seconds(20), "\(time)")
    }

    @Test func octetsOfAllKinds() {
        var octets: [UInt8] = Array("<img src=\"http://a.example/".utf8)
        for octet in UInt8.min...UInt8.max { octets += [octet, octet] }
        octets += Array("\" style=\"background:url(".utf8) + (UInt8.min...UInt8.max) + Array(")\">".utf8)
        #expect(Content.inspect(html: octets, baseURL: "::").remoteLoads.count <= 3)
    }
}
