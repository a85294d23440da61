import Backstamp
import DNS
import Foundation
import MIME
import Testing

/// Both pictures of a route: what they show, that they keep their width, and that nothing of a mail gets out of them.
@Suite struct RoutePictureTests {
    static let three = [
        "from localhost (localhost [127.0.0.1]) by mx.example.org (amavisd-new, port 10024) with ESMTP id 3; "
            + "Wed, 4 Mar 2026 12:15:12 +0000",
        "from mta.example.net (mta.example.net [8.8.8.8]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) "
            + "by mx.example.org (Postfix) with ESMTPS id 2 for <b@example.org>; Wed, 4 Mar 2026 12:15:10 +0000",
        "from pc.example.net (pc.example.net [9.9.9.9]) by mta.example.net (8.14.4/8.14.4) with ESMTP id 1; "
            + "Wed, 4 Mar 2026 10:15:00 +0000",
    ]

    static func lines(_ fields: [String], _ style: TextReport.Style, author: String? = "a@example.com") -> [String] {
        RouteDiagram.lines(RouteTraceTests.route(fields), author: author, recipient: "b@example.org", style: style)
    }

    @Test func diagram() {
        let want: [String] = [
            "  ● a@example.com (author)",
            "  │",
            "  ○ pc.example.net [9.9.9.9]",
            "  │   🔓 F no TLS · the weakest link",
            "  ○ mta.example.net [8.8.8.8]",
            "──┼── from here on the receiver's own word ──────────────",
            "  │   🔒 A+ TLSv1.3 · after 2 h, the longest wait",
            "  ◉ mx.example.org [127.0.0.1]                  same host",
            "  │   inside · after 2 s",
            "  ◉ mx.example.org",
            "  │",
            "  ● b@example.org (recipient)",
        ]
        #expect(Self.lines(Self.three, TextReport.Style(width: 57)) == want)
    }

    @Test func diagramInASCII() {
        let lines = Self.lines(Self.three, TextReport.Style(width: 80, isUnicode: false))
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
        #expect(lines.contains("  |   [open] F no TLS, the weakest link"))
        #expect(lines.contains { $0.hasPrefix("--+-- from here on") })
    }

    static let hostile =
        [
            "from \u{1B}[31mred\u{202E}\u{0}<script>&\"'.example.net ([8.8.8.8]) by "
                + String(repeating: "x", count: 300) + ".example.org with ESMTP id 2; Wed, 4 Mar 2026 12:15:10 +0000",
            "from 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 ([9.9.9.9]) by b ; x",
        ] + three

    @Test(arguments: [40, 57, 80, 120]) func diagramKeepsItsWidth(_ width: Int) {
        for isUnicode in [true, false] {
            for line in Self.lines(
                Self.hostile, TextReport.Style(width: width, isUnicode: isUnicode), author: "\u{1B}]0;x\u{7}a@b")
            {
                #expect(TerminalText.width(line) <= width, "\(line)")
                #expect(
                    !line.unicodeScalars.contains { $0.properties.generalCategory == .control || $0.value == 0x202E })
            }
        }
    }

    @Test func colourOnlyWhereAsked() {
        #expect(Self.lines(Self.three, TextReport.Style(isColoured: true)).contains { $0.contains("\u{1B}[31m") })
        #expect(!Self.lines(Self.three, TextReport.Style()).contains { $0.contains("\u{1B}") })
    }

    @Test func longRoutesAreShortened() throws {
        let fields = (0..<60).map { index in
            RouteTraceTests.postfix("h\(index).example.net", "8.8.8.8", by: "h\(index + 1).example.net")
        }
        let lines = Self.lines(fields.reversed(), TextReport.Style())
        #expect(lines.contains("  ┆   36 more hops"))
        #expect(lines.count < 70)
        let svg = try #require(
            RouteSVG.picture(RouteTraceTests.route(fields.reversed()), author: nil, recipient: nil))
        #expect(svg.contains("36 more hops"))
    }

    /// What other fields claim of the origin stands between the author and the first relay, marked as a claim.
    @Test func originClaims() throws {
        let message = RouteTraceTests.message(
            "Received: \(Self.three[2])\r\nX-Originating-IP: [8.8.4.4]\r\nX-Sender-IP: 8.8.4.4\r\nFrom: a@example.com\r\n\r\nbody\r\n")
        let route = Route.trace(message, trusted: [], locations: nil)
        let lines = RouteDiagram.lines(route, author: "a@example.com", recipient: nil, style: TextReport.Style(width: 57))
        #expect(lines.filter { $0.contains("claims") } == ["  ◌ 8.8.4.4, as X-Originating-IP claims"])
        #expect(lines.allSatisfy { TerminalText.width($0) <= 57 })
        let svg = try #require(RouteSVG.picture(route, author: "a@example.com", recipient: nil))
        #expect(svg.contains("8.8.4.4, as X-Originating-IP claims") && svg.contains("dot claimed"))
    }

    /// On top a program's note, which is not drawn and is all that the receiver vouches for: what stands below is a claim.
    @Test func theBoundaryStandsThoughItsHopIsNotDrawn() throws {
        let fields = [
            "(qmail 7 invoked by uid 89); 4 Mar 2026 10:15:09 -0000",
            RouteTraceTests.postfix("a.example.net", "8.8.8.8", by: "mx.claim.example"),
        ]
        let lines = Self.lines(fields, TextReport.Style())
        let writer = try #require(lines.firstIndex { $0.contains("mx.claim.example") })
        let boundary = try #require(lines.firstIndex { $0.contains("the receiver's own word") })
        #expect(lines[writer].contains("○") && boundary > writer)
        #expect(!Self.lines(Self.three, TextReport.Style()).joined().contains("○ mx.example.org"))
        let svg = try #require(RouteSVG.picture(RouteTraceTests.route(fields), author: nil, recipient: nil))
        #expect(!svg.contains("dot own"))
    }

    @Test func nothingToDraw() {
        #expect(Self.lines([], TextReport.Style()).isEmpty)
        #expect(RouteSVG.picture(RouteTraceTests.route([]), author: "a", recipient: "b") == nil)
    }

    // MARK: SVG

    @Test func svg() throws {
        let svg = try #require(
            RouteSVG.picture(RouteTraceTests.route(Self.three), author: "a@example.com", recipient: "b@example.org"))
        for text in [
            "pc.example.net", ">F<", ">A+<", "the weakest link", "the longest wait", "the receiver's own word",
        ] {
            #expect(svg.contains(text), "\(text)")
        }
        #expect(svg.contains("@media(prefers-color-scheme:dark)"))
        // Nothing is loaded, nothing runs.
        for word in ["<script", "href", "url(", "<image", "@import", "onload", "foreignObject"] {
            #expect(!svg.contains(word), "\(word)")
        }
    }

    /// Well-formed whatever a mail puts in.
    @Test func svgIsWellFormed() throws {
        let svg = try #require(
            RouteSVG.picture(RouteTraceTests.route(Self.hostile), author: "<a&b>\u{FFFE}\"", recipient: "]]>"))
        #expect(!svg.contains("<script"))
        #expect(svg.contains("&lt;a&amp;b&gt;"))
        var open: [Substring] = []
        for piece in svg.split(separator: "<") {
            guard let end = piece.firstIndex(of: ">") else {
                Issue.record("no end of the tag: \(piece)")
                continue
            }
            let tag = piece[..<end]
            let name = tag.prefix { $0.isLetter || $0 == "/" }
            if name.hasPrefix("/"), tag.first == "/" {
                #expect(open.popLast() == name.dropFirst())
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
        #expect(!svg.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0xFFFE })
    }
}
