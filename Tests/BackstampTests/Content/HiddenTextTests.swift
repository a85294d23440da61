import Backstamp
import DNS
import MIME
import Testing

/// Text that is there and not seen, and signs that are there and not seen.
@Suite struct HiddenTextTests {
    static func inspect(_ html: String) -> Content { Content.inspect(html: Array(html.utf8), baseURL: nil) }

    @Test(arguments: [
        ("<p style='display:none'>secret</p>", "display:none"),
        ("<div hidden>secret</div>", "hidden"),
        ("<p style='visibility:hidden'>secret</p>", "visibility:hidden"),
        ("<p style='opacity:0'>secret</p>", "opacity"),
        ("<div style='position:absolute;left:-9999px'>secret</div>", "placed off the page"),
        ("<div style='max-height:0;overflow:hidden'><b>secret</b></div>", "clipped to nothing"),
        ("<font color=white>secret</font>", "color"),
        ("<font color='#fffffe'>secret</font>", "color"),
        ("<td bgcolor='#000000'><span style='color:#010101'>secret</span></td>", "color"),
        ("<div style='background:#123456'><p style='color:rgb(18,52,86)'>secret</p></div>", "color"),
        ("<span style='color:transparent'>secret</span>", "color"),
        ("<style>.x{color:#fff}</style><p class=x>secret</p>", "color"),
        // U+0000 in a name stands for U+FFFD.
        ("<style>x\u{FFFD}y{display:none}</style><x\0y>secret</x\0y>", "display:none"),
        // Elements of a document inside the document stand at places of their own.
        (
            "<div class='z z z z z z z z z z a'><style>.a .b{display:none}</style><p class=b>secret</p>"
                + "<!--[if mso]><div><p class=b>y</p></div><![endif]--></div>", "display:none"
        ),
        (
            "<div class=a><style>.a .b{display:none}</style><!--[if mso]>\(String(repeating: "<i><p class=b>y</p></i>", count: 3))"
                + "<![endif]--><p class=b>secret</p></div>", "display:none"
        ),
        (
            "<div class=a><style>.a .b{display:none}</style><iframe srcdoc='<i><p class=b>y</p></i>'></iframe><p class=b>secret</p>",
            "display:none"
        ),
        // What a document inside says of styles holds in it alone.
        (
            "<style>.x{display:none}</style><!--[if mso]><style>.x{display:block!important}</style><![endif]--><p class=x>secret</p>",
            "display:none"
        ),
        (
            "<style>.x{display:none}</style><iframe srcdoc='<style>.x{display:block!important}</style>'></iframe><p class=x>secret</p>",
            "display:none"
        ),
        ("<!--[if mso]><style>.x{color:#fff}</style><p class=x>secret</p><![endif]-->", "color"),
        ("<style>.x{color:#fff}</style><!--[if mso]><p class=x>secret</p><![endif]-->", "color"),
        ("<style>.y .x{color:#fff}</style><!--[if mso]><p class=y><b class=x>secret</b></p><![endif]-->", "color"),
        ("<style>.x{top:1px}</style><template><style>.x{display:block}</style></template><p class=x hidden>secret</p>", "hidden"),
        // What is invalid counts for nothing.
        ("<p style='display:none;display:x'>secret</p>", "display:none"),
        ("<p style='visibility:hidden;visibility:x'>secret</p>", "visibility:hidden"),
        ("<p style='opacity:0;opacity:x'>secret</p>", "opacity"),
        ("<p style='font-size:0;font-size:x'>secret</p>", "font-size"),
        ("<p style='color:white;color:x'>secret</p>", "color"),
        ("<p style='text-indent:-9999px;text-indent:x'>secret</p>", "placed off the page"),
        ("<style>.x{display:none} .x,{display:block}</style><p class=x>secret</p>", "display:none"),
        ("<style>.x{display:none} #q#x{display:block}</style><p class=x id=x>secret</p>", "display:none"),
        ("<div hidden style='display:none'>secret</div>", "hidden"),
        ("<div hidden style='display:revert'>secret</div>", "hidden"),
        ("<div hidden style='display:x'>secret</div>", "hidden"),
        ("<div hidden=until-found style='display:block'>secret</div>", "hidden"),
        ("<span style='font-size:0'>secret</span>", "font-size"),
        ("<span style='font-size:1px'>secret</span>", "font-size"),
        ("<span style='font:0/0 a'>secret</span>", "font-size"),
    ])
    func hidden(html: String, technique: String) throws {
        let content = Self.inspect("<p>before</p>" + html + "<p>after</p>")
        #expect(content.hiddenText.map(\.technique) == [technique], "\(html)")
        let hidden = try #require(content.hiddenText.first)
        #expect(hidden.length == 6)
        let source = Array(("<p>before</p>" + html).utf8)
        let (offset, length) = (try #require(hidden.place.offset), try #require(hidden.place.length))
        #expect(String(decoding: source[offset..<(offset + length)], as: UTF8.self) == "secret")
        #expect(content.hiddenTextLength == 6)
        #expect(!content.visibleText.contains("secret"))
    }

    @Test(arguments: [
        "<font color=white><table bgcolor=black><tr><td>seen</td></tr></table></font>",
        "<div style='background:url(x)'><p style='color:#fff'>seen</p></div>",
        "<td background=x.gif><font color=white>seen</font></td>",
        "<div style='background:linear-gradient(red,blue)'><p style='color:#fff'>seen</p></div>",
        "<div style='color:#fff'><a href=x>seen</a></div>",
        "<td style='font-size:0'><span style='font-size:14px'>seen</span></td>",
        "<div style='display:none'>\u{200C}&nbsp;&zwnj;</div><p>seen</p>",
        "<p style='color:#eee'></p><p>seen</p>",
        "<p hidden style='display:block'>seen</p>",
        "<style>p{display:block}</style><p hidden>seen</p>",
        "<p style='color:red;}display:none'>seen</p>",
        "<style>.x,{display:none}</style><p class=x>seen</p>",
        "<p style='display:none;display:var(--x)'>seen</p>",
        "<p style='color:white;color:crimson'>seen</p>",
        // Styles of documents inside, and of what is part of none.
        "<!--[if mso]><style>.x{display:none!important}</style><![endif]--><p class=x>seen</p>",
        "<!--[if mso]><style>p{display:none!important}</style><![endif]--><style>b{top:1px}</style><p class=x>seen</p>",
        "<!--[if mso]><style>.x{color:#fff}</style><p class=x></p><![endif]--><style>.x{top:1px}</style><p class=x>seen</p>",
        "<iframe srcdoc='<style>.x{display:none}</style>'></iframe><p class=x>seen</p>",
        "<object data='data:text/html,<style>p{display:none}</style>'></object><p class=x>seen</p>",
        "<template><style>p{display:none}</style></template><p>seen</p>",
        "<style>.x{display:none}</style><iframe srcdoc='<p class=x>seen</p>'></iframe>",
        "<p style='color:#767676'>seen</p>",
        "<p style='background-color:#000;color:#fff'>seen</p>",
    ])
    func seen(html: String) {
        let content = Self.inspect(html)
        #expect(content.hiddenText.isEmpty, "\(html): \(content.hiddenText)")
        #expect(content.visibleText.contains("seen"))
    }

    @Test(arguments: [
        ("<p>pass\u{200B}word and pass&#8203;word</p>", "zero-width", 2),
        ("<p>in\u{00AD}voice</p>", "zero-width", 1),
        ("<p>\u{202E}txet\u{202C}</p>", "bidi-override", 1),
        ("<p>a\u{E0041}\u{E0042}b</p>", "tag", 2),
    ])
    func signs(html: String, kind: String, count: Int) {
        let signs = Self.inspect(html).invisibleSigns
        #expect(signs.map(\.kind) == [kind])
        #expect(signs.map(\.count) == [count])
        #expect(signs.first?.place.offset == 3)
    }

    /// Where these signs belong: Persian, Hindi, emoji, flags, between words.
    @Test(arguments: [
        "<p>می\u{200C}خواهم क्\u{200D}ष</p>", "<p>\u{1F468}\u{200D}\u{1F469}</p>",
        "<p>\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}</p>".replacing("\u{E0062}\u{E007F}", with: ""),
        "<p>word \u{200B}word</p>", "<p>\u{FEFF}text</p>",
    ])
    func noSigns(html: String) { #expect(Self.inspect(html).invisibleSigns.isEmpty, "\(html)") }

    /// - Parameter rest: parts beside the two versions.
    static func alternatives(_ plain: String, _ html: String, rest: String = "") throws -> Content.Alternatives? {
        let versions = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n\(plain)\r\n--b\r\n"
            + "Content-Type: text/html\r\n\r\n\(html)\r\n--b--\r\n"
        let text = "From: a@a.example\r\n"
            + (rest.isEmpty ? versions : "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\(versions)\r\n--m\r\n\(rest)\r\n--m--\r\n")
        let resolver = try SnapshotResolver(Array(SampleMail.dns.utf8), file: "sample")
        let analyzer = Analyzer(resolver: resolver, locations: nil, policy: Policy(now: MailDate(seconds: 1_772_532_000)))
        return analyzer.analyze(Array(text.utf8)).evidence.content.alternatives
    }

    @Test func versionsThatSayTheSame() throws {
        let letters = (0..<6).map { String(UnicodeScalar(UInt8(97 + $0))) }
        let words = letters.flatMap { one in letters.map { "word" + one + $0 } }
        let text = words.joined(separator: " ")
        let same = try #require(try Self.alternatives(text + " https://h.example/x", "<p>" + text + "</p><a href=https://h.example>Go</a>"))
        #expect(same.similarity == 1 && !same.differ)
        let other = try #require(try Self.alternatives(text, "<p>" + words.map { "x" + $0 }.joined(separator: " ") + "</p>"))
        #expect(other.similarity == 0 && other.differ)
        #expect(other.place.where == .body && other.place.index == 1 && other.place.offset != nil)
        #expect(try Self.alternatives("see the HTML version", "<p>" + text + "</p>")?.differ == false)
        #expect(try Self.alternatives("", "<p>x</p>") == nil)
    }

    /// What else a message says makes two versions neither alike nor different.
    @Test(arguments: [false, true], [false, true]) func versionsBesideOtherParts(_ isSame: Bool, _ isHTML: Bool) throws {
        let letters = "abcdefgh".map(String.init)
        let words = letters.prefix(5).flatMap { one in letters.map { "word" + one + $0 } }.joined(separator: " ")
        let others = words.replacing("word", with: "other")
        let rest = isHTML ? "Content-Type: text/html\r\n\r\n<p>\(words)</p>" : "Content-Type: text/plain\r\n\r\n\(others)"
        let found = try #require(try Self.alternatives(words, "<p>\(isSame ? words : others)</p>", rest: rest))
        #expect(found.similarity == (isSame ? 1 : 0) && found.differ == !isSame)
        #expect(found.plainWords == 40 && found.htmlWords == 40)
    }
}
