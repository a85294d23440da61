import Backstamp
import Domains
import Testing

/// Links, forms and receipts: kind, target, what is shown against where it leads.
@Suite struct ContentLinkTests {
    /// Each sign that UTS 46 maps to a dot makes a host of a text.
    @Test func signsThatBecomeDotsAreKnown() throws {
        var count = 0
        for value in UInt32(0x80)..<0x2_0000 {
            guard let sign = Unicode.Scalar(value), IDNA.toASCII("paypal\(sign)com") == "paypal.com" else { continue }
            let html = "<a href=http://x.example/>paypal\(sign)com</a>"
            #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.mismatch == true, "\(html)")
            count += 1
        }
        #expect(count >= 3)
    }

    /// A link that a block cut off goes on behind it, whatever other links and documents stand between.
    @Test(arguments: [
        ("<p><a href=http://a.example/>one <p>two", ["one two"]),
        ("<p><a href=http://a.example/>one </p><table><td><a href=http://b.example/>two</a></table>three", ["one three", "two"]),
        (
            "<p><a href=http://a.example/>one </p><!--[if mso]><p><a href=http://b.example/>two <p>three<![endif]-->four",
            ["one four", "two three"]
        ),
        ("<a href=http://a.example/>one <!--[if mso]>x</a><a href=http://b.example/>two<![endif]-->three</a>four", ["one three", "two"]),
        ("<a href=http://a.example/>one <iframe srcdoc='<p>x'></iframe>two</a>", ["one two"]),
        ("<p><a name=x>one <p>two</a><a href=http://a.example/>three", ["three"]),
        // Lines and cells are words of their own; what is on one line is not.
        ("<p><a href=http://a.example/>one<p>two", ["one two"]),
        ("<a href=http://a.example/>one<div>two</div>three<br>four</a>", ["one two three four"]),
        ("<a href=http://a.example/><table><tr><td>one<td>two</table></a>", ["one two"]),
        ("<div>x</div><a href=http://a.example/><p>o<b>n</b>e</p></a><p>y", ["one"]),
    ])
    func linksGoOn(html: String, texts: [String]) {
        let links = Content.inspect(html: Array(html.utf8), baseURL: nil).links
        #expect(links.map(\.text) == texts)
    }

