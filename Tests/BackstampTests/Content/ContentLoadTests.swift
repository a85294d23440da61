import Backstamp
import Testing

/// One row per construct that makes a client fetch something: found, with its kind, as `http://h.example/x`.
@Suite struct ContentLoadTests {
    static let rows: [(html: String, kind: String)] = [
        ("<img src=http://h.example/x>", "img"),
        ("<IMG SRC='http://h.example/x'>", "img"),
        ("<img src=\"  ht\ntp://h.example/x \">", "img"),
        ("<img src='http:&#x2f;/h.example/x'>", "img"),
        ("<img src='HTTP://H.EXAMPLE/x'>", "img"),
        ("<img src='http:\\\\h.example\\x'>", "img"),
        ("<img src='http://h%2Eexample/x'>", "img"),
        ("<image src=http://h.example/x>", "img"),
        ("<img srcset='http://h.example/x 2x'>", "img-srcset"),
        ("<img srcset='a.png 1x, http://h.example/x 100w'>", "img-srcset"),
        ("<img lowsrc=http://h.example/x>", "img-lowsrc"),
        ("<img dynsrc=http://h.example/x>", "img-dynsrc"),
        ("<img longdesc=http://h.example/x>", "img-longdesc"),
        ("<img alt=\" src=\"http://h.example/x\">", "img-misquoted"),
        ("<picture><source srcset=http://h.example/x></picture>", "source-srcset"),
        ("<video><source src=http://h.example/x></video>", "source"),
        ("<video src=http://h.example/x></video>", "video"),
        ("<video poster=http://h.example/x></video>", "video-poster"),
        ("<audio src=http://h.example/x></audio>", "audio"),
        ("<video><track src=http://h.example/x></video>", "track"),
        ("<embed src=http://h.example/x>", "embed"),
        ("<object data=http://h.example/x></object>", "object"),
        ("<object codebase=http://h.example/x></object>", "object-codebase"),
        ("<object classid=http://h.example/x></object>", "object-classid"),
        ("<object archive='http://h.example/x b'></object>", "object-archive"),
        ("<object><param name=movie value=http://h.example/x></object>", "param"),
        ("<applet codebase=http://h.example/x></applet>", "applet-codebase"),
        ("<applet archive='a.jar,http://h.example/x'></applet>", "applet-archive"),
        ("<applet code=http://h.example/x></applet>", "applet"),
        ("<iframe src=http://h.example/x></iframe>", "iframe"),
        ("<iframe srcdoc='<img src=http://h.example/x>'></iframe>", "img"),
        ("<iframe src='data:text/html,<img src=http://h.example/x>'></iframe>", "img"),
        ("<iframe src='data:text/html;base64,PGltZyBzcmM9aHR0cDovL2guZXhhbXBsZS94Pg=='></iframe>", "img"),
        (
            "<object data='data:image/svg+xml,%3Csvg%3E%3Cimage href=%22http://h.example/x%22/%3E'></object>",
            "svg-image"
        ),
        ("<link rel=stylesheet href='data:text/css,p{background:url(http://h.example/x)}'>", "css-background"),
        ("<style>@import 'data:text/css,p{background:url(http://h.example/x)}';</style>", "css-background"),
        ("<meta http-equiv=link content='<http://h.example/x>; rel=stylesheet'>", "meta-link"),
        (
            "<meta http-equiv=Content-Security-Policy content=\"default-src *; report-uri http://h.example/x\">",
            "meta-policy-report"
        ),
        ("<svg><style>p{background:url(http://h.example/x)}</style></svg>", "css-background"),
        ("<img src=//h.example/x>", "img"),
        ("<img src=http:/h.example/x>", "img"),
        ("<v:imagedata o:href='http://h.example/x'/>", "vml-imagedata"),
        ("<frameset><frame src=http://h.example/x></frameset>", "frame"),
        ("<layer src=http://h.example/x></layer>", "layer"),
        ("<script src=http://h.example/x></script>", "script"),
        ("<svg><script xlink:href=http://h.example/x></script></svg>", "script"),
        ("<bgsound src=http://h.example/x>", "bgsound"),
        ("<input type=image src=http://h.example/x>", "input-image"),
        ("<INPUT TYPE=IMAGE SRC=http://h.example/x>", "input-image"),
        ("<body background=http://h.example/x>", "background"),
        ("<table background=http://h.example/x></table>", "background"),
        ("<table><tr><td background=http://h.example/x></table>", "background"),
        ("<div background=http://h.example/x></div>", "background"),
        ("<html manifest=http://h.example/x>", "manifest"),
        ("<link rel=stylesheet href=http://h.example/x>", "link-stylesheet"),
        ("<link rel=icon href=http://h.example/x>", "link-icon"),
        ("<link rel='shortcut icon' href=http://h.example/x>", "link-shortcut-icon"),
        ("<link rel=preload href=http://h.example/x>", "link-preload"),
        ("<link rel=prefetch href=http://h.example/x>", "link-prefetch"),
        ("<link rel=dns-prefetch href=//h.example/x>", "link-dns-prefetch"),
        ("<link rel=preconnect href=http://h.example/x>", "link-preconnect"),
        ("<link rel=preload as=image imagesrcset='http://h.example/x 1x'>", "link-preload"),
        ("<link href=http://h.example/x>", "link"),
        ("<meta http-equiv=refresh content='0;url=http://h.example/x'>", "meta-refresh"),
        ("<meta http-equiv=REFRESH content=\"3; URL='http://h.example/x'\">", "meta-refresh"),
        ("<meta http-equiv=refresh content='0;http://h.example/x'>", "meta-refresh"),
        ("<meta http-equiv=refresh content=' 5 http://h.example/x'>", "meta-refresh"),
        ("<meta http-equiv=refresh content='1.5 , url = http://h.example/x'>", "meta-refresh"),
        ("<meta http-equiv=refresh content='.;url=http://h.example/x'>", "meta-refresh"),
        ("<svg><rect cursor='url(http://h.example/x),auto' /></svg>", "css-cursor"),
        ("<svg><path marker-start=\"url('http://h.example/x')\" /></svg>", "css-marker-start"),
        ("<svg><g filter='url(http://h.example/x)' mask=none /></svg>", "css-filter"),
        ("<svg fill='url(http://h.example/x)' />", "css-fill"),
        ("<a ping='http://h.example/x' href=#>a</a>", "ping"),
        ("<area ping=http://h.example/x href=#>", "ping"),
        ("<svg><image href=http://h.example/x /></svg>", "svg-image"),
        ("<svg><image xlink:href=http://h.example/x /></svg>", "svg-image"),
        ("<svg><use xlink:href=http://h.example/x /></svg>", "svg-use"),
        ("<svg><filter><feImage href=http://h.example/x /></filter></svg>", "svg-feimage"),
        ("<svg><linearGradient xlink:href=http://h.example/x /></svg>", "svg-reference"),
        ("<svg><font-face-uri xlink:href=http://h.example/x /></svg>", "svg-font"),
        ("<p style='background:url(http://h.example/x)'>", "css-background"),
        ("<p style='background-image:URL( \"http://h.example/x\" )'>", "css-background"),
        ("<p style='background:u\\72l(http://h.example/x)'>", "css-background"),
        ("<p style='background:/**/url(http://h.example/x)'>", "css-background"),
        ("<p style=\"background:url(&quot;http://h.example/x&quot;)\">", "css-background"),
        ("<p style='list-style:url(http://h.example/x)'>", "css-list-style"),
        ("<p style='cursor:url(http://h.example/x),auto'>", "css-cursor"),
        ("<p style='content:url(http://h.example/x)'>", "css-content"),
        ("<p style='filter:url(http://h.example/x)'>", "css-filter"),
        ("<p style='behavior:url(http://h.example/x)'>", "css-behavior"),
        ("<p style='-moz-binding:url(http://h.example/x)'>", "css-moz-binding"),
        ("<p style='border-image:url(http://h.example/x) 1'>", "css-border-image"),
        ("<p style='mask-image:url(http://h.example/x)'>", "css-mask-image"),
        ("<p style='--v:url(http://h.example/x)'>", "css-v"),
        ("<p style='background:image-set(\"http://h.example/x\" 1x)'>", "css-image-set"),
        (
            "<p style='filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src=\"http://h.example/x\")'>",
            "css-filter"
        ),
        ("<style>@import 'http://h.example/x';</style>", "css-import"),
        ("<style>@import url(http://h.example/x) screen;</style>", "css-import"),
        ("<style>@font-face{font-family:f;src:url(http://h.example/x)}</style>", "css-font"),
        ("<style>p{background:url(http://h.example/x)}</style>", "css-background"),
        ("<style>@media print{p{background:url(http://h.example/x)}}</style>", "css-background"),
        ("<style><!-- p{background:url(http://h.example/x)} --></style>", "css-background"),
        ("<!--[if mso]><img src=http://h.example/x><![endif]-->", "img"),
        ("<!--[if gte mso 9]><v:fill src='http://h.example/x'/><![endif]-->", "vml-fill"),
        ("<v:imagedata src='http://h.example/x'/>", "vml-imagedata"),
        ("<v:background><v:fill type=tile src=http://h.example/x /></v:background>", "vml-fill"),
        ("<?xml-stylesheet href='http://h.example/x' type='text/css'?>", "xml-stylesheet"),
        ("<base href=http://h.example/><img src=x>", "img"),
        ("<base href=http://h.example/a/b><img src=../x>", "img"),
        ("<base href=http://h.example/><base href=http://other.example/><img src=x>", "img"),
        ("<base target=_blank><base href=http://h.example/><img src=x>", "img"),
        ("<noscript><img src=http://h.example/x></noscript>", "img"),
        ("<table><img src=http://h.example/x></table>", "img"),
        ("<select><option><img src=http://h.example/x></select>", "img"),
        ("<!DOCTYPE svg [<!ENTITY e SYSTEM 'http://h.example/x'>]><svg>&e;</svg>", "xml-entity"),
        ("<!DOCTYPE svg [<!ENTITY % e PUBLIC '-//x' \"http://h.example/x\"> %e;]><svg></svg>", "xml-entity"),
        ("<!DOCTYPE svg SYSTEM 'http://h.example/x' []><svg></svg>", "xml-doctype"),
        ("<svg><pattern xlink:href=http://h.example/x /></svg>", "svg-reference"),
        ("<math><mglyph src=http://h.example/x></math>", "mathml-glyph"),
        ("<link rel=modulepreload href=http://h.example/x>", "link-modulepreload"),
        ("<link rel=apple-touch-icon href=http://h.example/x>", "link-apple-touch-icon"),
        ("<link rel=manifest href=http://h.example/x>", "link-manifest"),
        ("<p style='background:ur\\\nl(x);background:url(http://h.example/x)'>", "css-background"),
        ("<p style='shape-outside:url(http://h.example/x)'>", "css-shape-outside"),
        ("<p style='background:-webkit-image-set(url(http://h.example/x) 1x)'>", "css-image-set"),
        ("<style>@font-face{font-family:f;src:local(a),url(http://h.example/x) format('woff')}</style>", "css-font"),
        ("<style>@import url('http://h.example/x') layer(a);</style>", "css-import"),
        ("<style>@supports (a:b){p{background:url(http://h.example/x)}}</style>", "css-background"),
        ("<amp-img src=http://h.example/x></amp-img>", "img"),
    ]

