import Backstamp
import TestSupport
import Testing

/// Which pictures are beacons, and which only look like them.
@Suite struct ContentBeaconTests {
    @Test(arguments: [
        ("<img src='http://e.example/a/123ef89329817898/32489' width=1 height=1>", "tiny"),
        ("<img src='http://e.example/track.gif' style='width:1px;height:1px'>", "tiny"),
        ("<img src='http://e.example/track.gif' width = \"1\" height = \"1\">", "tiny"),
        ("<img src='http://e.example/?id=7' width=2 height=2>", "tiny"),
        ("<img src='http://e.example/?id=7' width=0 height=0>", "tiny"),
        (
            "<img src='http://e.example/?id=7' width=600 height=200 style='width:1px!important;height:1px!important'>",
            "tiny"
        ),
        ("<style>.t{width:1px;height:1px}</style><img class=t src='http://e.example/?id=7'>", "tiny"),
        ("<img src='http://e.example/?id=f3a91c77d2e84b60aa' style='display:none'>", "hidden"),
        ("<div style='display:none'><img src='http://e.example/o/?id=f3a91c77d2e84b60aa'></div>", "hidden"),
        (
            "<div style='position:absolute;left:-9999px'><img src='http://e.example/?u=f3a91c77d2e84b60aa'></div>",
            "hidden"
        ),
        ("<img src='http://e.example/?u=f3a91c77d2e84b60aa' style='opacity:0'>", "hidden"),
        ("<img src='https://mailtrack.io/trace/mail/507.png' width=600 height=200>", "vendor"),
        ("<img src='https://u1.ct.sendgrid.net/wf/open?upn=u001.abc'>", "vendor"),
        ("<img src='http://e.example/banner.png?to=ann@example.org' width=600 height=90>", "token"),
        ("<div style='background:url(https://mailtrack.io/trace/mail/507.png)'></div>", "vendor"),
        // A line of one pixel, drawn by an identifier.
        ("<img src='https://e.example/q/Ubx77BBfOyNy38kfz55oRnanQz8cO4sF95' width=20 height=1>", "tiny"),
        // The sheet's `auto` leaves the attributes' ratio.
        ("<style>img{height:auto}</style><img src='https://e.example/mo/k_767471653_5956934_1325192_8535816.gif' width=2 height=2>", "tiny"),
        // Visible, and called after what it counts.
        ("<img src='https://e.example/mm/MarkRead?m=27021558&h=uBn6_sdjVJ8Dmr08mYuLuACBQH4A' width=108 height=40>", "token"),
        // Nothing but an identifier, alone on its host.
        ("<img src='https://hooks.e.example/?t=jpYoQGjjSGuo0DCaLurhH1GXDK5Ggc1o0'>", "token"),
        ("<img src='https://click.e.example/j/590211394?nvep=ew0KICAiVGVuYW50VXJpIjogIm5ncHZhbjovL3Zhbi9GRU1BSi9GRU1BSi8xLzgx'>", "token"),
        ("<img src='https://shop.sc.omtrdc.net/b/ss/shopprod/1?AQB=1&ch=E-mail'>", "vendor"),
        // A quote left open, and no scheme.
        ("<img width='1px' height='1px' alt=\" src=\"email.e.com/o/eJwdj0uOwzAMQ08z2TlQZPmjRRZFD1Io\">", "tiny"),
    ])
    func found(html: String, kind: String) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).beacons.map(\.kind) == [kind])
    }

    @Test(arguments: [
        "<img src='https://e.example/foo.png' width=32 height=16 style='border:1px solid gray'>",
        "<img src='https://e.example/spacer.gif' width=1 height=1>",
        "<img src='https://e.example/spacer.gif' width=620 height=1>",
        "<img src='https://e.example/lib/fe90157070640d7a7c/m/3/pi_svc_spacer.gif' height=10 width=1>",
        "<img src='https://e.example/b.gif' width=1 height=1>",
        "<img src='cid:image001.gif@01D99D4F.450764F0' width=0 height=0 style='display:none'>",
        "<img src='https://e.example/logo_mobile.png' style='display:none;width:0;max-height:0;overflow:hidden' width=1 height=1>",
        "<img src='https://e.example/line.png?v=2' width='100%' height=1>",
        "<img src='https://e.example/images/20de30fd-817d-4622-8215-813ea022b758.png' width=600>",
        "<div style='display:none'><img src='https://e.example/images/20de30fd-817d-4622-8215-813ea022b758.png'></div>",
        "<img src='https://www.hubspot.com/logo' width=600 height=200>",
        "<img src='https://e.example/p.jpg?w=560' srcset='https://e.example/p.jpg?w=750 750w'>",
        "<a href='https://u1.ct.sendgrid.net/wf/click?upn=1'>x</a>",
        "<img src='https://e.example/line/a_0b1c2d3e4f5a6b7c8d9e.png' width=600 height=1>",
        "<a href='https://e.example/'><img src='https://e.example/AOy3E3f0db9xjAyC5SzJ5HaPEmo9wFfjK2p_t6OcZz7c'></a>",
        "<img src='https://lh3.googleusercontent.com/ADKq_NanxgymFmO8xIiHyzpwTpq8gWlMy0paRcJaF'>",
        "<style>img{height:auto;width:600px}</style><img src='https://e.example/show/7?v=f3a91c77d2e84b60aa' width=1 height=1>",
        "<img width=1 alt=\" src=\"logo.png\">",
        "<img src='https://ehr.e.example/publicCal.sas?method=viewFacilityLogo&digest=d1c1a0dc62345265fb1ffbf50038f44bfc436cd6d15eb7ae98'>",
    ])
    func clean(html: String) {
        #expect(Content.inspect(html: Array(html.utf8), baseURL: nil).beacons.isEmpty)
    }

    /// The recipient's address, however it is wrapped, on a picture that is large and seen.
    @Test(arguments: [
        "ann.lee@example.org", "ann.lee%40example.org", "ANN.LEE@Example.ORG", "ann.lee=example.org",
        "gro.elpmaxe@eel.nna", "YW5uLmxlZUBleGFtcGxlLm9yZw", "Z2Fubi5sZWVAZXhhbXBsZS5vcmc",
        "616e6e2e6c6565406578616d706c652e6f7267",
        "7b46be4e5fddd72590cfecc67a89132a", "f8f538dd5c5c615fbf665e797e696458e2f35601",
        "c9556853d9f4efa243a062fed91566563d0c1d1385a4ef117671a3ac1bfbab40",
    ])
    func recipientsAddress(token: String) {
        let html = "<img src='http://e.example/p/\(token)/banner.jpg' width=600 height=200>"
        let content = Content.inspect(mail(html: html))
        #expect(content.beacons.map(\.kind) == ["token"], "\(token)")
    }

    /// Border spacers from a counter's host under a foreign author: the alert mails of 2007.
    @Test func spacersOfAThirdParty() {
        let html = """
            <table background="http://media.whatcounts.com/x/border_top.gif"><tr><td>
            <img src="http://media.whatcounts.com/x/border_left_spacer.gif" width=8 height=100>
            <img src="http://media.whatcounts.com/x/spacer.gif" width=1 height=1></table>
            """
        let beacons = Content.inspect(mail(from: "alerts@mi5.gov.uk", html: html)).beacons
        #expect(beacons.map(\.kind) == ["spacer", "tiny"])
        #expect(beacons.allSatisfy { $0.vendor == "WhatCounts" && $0.host == "media.whatcounts.com" })
    }

    @Test func oneBeaconPerURL() {
        let html = String(repeating: "<img src='http://e.example/?id=7' width=1 height=1>", count: 5)
        let content = Content.inspect(html: Array(html.utf8), baseURL: nil)
        #expect(content.beacons.count == 1)
        #expect(content.remoteLoads.count == 5)
    }

    @Test func catalogue() {
        #expect(Trackers.vendorCount >= 300)
        #expect(Trackers.match(host: "mkt4477.com", target: "/open?x=1")?.vendor == "Acoustic")
        #expect(Trackers.match(host: "notmkt.example", target: "/open") == nil)
        #expect(Trackers.match(host: "evil-sendgrid.net", target: "/wf/open") == nil)
        #expect(Trackers.match(host: "", target: "") == nil)
    }

    /// The sets of the shared data; the figures are what is reached today.
    @Test(
        .enabled(if: SharedData.isWanted("beacons")),
        arguments: [("mailtrackerblocker", 523), ("simplify", 255), ("trocker", 9)])
    func reaches(name: String, floor: Int) throws {
        struct Set: Decodable {
            struct Case: Decodable {
                let id: String
                let html: String
                let want: String
                let vendor: [String]
            }
            let cases: [Case]
        }
        func bare(_ name: String) -> String {
            var name = name.lowercased()
            for suffix in [".com", ".net", ".org", ".io", ".co", ".de", ".jp", ".me"] where name.hasSuffix(suffix) {
                name.removeLast(suffix.count)
            }
            return name.filter { $0.isLetter || $0.isNumber }
        }
        var wrong: [String] = []
        let cases = try SharedData.decode(Set.self, "beacons/\(name)/cases.json").cases
        for one in cases {
            let beacons = Content.inspect(html: Array(one.html.utf8), baseURL: nil).beacons
            let vendors = beacons.compactMap(\.vendor).map(bare)
            let isRight =
                switch one.want {
                case "clean": beacons.isEmpty
                case "beacon": !beacons.isEmpty
                default:
                    one.vendor.map(bare).contains { want in vendors.contains { $0.contains(want) || want.contains($0) }
                    }
                }
            if !isRight { wrong.append(one.id) }
        }
        #expect(cases.count - wrong.count >= floor, Comment(rawValue: wrong.joined(separator: "; ")))
    }

    private func mail(from: String = "news@shop.example", html: String) -> Message {
        let text = """
            From: Shop <\(from)>\r\nTo: Ann <Ann.Lee@example.org>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/html; charset=utf-8\r\n\r\n\(html)\r\n
            """
        return Message.read(Array(text.utf8))
    }
}