    /// Whether a tag ends a line is for styles to say: what is read with a blank or without it must not hide another host.
    @Test(arguments: [
        "pay<br>pal.com", "pay<br hidden>pal.com", "pay<span style='display:none'><br></span>pal.com",
        "pay<div style='display:none'>x</div>pal.com", "pay<p style='display:inline'>pal.com</p>",
        "https://pay<div style='display:contents'>pal.com/signin</div>", "https:/<br hidden>/www.paypal.com/",
        "<div>pay<br hidden>pal</div>.com", "Pay<td> https://paypal.com/ <td>x", "www.evil.example<br hidden>.paypal.com",
        "Sign in<br>https://paypal.com/",
    ])
    func linesHideNoHost(text: String) {
        let html = "<a href=http://evil.example/>\(text)</a>"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.mismatch == true, "\(html)")
    }

    @Test(arguments: ["Pay<br>pal", "<div>www.evil.example</div>", "www.<br hidden>evil.example", "<td>evil.example<td> <td>", "a.b<br>c",
        "www.evil.example<br>Your shop", "Visit us at www.evil.example<br>for more", "Relax.<br>Shop", "Smile.<p>Now", "<td>1.<td>Info",
        "Shop<br>evil.example", "Write to<br>a@evil.example", "evil.example<br>Shop", "Go to<br>https://evil.example/x<br>now.",
    ])
    func linesMakeNoHost(text: String) {
        let html = "<a href=http://evil.example/>\(text)</a>"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.mismatch == false, "\(html)")
    }

    /// What is not seen, or stands between words without being one, makes no word of two.
    @Test(arguments: [
        "Go to<br><i style='display:none'>x</i>www.paypal.com", "Go to<br><i style='font-size:0'>x</i>www.paypal.com",
        "Go to <i style='display:none'>x</i>www.paypal.com", "Go to<div hidden>x</div>www.paypal.com",
        "Go to<img src=x>www.paypal.com", "Go to<input>www.paypal.com", "Go to<button>x</button>www.paypal.com",
        "Go to<b style='display:block'>www.paypal.com</b>", "<b style='display:block'>Go to</b>www.paypal.com",
        "<b style='display:block'>Go <i>to</i></b>www.paypal.com", "Go to<img src=x style='display:block'>www.paypal.com",
        "Go to<svg></svg>www.paypal.com", "<button>Go to</button>www.paypal.com",
    ])
    func hostsBehindWhatIsNoWord(text: String) {
        let html = "<a href=http://evil.example/>\(text)</a>"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.mismatch == true, "\(html)")
    }

    /// The first `base` of a document counts in it, and in no other one (HTML §4.2.3).
    @Test(arguments: [
        ("<!--[if mso]><base href=http://a.example/><![endif]--><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        ("<template><base href=http://a.example/></template><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        ("<svg><base href=http://a.example/></svg><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        ("<math><base href=http://a.example/></math><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        ("<svg><base href=http://a.example/><p></p><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        ("<svg><foreignObject><base href=http://b.example/></foreignObject></svg><a href=x>", ["http://b.example/x"]),
        ("<iframe srcdoc='<base href=http://a.example/>'></iframe><base href=http://b.example/><a href=x>", ["http://b.example/x"]),
        (
            "<base href=http://b.example/><iframe srcdoc='<a href=y></a><base href=http://a.example/><a href=x>'></iframe><a href=z>",
            ["http://b.example/y", "http://a.example/x", "http://b.example/z"]
        ),
        (
            "<base href=http://b.example/><!--[if mso]><base href=http://a.example/><a href=x></a><![endif]--><a href=z>",
            ["http://b.example/x", "http://b.example/z"]
        ),
        ("<!--[if mso]><base href=http://a.example/><a href=x></a><![endif]--><a href=z>", ["http://a.example/x", "z"]),
    ])
    func basesOfDocuments(html: String, urls: [String]) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.map(\.url) == urls, "\(html)")
    }

    /// Of those beyond the limit nothing is kept when they start again either.
    @Test func linksBeyondTheLimitDoNotGoOn() {
        let html = (0..<2_100).map { "<a href=http://a.example/\($0)>\($0)<p>x" }.joined()
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.links.count == 2_000 && content.links.last?.text.hasPrefix("1999") == true)
        #expect(content.links.allSatisfy { $0.text.utf8.count <= 6 } && content.limits.contains { $0.contains("links") })
    }

    struct Row: Sendable {
        let html: String
        let kind: String
        var host: String?
        var mismatch = false
        var redirector = false
        var encrypted: Bool?
    }

    /// The URL inside the URL.
    @Test(arguments: [
        ("https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fx&sa=D", "https://a.example/x"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.a.com%2Fx%3Fy%3D1&data=05", "https://www.a.com/x?y=1"),
        ("https://urldefense.proofpoint.com/v1/url?u=http://www.a.com/x&k=abc%0A&r=1", "http://www.a.com/x"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.a.com_x-3Fy-3D1&d=DwMF&c=1", "https://www.a.com/x?y=1"),
        ("https://urldefense.com/v3/__https://www.a.com/x__;!!abc$", "https://www.a.com/x"),
        ("https://urldefense.com/v3/__https://www.a.com/x*y*z__;KyM!!abc$", "https://www.a.com/x+y#z"),
        ("https://urldefense.com/v3/__https://www.a.com/x**Ay__;Kys!!abc$", "https://www.a.com/x++y"),
        ("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hLmV4YW1wbGUveA&ntb=1", "https://a.example/x"),
        ("https://t.example/c/aHR0cHM6Ly9hLmV4YW1wbGUveA==/1", "https://a.example/x"),
        ("https://t.example/?u=https%253A%252F%252Fa.example%252Fx", "https://a.example/x"),
        ("https://t.example/c/aHR0cxaHR0cDpaHR0cHM6Ly9hLmV4YW1wbGUveA==/1", "https://a.example/x"),
    ])
    func target(url: String, target: String) {
        let html = "<a href=\"\(url.replacing("&", with: "&amp;"))\">x</a>"
        let link = Content.inspect(html: Array(html.utf8), baseURL: nil).links.first
        #expect(link?.target == target)
        #expect(link?.redirector == true)
    }

    @Test func noTarget() {
        for url in ["https://a.example/?u=abc", "https://a.example/aHR0c", "https://urldefense.com/v3/__", "https://a.example/?u=https://a.example/y"] {
            #expect(Content.inspect(html: Array("<a href='\(url)'>x</a>".utf8), baseURL: nil).links.first?.target == nil, "\(url)")
        }
    }

    static let rows: [Row] = [
        Row(html: "<a href=https://a.example/x>here</a>", kind: "https", host: "a.example", encrypted: true),
        Row(html: "<a href=http://a.example/x>here</a>", kind: "http", host: "a.example", encrypted: false),
        Row(
            html: "<a href=http://b.example>www.paypal.com</a>", kind: "http", host: "b.example", mismatch: true,
            encrypted: false),
        Row(
            html: "<a href=http://www.a.com/>https://login.a.com/x</a>", kind: "http", host: "www.a.com",
            encrypted: false),
        Row(
            html: "<a href=https://b.com/>Visit <b>https://a</b>.com/x now</a>", kind: "https", host: "b.com",
            mismatch: true, encrypted: true),
        Row(
            html: "<a href=https://b.com/>paypal.com</a>", kind: "https", host: "b.com", mismatch: true, encrypted: true
        ),
        Row(html: "<a href=https://b.com/>Node.js</a>", kind: "https", host: "b.com", encrypted: true),
        Row(html: "<a href=https://b.com/>our terms.</a>", kind: "https", host: "b.com", encrypted: true),
        Row(html: "<a href=http://192.0.2.7/>x</a>", kind: "address", host: "192.0.2.7", encrypted: false),
        Row(html: "<a href=http://3221225991/>x</a>", kind: "address", host: "192.0.2.7", encrypted: false),
        Row(html: "<a href=http://0xC0.0.0x2.07/>x</a>", kind: "address", host: "192.0.2.7", encrypted: false),
        Row(html: "<a href=http://[2001:db8::1]/>x</a>", kind: "address", host: "[2001:db8::1]", encrypted: false),
        Row(
            html: "<a href=https://paypal.com@evil.example/>x</a>", kind: "https", host: "evil.example", encrypted: true
        ),
        Row(html: "<a href='java\nscript:alert(1)'>x</a>", kind: "javascript"),
        Row(html: "<a href='data:text/html,hi'>x</a>", kind: "data"),
        Row(html: "<a href=mailto:a@b.example>a@b.example</a>", kind: "mailto", host: "b.example"),
        Row(html: "<a href=mailto:a@b.com>help@paypal.com</a>", kind: "mailto", host: "b.com", mismatch: true),
        Row(html: "<a href='mailto:?to=x@b.com'>help@paypal.com</a>", kind: "mailto", host: "b.com", mismatch: true),
        Row(html: "<a href='mailto:?subject=a@c.com&TO=x%40b.com,y@c.com'>x</a>", kind: "mailto", host: "b.com"),
        Row(html: "<a href='mailto:x@b.com?to=y@c.com'>x</a>", kind: "mailto", host: "b.com"),
        Row(html: "<a href=mailto:?subject=x>x</a>", kind: "mailto"),
        Row(
            html: "<!--[if mso]><v:roundrect href=http://b.com/><center>www.paypal.com</center></v:roundrect><![endif]-->",
            kind: "http", host: "b.com", mismatch: true, encrypted: false),
        Row(
            html: "<v:group href=http://b.com/><v:rect>x</v:rect>www.paypal.com</v:group>", kind: "http", host: "b.com",
            mismatch: true, encrypted: false),
        Row(html: "<v:rect href=http://b.com/ />www.paypal.com", kind: "http", host: "b.com", encrypted: false),
        Row(html: "<v:oval href=http://b.com/></v:oval>www.paypal.com", kind: "http", host: "b.com", encrypted: false),
        Row(html: "<a href=tel:+441>call</a>", kind: "tel"),
        Row(html: "<a href=/local>x</a>", kind: "relative"),
        Row(
            html: "<a href='https://www.google.com/url?q=https%3A%2F%2Fa.example%2F'>a.example</a>", kind: "https",
            host: "www.google.com", redirector: true, encrypted: true),
        Row(
            html:
                "<a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.a.com%2F&data=1'>www.a.com</a>",
            kind: "https", host: "eur01.safelinks.protection.outlook.com", redirector: true, encrypted: true),
        Row(
            html: "<a href='https://urldefense.proofpoint.com/v2/url?u=https-3A__www.a.com_x&d=D'>www.a.com</a>",
            kind: "https", host: "urldefense.proofpoint.com", redirector: true, encrypted: true),
        Row(
            html: "<a href='https://urldefense.com/v3/__https://www.a.com/x__;!!abc$'>www.a.com</a>",
            kind: "https", host: "urldefense.com", redirector: true, encrypted: true),
        Row(
            html: "<a href='https://u1.ct.sendgrid.net/ls/click?upn=1'>www.a.com</a>", kind: "https",
            host: "u1.ct.sendgrid.net", mismatch: true, redirector: true, encrypted: true),
        Row(
            html: "<a href='https://evil.example/?u=https://www.paypal.com/'>www.paypal.com</a>", kind: "https", host: "evil.example",
            mismatch: true, redirector: true, encrypted: true),
        Row(
            html: "<a href='https://evil.example/ls/click?u=https://www.paypal.com/'>www.paypal.com</a>", kind: "https",
            host: "evil.example", mismatch: true, redirector: true, encrypted: true),
        Row(html: "<map><area href=https://a.example/ alt=x></map>", kind: "https", host: "a.example", encrypted: true),
        Row(
            html: "<svg><a xlink:href=https://a.example/><text>x</text></a></svg>", kind: "https", host: "a.example",
            encrypted: true),
    ]

    @Test(arguments: rows.indices)
    func link(index: Int) throws {
        let row = Self.rows[index]
        let link = try #require(Content.inspect(html: Array(row.html.utf8), baseURL: nil).links.first, "\(row.html)")
        #expect(link.kind == row.kind, "\(row.html)")
        #expect(link.host == row.host, "\(row.html)")
        #expect(link.mismatch == row.mismatch, "\(row.html)")
        #expect(link.redirector == row.redirector, "\(row.html)")
        #expect(link.encrypted == row.encrypted, "\(row.html)")
    }

    /// The author's own counter is believed.
    @Test(arguments: [("click.shop.example", false), ("evil.example", true)])
    func authorsRedirector(host: String, mismatch: Bool) {
        let mail = "From: a@shop.example\nContent-Type: text/html\n\n<a href='https://\(host)/?u=https://www.a.com/'>www.a.com</a>"
        #expect(Content.inspect(Message.read(Array(mail.utf8))).links.first?.mismatch == mismatch)
    }

    @Test func textIsFolded() {
        let html =
            "<a href=https://a.example/>  pay<b>pal</b>\n  <i> now</i> <span style='display:none'>not</span></a> after"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).links.first?.text == "paypal now")
    }

    @Test func plainText() {
        let text =
            "See http://a.example/x?y=1. Or (https://b.example/z), www.c.example; not xhttp://d.example, http:// alone."
        let content = Content.inspect(mail("text/plain", text))
        #expect(content.links.map(\.url) == ["http://a.example/x?y=1", "https://b.example/z", "http://www.c.example/"])
        #expect(content.links.map(\.mismatch) == [false, false, false])
        #expect(content.visibleText.hasPrefix("See http"))
    }

    /// The sign-up form of 2007: what is typed crosses the network in clear.
    @Test func form() throws {
        let html = """
            <form action="/bin/signup" method=POST><input name=email><input type=password name=pw><select name=level></select>
            <textarea name=why></textarea><input type=submit value=Go><button>Send</button></form><input name=outside>
            """
        let forms = Content.inspect(html: Array(html.utf8), baseURL: "http://mi5.h0st.biz/subscribe").forms
        let form = try #require(forms.first)
        #expect(forms.count == 1)
        #expect(form.action == "http://mi5.h0st.biz/bin/signup")
        #expect(form.method == "post")
        #expect(!form.encrypted)
        #expect(form.host == "mi5.h0st.biz")
        #expect(form.fields == ["email (text)", "pw (password)", "level (select)", "why (textarea)"])
    }

    /// HTML §4.10.18.6: the button decides where what is typed goes.
    @Test func buttonsSendElsewhere() {
        let html = """
            <form action=https://good.example/ method=post><input name=pw type=password><button formaction=//evil.example/a>Go</button>
            <input type=submit formaction=http://evil.example/b><input type=text formaction=http://c.example/>
            <button type=reset formaction=http://c.example/></button><button formaction></button></form><input type=image src=x formaction=http://evil.example/d>
            """
        let forms = Content.inspect(html: Array(html.utf8), baseURL: nil).forms
        #expect(
            forms.map(\.action) == [
                "https://good.example/", "https://evil.example/a", "http://evil.example/b", "http://evil.example/d",
            ])
        #expect(forms.map(\.method) == ["post", "post", "post", "get"] && forms.map(\.encrypted) == [true, true, false, false])
        #expect(forms.map(\.fields.first) == ["pw (password)", "pw (password)", "pw (password)", nil])
    }

    /// Whatever the order, and however the button is written.
    @Test(arguments: [
        "<form action=http://a.example/><button formaction=http://evil.example/>x</button><input name=pw type=password></form>",
        "<form action=http://a.example/><input name=pw type=password><button type=x formaction=http://evil.example/></form>",
        "<form action=http://a.example/><input name=pw type=password><button type='' formaction=http://evil.example/></form>",
        "<form id=f action=http://a.example/><input name=pw type=password></form><button form=f formaction=http://evil.example/>",
        "<button form=f formaction=http://evil.example/></button><form id=f><input name=pw type=password></form>",
        "<!--[if mso]><form id=f></form><![endif]--><form id=f><input name=pw></form><button form=f formaction=http://evil.example/>",
        "<form action=http://evil.example/><!--[if mso]></form>x<![endif]--><input name=pw type=password></form>",
        "<form id=f action=http://evil.example/></form><form><input form=f name=pw type=password></form>",
        "<form><input name=pw><button form=none formaction=http://evil.example/></form>",
    ])
    func buttonsShowTheSecret(html: String) {
        let forms = Content.inspect(html: Array(html.utf8), baseURL: nil).forms.filter { $0.host == "evil.example" }
        #expect(forms.count == 1 && forms.first?.fields.first?.hasPrefix("pw (") == true, "\(html)")
    }

    /// Which form a field belongs to (HTML §13.2.6.4.7 and §4.10.17.3): no other one has it.
    @Test(arguments: [
        "<table><tr><td><form action=http://a.example/></td><td><input name=pw type=password></td></tr></table>",
        "<table><form action=http://a.example/><tr><td><input name=pw type=password></td></tr></form></table><form><input></form>",
        "<form action=http://a.example/><div></form><input name=pw type=password></div><form><input></form>",
        "<form action=http://a.example/><div></form><form></form><input name=pw type=password></div>",
        "<input name=pw type=password form=f><form id=f action=http://a.example/></form>",
        "<form><input name=pw type=password form=f></form><form id=f action=http://a.example/></form>",
        "<form action=http://a.example/><form action=http://b.example/><input name=pw type=password></form>",
        "<form action=http://a.example/><p></form><form action=http://b.example/><input></form><input name=b type=password>".replacing(
            "<p></form>", with: "<p><input name=pw type=password></form>"),
        "<form action=http://a.example/><template></form></template><input name=pw type=password>",
        "<template><form action=http://b.example/><td></template><form action=http://a.example/><input name=pw type=password>",
        "<form action=http://a.example/><input name=pw type=password form=none></form>",
    ])
    func fieldsBelongToTheirForm(html: String) {
        let forms = Content.inspect(html: Array(html.utf8), baseURL: nil).forms
        #expect(forms.filter { $0.fields.contains("pw (password)") }.map(\.host) == ["a.example"], "\(html)")
        #expect(forms.flatMap(\.fields).count { $0 == "pw (password)" } == 1)
    }

    @Test(arguments: [
        "<form></form><input name=pw type=password>", "<input name=pw type=password><form></form>",
        "<form><p></form><input name=pw type=password>", "<template><form><input name=pw type=password></form></template>",
        "<form></form><input name=pw type=password form=f>", "<input name=pw type=password form=f>",
    ])
    func fieldsOfNoForm(html: String) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).forms.allSatisfy { $0.fields.isEmpty }, "\(html)")
    }

    @Test func fieldsAreBounded() {
        let many = String(repeating: "<input name=x>", count: 300)
        let full = Content.inspect(html: Array("<form>\(many)<input name=pw type=password>\(many)<input name=cvv>".utf8), baseURL: nil)
        #expect(full.forms.first?.fields.count == 201 && full.forms.first?.secretFields == ["pw (password)"])
        #expect(full.limits == ["more than 200 fields in a form"])
        // What belongs to a form that is not kept belongs to no other.
        let forms = String(repeating: "<form action=/x></form>", count: 200)
        let last = Content.inspect(html: Array("\(forms)<form action=http://b.example/><input name=pw type=password></form>".utf8), baseURL: nil)
        #expect(last.forms.count == 200 && last.forms.allSatisfy { $0.fields.isEmpty } && last.limits == ["more than 200 forms"])
        let waiting = (0..<1_100).map { "<input form=f name=\($0)>" }.joined() + "<form id=f></form>"
        let early = Content.inspect(html: Array(waiting.utf8), baseURL: nil)
        #expect(early.forms.first?.fields.count == 200 && early.limits.contains { $0.contains("before their form") })
    }

    @Test func methodsOfButtons() {
        let html = """
            <form action=http://a.example/ method=post><button formaction=http://b.example/ formmethod=GET></button>
            <button formaction=http://c.example/></button><button formaction=http://a.example/></button>
            <button formaction=http://a.example/ formmethod=get></button><button formaction=http://c.example/></button></form>
            """
        let forms = Content.inspect(html: Array(html.utf8), baseURL: nil).forms
        #expect(forms.map(\.method) == ["post", "get", "post", "get"])
        #expect(forms.compactMap(\.host) == ["a.example", "b.example", "c.example", "a.example"])
    }

    /// Fields are not listed again and again for many buttons, but that a secret is asked for is.
    @Test func buttonsAreBounded() {
        let field = "<input name=\(String(repeating: "a", count: 100))>"
        let fields = String(repeating: field, count: 99) + "<input name=pw type=password>"
        let buttons = (0..<300).map { "<button formaction=http://evil.example/\($0)></button>" }.joined()
        let content = Content.inspect(html: Array("<form action=http://a.example/>\(fields)\(buttons)</form>".utf8), baseURL: nil)
        #expect(content.forms.count == 200 && content.forms.allSatisfy { $0.fields.last == "pw (password)" })
        #expect(content.forms.reduce(0) { $0 + $1.fields.count } < 500)
        #expect(content.limits.contains { $0.contains("forms") } && content.limits.contains { $0.contains("fields") })
        // Of any number of the same there is one.
        let same = String(repeating: "<button formaction=http://evil.example/></button>", count: 300)
        let one = Content.inspect(html: Array("<form action=http://a.example/>\(fields)\(same)</form>".utf8), baseURL: nil)
        #expect(one.forms.count == 2 && one.limits.isEmpty && one.forms.last?.fields.count == 100)
    }

    /// A network path leads somewhere in a message as well, and must not hide where.
    @Test func networkPaths() {
        let html = "<a href='//evil.example/x'>https://paypal.com/</a><base href=//evil.example/><a href=y>paypal.com</a><img src=z>"
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.links.map(\.url) == ["https://evil.example/x", "https://evil.example/y"])
        #expect(content.links.map(\.mismatch) == [true, true] && content.remoteLoads.map(\.url) == ["https://evil.example/z"])
    }

    /// The URL parser takes a backslash for a slash, and drops tabs and newlines.
    @Test(arguments: ["//", "/\t/", "\\\\", "/\\", "\\/", "\n//", "/\r\n/", "///"])
    func slashesOfNetworkPaths(slashes: String) {
        let html = "<a href='\(slashes)evil.example/x'>https://paypal.com/</a><form action='\(slashes)evil.example/x'></form>"
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.links.map(\.url) == ["https://evil.example/x"] && content.links.first?.mismatch == true)
        #expect(content.forms.map(\.host) == ["evil.example"])
    }

    @Test(arguments: ["/evil.example/x", "\\evil.example", "/ /evil.example", "x//evil.example", "/", "\\\\"])
    func noNetworkPaths(path: String) {
        let content = Content.inspect(html: Array("<a href='\(path)'>x</a>".utf8), baseURL: nil)
        #expect(content.links.map(\.host) == [nil] && content.links.map(\.kind) == ["relative"])
    }

    @Test func receipts() {
        let message = Message.read(
            Array(
                """
                From: a@a.example\r\nDisposition-Notification-To: A <spy@a.example>\r\nReturn-Receipt-To: b@a.example\r\n\
                X-Confirm-Reading-To: c@a.example\r\n\r\nx\r\n
                """.utf8))
        let receipts = Content.inspect(message).receipts
        #expect(receipts.map(\.address) == ["spy@a.example", "b@a.example", "c@a.example"])
        #expect(receipts.first?.place.line == 2)
    }

    @Test func hiddenText() {
        let html = "<p>seen</p><div style='display:none'>hidden <b>words</b></div><style>p{}</style><p hidden>more</p>"
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.hiddenTextLength == 15)
        #expect(content.htmlTextLength == 19)
        #expect(content.visibleText == "seen")
    }

    /// Each domain where it stands, against who writes.
    @Test func lookalikes() {
        let html = "<a href=http://mi5.h0st.biz/whatcounts>MI5</a><img src=http://paypa1.com/x.png>"
        let content = Content.inspect(mail("text/html", html, from: "MI5 <alerts@mi5.gov.uk>"))
        #expect(content.lookalikes.map(\.imitates) == ["mi5.gov.uk", "host.biz", "paypal.com"])
        #expect(content.lookalikes.map(\.where) == ["link", "link", "image"])
        let named = Content.inspect(mail("text/plain", "x", from: "PayPal Service <x@qzw.example>"))
        #expect(named.lookalikes.map(\.technique) == ["display-name"])
        #expect(Content.inspect(mail("text/plain", "x", from: "PayPal <service@paypal.com>")).lookalikes.isEmpty)
    }

    private func mail(_ type: String, _ body: String, from: String = "a@a.example") -> Message {
        let text =
            "From: \(from)\r\nTo: r@r.example\r\nMIME-Version: 1.0\r\nContent-Type: \(type); charset=utf-8\r\n\r\n\(body)\r\n"
        return Message.read(Array(text.utf8))
    }
}
