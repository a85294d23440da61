@testable import HTML
import Testing

@Suite struct CSSTests {
    static func octets(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    static func kinds(_ css: String) -> [CSSToken.Kind] {
        var tokenizer = CSSTokenizer(octets(css))
        var kinds: [CSSToken.Kind] = []
        while true {
            let token = tokenizer.next()
            if token.kind == .end { return kinds }
            kinds.append(token.kind)
        }
    }

    @Test(arguments: [
        ("a/* ; */b", [CSSToken.Kind.ident, .ident]), ("-1.5e3px+2%", [.dimension, .percentage]),
        ("url( a )url('a')url(a b)", [.url, .function, .string, .closeParenthesis, .badURL]),
        ("u\\72l(a)", [.url]), ("--x -y -1", [.ident, .whitespace, .ident, .whitespace, .number]),
        ("<!---->", [.cdo, .cdc]), ("'a\n'", [.badString, .whitespace, .string]), ("'a\\\r\nb'", [.string]),
        ("@media #a #", [.atKeyword, .whitespace, .hash, .whitespace, .delimiter]), ("/* open", []),
        ("\\", [.delimiter]),
        ("1e 1.a .5", [.dimension, .whitespace, .number, .delimiter, .ident, .whitespace, .number]), ("url(", [.url]),
    ])
    func tokens(_ css: String, _ want: [CSSToken.Kind]) { #expect(Self.kinds(css) == want) }

    /// `name=value`, with `!` for important.
    static func declarations(_ css: String) -> [String] {
        CSSParser.declarations(octets(css)).map {
            $0.name + "=" + String(decoding: $0.value, as: UTF8.self) + ($0.isImportant ? "!" : "")
        }
    }

    @Test(arguments: [
        ("color:red;width : 1px ", ["color=red", "width=1px"]), ("COLOR:red ! important", ["color=red!"]),
        ("a;b:c", ["b=c"]), ("a:url(x;y);b:c", ["a=url(x;y)", "b=c"]), ("a:(;)b;c:d", ["a=(;)b", "c=d"]),
        ("d\\69splay:none", ["display=none"]), ("a:b}c:d;e:f", ["a=b}c:d", "e=f"]), ("@x{a:b}c:d", ["c=d"]),
        (";;a:", ["a="]), ("a:'x;y';b:c!important;", ["a='x;y'", "b=c!"]), ("/*a:b;*/c:d", ["c=d"]),
    ])
    func declarations(_ css: String, _ want: [String]) { #expect(Self.declarations(css) == want) }

    @Test(arguments: [
        ("0", 0.0), ("1px", 1), ("0.75pt", 1), ("0.5em", 8), ("1in", 96), ("3", 3), ("-2px", -2), ("0%", 0),
        ("1e-3px", 0.001),
    ])
    func lengths(_ text: String, _ want: Double) throws {
        let pixels = try #require(CSSLength(Self.octets(text))?.pixels)
        #expect(abs(pixels - want) < 1e-9)
    }

    @Test(arguments: ["50%", "auto", "1px 2px", "", "10vw"])
    func noFixedLength(_ text: String) { #expect(CSSLength(Self.octets(text))?.pixels == nil) }

    @Test func values() throws {
        let list = CSSParser.declarations(
            Self.octets(
                "display: NONE; opacity:.0; font:1px/2px Arial; background: url(a) #fff; color:rgb(255 0 0 / 50%)"))
        #expect(list.map(\.property) == [.display, .opacity, .font, .background, .color])
        #expect(list[0].keyword == "none" && list[1].number == 0 && list[2].keyword == nil)
        #expect(list[2].firstLength?.pixels == 1)
        #expect(list[3].color == CSSColor(red: 255, green: 255, blue: 255) && list[3].urls.count == 1)
        #expect(list[4].color == CSSColor(red: 255, green: 0, blue: 0, alpha: 0.5))
        for text in ["FFFFFF", "#ffffff", "White", " w hite "] {
            let octets = Self.octets(text)
            #expect(CSSColor(attribute: octets.span) == CSSColor(red: 255, green: 255, blue: 255))
        }
    }

    @Test(arguments: [
        ("background:url(a)", ["url background a"]), ("background:url( 'a' )", ["url background a"]),
        ("list-style-image: src(\"a\")", ["src list-style-image a"]),
        (
            "background:-webkit-image-set('a' 1x, url(b) 2x type('image/png'))",
            ["image-set background a", "image-set background b"]
        ),
        (
            "@import 'a' screen; @import url(b); @import url('c'); p{x:url(d)}",
            ["import - a", "import - b", "import - c", "url x d"]
        ),
        ("@namespace url(a); /* url(b) */ content:'url(c)'", []), ("a{b:u\\52 l(c)}", ["url b c"]),
        ("@font-face{src:local('x'),url(\\61 b) format('woff')}", ["url src ab"]),
        ("filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='a',sizingMethod='crop')", ["filter filter a"]),
        ("@media print{p{background:url(a)}}", ["url background a"]), ("background:url(a", ["url background a"]),
    ])
    func urls(_ css: String, _ want: [String]) {
        let got = CSSParser.urls(Self.octets(css)).map {
            "\($0.construct.rawValue) \($0.property ?? "-") \(String(decoding: $0.url, as: UTF8.self))"
        }
        #expect(got == want)
    }

    @Test func rulesAndConditions() {
        let sheet = CSSStylesheet(
            Self.octets(
                "<!-- @charset 'x'; p,.a{color:red} @media  PRINT {b{color:blue;&:hover{x:y}top:1px}} a:hover{x:y} i{x:y -->"
            ))
        #expect(sheet.rules.map(\.selectors.count) == [2, 1, 1])
        #expect(sheet.rules.map(\.conditions) == [[], ["print"], []])
        #expect(sheet.values[sheet.rules[1].values].map(\.property) == [.color, .top])
    }

    @Test(
        arguments: [
            (".h{display:none}", "<p class='a h'>", .nothing),
            ("#x{display:none}.h{display:block}", "<p id=x class=h>", .nothing),
            ("p{display:none}p{display:block}", "<p>", .apart),
            ("p{display:none!important}", "<p style=display:block>", .nothing),
            ("p{display:none}", "<p style=display:block>", .apart), ("div p{display:none}", "<div><b><p>", .nothing),
            ("div>p{display:none}", "<div><b><p>", nil), ("div>p{display:none}", "<div><p>", .nothing),
            ("p:hover{display:none}", "<p>", nil), ("*{display:none}", "<p>", .nothing),
            ("p.a.b{display:none}", "<p class='b a'>", .nothing),
            ("p{}}p{display:none}", "<p>", nil), ("[x]{display:none}", "<p x>", nil),
            ("td p{display:none}", "<p>", nil),
            // No element has two ids; one that is repeated counts twice.
            ("p{display:none}#q#x{display:block}", "<p id=x>", .nothing),
            ("#x#x{display:none}#x.h{display:block}", "<p id=x class=h>", .nothing),
        ] as [(String, String, CSSDeclaredValue.Keyword?)])
    func cascade(_ css: String, _ html: String, _ want: CSSDeclaredValue.Keyword?) {
        var cascade = CSSCascade()
        cascade.add(CSSStylesheet(Self.octets(css)))
        var walker = HTMLWalker(Array(html.utf8))
        var display: CSSDeclaredValue.Keyword?
        while let event = walker.next() {
            if event == .start, walker.tag.name == .p {
                display = cascade.style(of: walker)[.display]?.keyword
            }
        }
        #expect(display == want)
    }

    /// For each element whether a rule of the sheets matches it.
    static func matched(_ sheets: [String], _ html: String) -> [Bool] {
        var cascade = CSSCascade()
        for sheet in sheets { cascade.add(CSSStylesheet(octets(sheet))) }
        var walker = HTMLWalker(Array(html.utf8))
        var matched: [Bool] = []
        while let event = walker.next() {
            if event == .start { matched.append(!cascade.style(of: walker).isEmpty) }
        }
        return matched
    }

    /// Selectors that are read without tokens are what the tokenizer reads; a comment leaves them to it.
    @Test(arguments: [
        "a>b", "div > p", "a>>b", ">a", "a>", "a..b", ".1a", "p#c#x", "*", "**", "* a", "*a", "a*", "a,p", ",a", "a,,p",
        "a:hover,p", "a+b", "p ~ a", ".a.b#c", "#", "#1", "div .b", "DIV .B", "_a", "a_b-c", "-a", "p.b:first-child, .B", "a b c",
        "o\\:p", "o:p", "p.b a", "div>a", "x-y", ".a .b .B", "div p > a.B", "\u{e9}", ".\u{e9}", "a[b]", "<!-- p", "--x", ". a", "# c",
    ])
    func plainSelectors(_ selector: String) {
        let html = "<div class='a b' id=c><p class=b id=x><a class='B a' id=1><x-y class=é></a></p><o:p></div><p class='&#98;'><a>"
        let rules = ["", "/**/"].map { selector + $0 + "{color:red}" }
        #expect(Self.matched([rules[0]], html) == Self.matched([rules[1]], html))
        #expect(Self.matched(["i{top:1px}b>u{top:2px}", rules[0]], html) == Self.matched([rules[0]], html))
    }

    /// More names than the index has room for at first, in two sheets; some share their rules.
    @Test func manyRules() {
        let rules = (0..<200).map { ".k\($0){top:1px}#i\($0) .k\($0){left:1px}" }
        let html = (0..<220).map { "<b id=i\($0)><i class='x K0 k\($0)'></i></b>" }.joined()
        let want = (0..<220).flatMap { [false, $0 < 200] }
        #expect(Self.matched([rules[..<90].joined(), rules[90...].joined()], html) == want)
    }

    /// What is read without tokens is what the tokenizer reads.
    @Test(arguments: [
        "color:red", " ; COLOR : red ;width:1px; ", "color:red!important", "color:red ! IMPORTANT ;width:0", "color:",
        "color:!important", "color:red!important x", "color:a!b!important", "color:red!", "color: rgb(1,2;3) ;width:2px",
        "background:url(http://a.example/b?c;d) no-repeat;height:0", "background:url( 'a;b' );height:0",
        "font:1px/2px 'A;B',\"C\";color:#fff", "font:'a\nb;color:red", "font:'a", "color:/* ; */red;width:1px",
        "colo\\72:red", "--x:{a;b};color:red", "-x:1;-:2;1a:3;color:red", "color:red;width", "width:1px}color:red",
        "color:a(b(c;d);e);width:1px", "color:[a;b];width:1px", "color:<!--a;width:1px", "a b:c;color:red", ":red;width:1px",
        "color:é;width:1px", "@a;color:red", "color:(a;b);width:2px", "color:url(a'b);width:1px", "color:)a;width:2px",
        "font-size:0;mso-hide:all;background-color:#FFF;MAX-WIDTH:1px;unknown:2;content:'x'", "width:\u{0}1px", "color :red",
        "width:auto;height:AUTO;top:inherit;left:-9999px;margin-left:1.5em;max-height:10%", "color:White;background:NONE",
        "background-color:#ffffff;color:#ggg;background:#ffff;color:url;color:#", "display:none;visibility:collapse;overflow:-x",
        "opacity:0.5;opacity:a;font:bold 1px/2px a;font:a", "background:rgb(1,2,3);color:hsl(1,2%,3%);background:url(a)",
        "background:linear-gradient(red,blue);background:a\\(;color:x red", "text-indent:0;a-,b:c;color:red",
        "background-color:red;background-image:none;mso-line-height-rule:exactly;a-very-long-name-indeed:1;top:0",
    ])
    func plainDeclarations(_ text: String) {
        let octets = Self.octets("-" + text).dropFirst()
        let known = CSSParser.declarations(octets).filter { $0.property != .other }.compactMap(CSSDeclaredValue.init)
        var values: [CSSDeclaredValue] = []
        CSSParser.addKnownValues(octets, to: &values)
        #expect(values == known)
        // In the block of a rule too; the comment leaves it to the tokenizer.
        let blocks = ["", "/**/"].map { CSSStylesheet(Self.octets("p{" + $0 + text + "}i{top:1px}")) }
        #expect(blocks[0].values == blocks[1].values && blocks[0].rules.map(\.values) == blocks[1].rules.map(\.values))
    }

    /// Each piece repeated to 50 kB: what costs quadratic time does not come back from this.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "a{", "(", "url(", "@a ", "a:", "\\", "'", "/*", "}", "a{b:c}", ".a ", "@media a{", "a,", "[",
            "a{b:url(c);", "!important ",
            "image-set(",
        ])
    func hostileInputTakesLinearTime(_ piece: String) {
        let text = Self.octets(String(repeating: piece, count: 50_000 / piece.utf8.count))
        #expect(CSSParser.declarations(text).count <= CSSParser.maximumDeclarations)
        #expect(CSSParser.urls(text).count <= CSSParser.maximumURLs + 1)
        #expect(CSSStylesheet(text).rules.count <= CSSParser.maximumRules)
    }

    /// What is kept of elements that rules were compared with does not outlive them.
    @Test(arguments: ["q-a", "p class='a&amp;b \(String(repeating: "c ", count: 50))'"])
    func textsOfClosedElementsAreLetGo(_ tag: String) {
        var cascade = CSSCascade()
        cascade.add(CSSStylesheet(Self.octets(".z .c{color:red}q-a{top:1px}i b{top:1px}")))
        let inner = "<b class='c\(String(repeating: " d", count: 40))'>x</b>"
        let page = String(repeating: "<\(tag)>\(inner)</\(tag.prefix { $0 != " " })>", count: 200)
        var walker = HTMLWalker(Array(page.utf8))
        var most = 0
        while let event = walker.next() {
            guard case .start = event else { continue }
            _ = cascade.style(of: walker)
            // Texts stand one behind the other: the place of the last tells how many there are.
            var elements = cascade.elements
            for element in elements.ancestors + [elements.subject(walker, Array(page.utf8).span)] {
                most = max(most, element.otherName.range.upperBound, element.classPlaces.upperBound)
                if element.classes.isResolved { most = max(most, element.classes.range.upperBound) }
            }
        }
        #expect(most > 0 && most < 300)
    }

    /// One selector that is invalid makes the whole rule so (Selectors 4 §4.1).
    @Test(arguments: [
        ".x,", ",.x", ".x,,a", ".x,a::foo", ".x,a:foo", ".x:foo", ".x,#1x", ".x,#-", ".x,.1a", ".x,a>", ".x,>a", ".x,a>>b", ".x,a+",
        ".x,~a", ".x,a> +b", ".x,**", ".x,*a", ".x,.a*", ".x,[a]b", ".x,[]", ".x,[1]", ".x,[a=]", ".x,[a=1]", ".x,[a!=b]", ".x,[x|a]", ".x,a b]",
        ".x,50%", ".x,a!b", ".x,a/b", ".x,:", ".x,::", ".x,a: hover", ".x,:hover()", ".x,:not", ".x,:nth-child(a]", ".x,a::hover",
        ".x,_:-ms-lang(x)", ".x,:-webkit-foo", ".x,\"a\"", ".x,<!-- a", ".x,@a", ".x,a:before()", "", " ",
    ], ["", "/**/", " "])
    func invalidSelectors(_ selector: String, _ end: String) {
        let rules = ".x{display:none}" + selector + end + "{display:block}"
        #expect(Self.display(rules, "<p class=x>") == .nothing, "\(rules)")
    }

    /// One that cannot be decided does not.
    @Test(arguments: [
        "a:hover", "a:HOVER", "a::before", "a:before", "::-webkit-foo", "[a]", "[ a = b ]", "[a*='b' i]", "[*|a]", "a+b", "a ~ b",
        ":not(.y)", ":nth-child(2n + 1)", "*|a", "a[b][c]:hover", "a:is(b, c) > d", "*", "#-a", "#\\31", "u + .a", ":root", "a,b",
        "#outlook a", "#q#r", "a:is(:foo)",
    ], ["", "/**/", " "])
    func selectorsBesideOthers(_ selector: String, _ end: String) {
        for list in [selector + ",.x", ".x," + selector] {
            #expect(Self.display(".x{display:none}" + list + end + "{display:block}", "<p class=x>") == .apart, "\(list)")
        }
    }

    /// Of the last `p`.
    static func display(_ css: String, _ html: String) -> CSSDeclaredValue.Keyword? {
        var cascade = CSSCascade()
        cascade.add(CSSStylesheet(octets(css)))
        var walker = HTMLWalker(Array(html.utf8))
        var display: CSSDeclaredValue.Keyword?
        while let event = walker.next() {
            if event == .start, walker.tag.name == .p { display = cascade.style(of: walker)[.display]?.keyword }
        }
        return display
    }

    static func values(_ text: String) -> [CSSDeclaredValue] {
        var values: [CSSDeclaredValue] = []
        CSSParser.addKnownValues(octets(text), to: &values)
        return values
    }

    /// What a property cannot be counts for nothing (CSS Syntax 3 §9).
    @Test(arguments: [
        "display:x", "display:auto", "display:hidden", "display:none block", "display:block inherit", "display:1px", "display:",
        "display:foo(1)", "display:'none'", "display:-x", "visibility:none", "visibility:hidden hidden", "visibility:0", "overflow:none",
        "overflow:hidden auto clip", "opacity:x", "opacity:0 0", "opacity:0px", "opacity:auto", "font-size:x", "font-size:-1px",
        "font-size:0foo", "font-size:0 0", "font-size:auto", "font-size:1px\\9", "color:x", "color:#ggg", "color:#12345", "color:red blue",
        "color:foo(1)", "color:rgb(1)", "color:rgb(1,2,3)x", "color:url(x)", "color:none", "background-color:none",
        "background-color:x", "background-color:#fff url(a)", "background:x", "background:foo(1)", "background:#ggg", "background:",
        "background:red !", "text-indent:x", "text-indent:1px 1px", "text-indent:auto", "left:x", "left:none", "left:1px 2px",
        "width:x", "width:-1px", "width:none", "width:foo(1)", "width:calc(1px) 2px", "max-width:auto", "max-height:-1%", "height:hidden",
        "margin-left:none", "font:x", "font:0", "font:bold Arial", "font:12px", "font:small", "font:a b 'c'", "display:none!x",
        "display:block block", "display:inline flow-root table", "display:table-cell flow", "display:inherit(x)", "text-indent:hanging",
    ])
    func invalidValues(_ text: String) {
        #expect(Self.values(text).isEmpty, "\(text)")
        #expect(Self.values("top:1px;" + text + "!important;left:2px").count == 2, "\(text)")
    }

    @Test(arguments: [
        "display:inline flow-root", "display:-webkit-box", "display:var(--x)", "display:INHERIT", "display:revert-layer", "display:table-cell",
        "display:inline list-item", "visibility:visible", "overflow:hidden auto", "overflow:overlay", "opacity:50%", "opacity:calc(1/2)",
        "opacity:inherit", "opacity:.5", "font-size:small", "font-size:larger", "font-size:1.5em", "font-size:calc(1px + 1em)",
        "font-size:10dvh", "font-size:0", "color:inherit", "color:currentColor", "color:windowtext", "color:lab(1 2 3)",
        "color:rgb(from red r g b)", "color:rgb(calc(1),2,3)", "color:rgb(var(--x))", "color:crimson", "color:#FFFFFF80",
        "color:rgb(1 2 3 / 50%)", "background:none", "background:red url(a) no-repeat center / cover, top", "background:url('a') #fff",
        "background:-webkit-linear-gradient(top, red, blue)", "background:transparent", "background-color:initial", "background:0 0",
        "text-indent:2em hanging", "text-indent:-9999px", "left:auto", "left:-1px", "top:calc(1px)", "width:auto", "width:fit-content",
        "width:-webkit-fill-available", "width:min(1px, 2%)", "max-width:none", "max-width:100%", "height:1000000000px",
        "margin-left:auto", "font:inherit", "font:caption", "font:0/0 a", "font:italic bold 12px/1.5 Arial, sans-serif",
        "font:small 'a b'", "font:400 1px Arial", "font:1em/normal a b", "font:var(--x)", "font:calc(1px) a", "width:100%!important",
        "display:block flow-root list-item", "text-indent:inherit",
    ])
    func validValues(_ text: String) { #expect(Self.values(text).count == 1, "\(text)") }

    @Test func sizesOfFonts() {
        for (text, pixels) in [("font:400 1px Arial", 1.0), ("font:0/0 a", 0), ("font:12px/2px a", 12), ("font:700 0 a", 0), ("font:700 italic 0/0 a", 0),
            ("font:normal 400 normal 0px Arial", 0), ("font:italic small-caps 700 condensed 0px/1 Arial", 0), ("font:oblique 10deg 0px a", 0)] {
            #expect(Self.values(text).first?.length?.pixels == pixels, "\(text)")
        }
    }

    /// A bracket that closes nothing ends nothing.
    @Test(arguments: ["}display:none", "color:red;}display:none", "a};display:none", "a}b;display:none", "a{b:c}display:none"])
    func bracketsThatCloseNothing(_ text: String) {
        let isDropped = !text.hasSuffix(";display:none") && !text.hasPrefix("a{")
        #expect(Self.values(text).contains { $0.property == .display } != isDropped, "\(text)")
    }

    /// However often an id is repeated.
    @Test func oneIDOfMany() {
        let count = 60_000
        let repeated = String(repeating: ".a", count: count) + String(repeating: "#c", count: count)
        #expect(CSSStylesheet(Self.octets(repeated + "#b{top:1px}")).selectors.parts.isEmpty)
        let sheet = CSSStylesheet(Self.octets(repeated + "{top:1px}"))
        let parts = sheet.selectors.parts.count
        #expect(parts == count + 1)
        var cascade = CSSCascade()
        cascade.add(sheet)
        for (tag, applies) in [("<p class=a id=c>", true), ("<p class=a id=b>", false)] {
            var walker = HTMLWalker(Array(tag.utf8))
            _ = walker.next()
            let isEmpty = cascade.style(of: walker).isEmpty
            #expect(isEmpty != applies)
        }
        // Rules of many parts are tried for few elements.
        var walker = HTMLWalker(Array("<p class=a id=c>".utf8))
        _ = walker.next()
        var isTruncated = false
        for _ in 0..<2_000 where !isTruncated {
            _ = cascade.style(of: walker)
            isTruncated = cascade.isTruncated
        }
        #expect(isTruncated)
    }

    @Test(arguments: [(31, true), (32, true), (33, false)], ["{", " {", "/**/{"])
    func compoundsOfASelector(_ compounds: (count: Int, isRead: Bool), _ end: String) {
        let text = String(repeating: "b ", count: compounds.count - 1) + "p" + end + "top:1px}"
        let read = CSSStylesheet(Self.octets(text)).selectors.selectors.count
        #expect(read == (compounds.isRead ? 1 : 0))
    }

    @Test func workIsBounded() {
        let sheet = CSSStylesheet(Self.octets(String(repeating: ".a b .c{color:red}", count: 6_000)))
        var cascade = CSSCascade()
        cascade.add(sheet)
        var walker = HTMLWalker(Array("<p class=c>".utf8))
        _ = walker.next()
        for _ in 0..<2_000 { #expect(cascade.style(of: walker).isEmpty) }
        #expect(sheet.isTruncated && cascade.isTruncated)
    }
}