    @Test(arguments: rows.indices)
    func found(row: Int) {
        let (html, kind) = Self.rows[row]
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        let load = content.remoteLoads.first { $0.kind == kind }
        #expect(load?.host == "h.example", "\(html): \(content.remoteLoads.map { "\($0.kind) \($0.url)" })")
        #expect(load?.url.hasSuffix("h.example/x") == true, "\(html)")
    }

    @Test(arguments: [
        "<img src=cid:a@b>", "<img src=data:image/gif;base64,R0lGOD>", "<img src=x.gif>", "<img src=''>", "<img>",
        "<!-- <img src=http://h.example/x> -->", "<a href=http://h.example/x>x</a>",
        "<title><img src=http://h.example/x></title>",
        "<textarea><img src=http://h.example/x></textarea>", "<style>@namespace url(http://h.example/x);</style>",
        "<p style='/* url(http://h.example/x) */'>", "<param name=wmode value=transparent>",
        "<img src=mailto:a@h.example>",
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://h.example/x'><p>x",
        "<meta name=refresh content='0;url=http://h.example/x'>", "http://h.example/x",
        "<meta http-equiv=refresh content='5x;url=http://h.example/x'>", "<meta http-equiv=refresh content='http://h.example/x'>",
        "<meta http-equiv=refresh content=';url=http://h.example/x'>", "<meta http-equiv=refresh content=' url=http://h.example/x'>",
        // What is no SVG has no attributes of SVG; a fragment stands in the document.
        "<div cursor='url(http://h.example/x)'>x</div>", "<svg></svg><rect fill='url(http://h.example/x)'>",
        "<svg><p mask='url(http://h.example/x)'>x</p></svg>", "<math fill='url(http://h.example/x)'>",
        "<svg></svg><math><mi fill='url(http://h.example/x)'></math>", "<svg><math><mi fill='url(http://h.example/x)'></math></svg>",
        "<base href=http://h.example/><svg><rect fill='url(#x)' mask='url(\"#y\")'/></svg><p style='filter:url(#z)'>",
    ])
    func nothingIsLoaded(html: String) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).remoteLoads.isEmpty)
    }

    /// What is no base is passed over: a network path, and a form's, keep their hosts.
    @Test(arguments: ["javascript:1", "data:text/html,x", "cid:foo", "cid:/foo/", "mailto:a@b.example", "about:blank", "x-a://b/", "http://"])
    func noBase(base: String) {
        let html = "<base href='\(base)'><img src=//h.example/x><a href=//h.example/y>x</a><form action=//h.example/z></form>"
        let part = "From: a@b.example\nContent-Type: text/html\nContent-Location: \(base)\n\n" + html
        for content in [Content.inspect(html: Array(html.utf8), baseURL: nil), Content.inspect(Message.read(Array(part.utf8)))] {
            #expect(content.remoteLoads.map(\.url) == ["https://h.example/x"])
            #expect(content.links.map(\.url) == ["https://h.example/y"])
            #expect(content.forms.map(\.host) == ["h.example"])
        }
    }

    /// HTML §4.2.3: a base that is refused is the first one all the same.
    @Test func aRefusedBaseIsTheFirst() {
        let html = "<base href=javascript:1><base href=http://h.example/><img src=x>"
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).remoteLoads.isEmpty)
    }

    /// A link, or a style that loads, which a block cuts off goes on behind it: it is one all the same.
    @Test func whatABlockCutsOffCountsOnce() {
        let html = "<p><b style='background:url(http://h.example/x)'><a href=http://h.example/y>one<p>two</p></a></b>"
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.remoteLoads.map(\.kind) == ["css-background"])
        #expect(content.links.map(\.text) == ["one two"])
    }

    @Test func manyAddressesInOneAttribute() {
        let set = (0..<300).map { "http://h.example/\($0) \($0)w" }.joined(separator: ",")
        #expect(Content.inspect(html: Array("<img srcset='\(set)'>".utf8), baseURL: nil).remoteLoads.count == 300)
        let pings = (0..<1_200).map { "http://h.example/\($0)" }.joined(separator: " ")
        let content = Content.inspect(html: Array("<a href=# ping='\(pings)'>x</a>".utf8), baseURL: nil)
        #expect(content.remoteLoads.count == 1_000)
        #expect(content.limits.count == 1)
    }

    /// The place is the tag in the part.
    @Test func place() throws {
        let html = "<p>ä</p>\n<img src='http://h.example/x'>"
        let place = try #require(Content.inspect(html: Array(html.utf8), baseURL: nil).remoteLoads.first?.place)
        #expect(place.offset == 10)
        #expect(place.length == 30)
        #expect(place.name == "img")
        #expect(place.text == "<img src='http://h.example/x'>")
    }

    @Test func baseOfThePage() {
        let content = Content.inspect(
            html: Array("<img src=/a.gif>".utf8), baseURL: "https://www.example.org/dir/page.html")
        #expect(content.remoteLoads.first?.url == "https://www.example.org/a.gif")
    }

    @Test func headersAndParts() {
        let text = """
            From: a@a.example\r\nX-Image-URL: http://h.example/face.gif\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
            Content-Type: message/external-body; access-type=URL;\r\n URL="http://h.example/\r\n part"\r\n\r\n\
            Content-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n\
            <img src=http://h.example/not-opened>\r\n--b\r\nContent-Type: text/html\r\n\
            Content-Location: http://h.example/dir/page\r\n\r\n<img src=x>\r\n--b--\r\n
            """
        let loads = Content.inspect(Message.read(Array(text.utf8))).remoteLoads
        #expect(loads.map(\.kind).sorted() == ["external-body", "header-x-image-url", "img"])
        #expect(
            loads.map(\.url).sorted() == [
                "http://h.example/dir/x", "http://h.example/face.gif", "http://h.example/part",
            ])
    }
}
