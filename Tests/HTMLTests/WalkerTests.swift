import HTML
import TestSupport
import Testing

@Suite struct WalkerTests {
    /// Each run of text with the names of its open ancestors.
    static func paths(_ html: String) -> [String] {
        var walker = HTMLWalker(Array(html.utf8))
        var paths: [String] = []
        while let event = walker.next() {
            guard event == .text else { continue }
            let names = walker.open.elements.filter { !$0.isClosed }.map(\.tag.name.text)
            paths.append((names + [String(decoding: walker.octets(of: walker.text), as: UTF8.self)]).joined(separator: ">"))
        }
        return paths
    }

    @Test(arguments: [
        ("<p>a<p>b", ["p>a", "p>b"]), ("<p>a<b>b</p>c", ["p>a", "p>b>b", "b>c"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["ul>li>a", "ul>li>b", "ul>li>ul>li>c", "ul>li>d"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", ["table>tr>td>a", "table>tr>td>b", "table>tr>td>c", "d"]),
        ("<table><tr><td><table><tr><td>a</table>b", ["table>tr>td>table>tr>td>a", "table>tr>td>b"]),
        ("<div>a<br>b<img>c</div>", ["div>a", "div>b", "div>c"]), ("<div/>a", ["div>a"]), ("<svg><g/>a", ["svg>a"]),
        ("<b><div>a</b>b</div>c", ["b>div>a", "div>b", "c"]), ("<a>x<div><a>y", ["a>x", "div>a>y"]),
        ("<div><span>a</div>b</span>c", ["div>span>a", "b", "c"]), ("<span><div></span>a", ["span>div>a"]),
        ("<dl><dt>a<dd>b", ["dl>dt>a", "dl>dd>b"]),
        ("<select><option>a<option>b", ["select>option>a", "select>option>b"]),
        ("<html><head><title>t</title><body>a</body></html>b", ["html>title>t", "html>body>a", "html>body>b"]),
        // Formatting elements start again, but not outside of the cell they stood in.
        ("<p><b>a<p>b</b>c", ["p>b>a", "p>b>b", "p>c"]), ("<p><a><i>a</p>b", ["p>a>i>a", "a>i>b"]),
        ("<table><tr><td><b>a<td>b</table>c", ["table>tr>td>b>a", "table>tr>td>b", "c"]),
        ("<p><a>a<p><a>b", ["p>a>a", "p>a>b"]), ("<p><b>a</p></b>b", ["p>b>a", "b"]),
        ("<h1>a<h2>b</h1>c", ["h1>a", "h2>b", "c"]), ("</div>a</p>b", ["a", "b"]),
    ])
    func textHasItsAncestors(_ html: String, _ want: [String]) { #expect(Self.paths(html) == want) }

    @Test func everyStartHasItsEnd() {
        var walker = HTMLWalker(Array("<div><p>a<table><tr><td>b<div><b>c</div></b></table><li>d".utf8))
        var balance: [String: Int] = [:]
        while let event = walker.next() {
            switch event {
            case .start: balance[walker.tag.name.text, default: 0] += 1
            case .end: balance[walker.tag.name.text, default: 0] -= 1
            default: break
            }
        }
        #expect(balance.count == 7 && balance.values.allSatisfy { $0 == 0 })
    }

    @Test func reopenedElementsAreKnown() {
        var walker = HTMLWalker(Array("<p><a href=1>x</p>y<a href=2>z".utf8))
        var starts: [String] = []
        while let event = walker.next() {
            if event == .start {
                starts.append(walker.tag.name.text + (walker[.href] ?? "") + (walker.isReopened ? "+" : ""))
            }
        }
        #expect(starts == ["p", "a1", "a1+", "a2"])
    }

    /// A start that comes again reads its tag anew, so that a long one may not come again for each block.
    @Test(arguments: [(2_000, false), (20_000, true)])
    func reopeningIsBounded(_ length: Int, _ isTruncated: Bool) {
        let tag = "<b title=" + String(repeating: "x", count: length) + ">"
        let html = "<p>\(tag)x" + String(repeating: "<p>x", count: 400) + "<i>y</p>z"
        var walker = HTMLWalker(Array(html.utf8))
        var (octets, texts) = (0, 0)
        while let event = walker.next() {
            if event == .start, walker.isReopened { octets += walker.tag.range.count }
            if event == .text { texts += 1 }
        }
        #expect(texts == 403 && octets <= OpenElements.maximumReopenedOctets)
        #expect(walker.open.isReopeningTruncated == isTruncated)
        if isTruncated { #expect(octets > OpenElements.maximumReopenedOctets - length * 2) }
    }

    /// Those of a tag that was read with others before may be gone.
    @Test func attributesAreThoseOfAStart() {
        let html = String(repeating: "<p class=a title=b>x</p class=c>y</i class=d><!--z-->", count: 100)
        var walker = HTMLWalker(Array(html.utf8))
        var starts = 0
        while let event = walker.next() {
            #expect((walker[.class] == "a") == (event == .start) && (walker.attribute(.title) != nil) == (event == .start))
            starts += event == .start ? 1 : 0
        }
        #expect(starts == 100 && walker.attribute(.class) == nil)
    }

    /// What a walk leaves for the next one says nothing of its document, whether it came to the end of it or not.
    @Test func memoryTellsNothing() {
        let documents = ["<div class=a><p>x<b>y", "<p>z</p></div><table><tr><td class=b>w", "", "<i>v</p>u</i>"]
        var memory = HTMLWalker.Memory()
        for events in [Int.max, 3, Int.max] {
            for html in documents {
                var alone = HTMLWalker(Array(html.utf8))
                var walker = HTMLWalker(Array(html.utf8), &memory)
                var left = events
                while left > 0, let event = walker.next() {
                    left -= 1
                    let same = alone.next()
                    #expect(same == event)
                    #expect(alone.tag.name == walker.tag.name && alone[.class] == walker[.class] && alone.open.count == walker.open.count)
                }
                if left > 0 {
                    let end = alone.next()
                    #expect(end == nil)
                }
                walker.giveBack(to: &memory)
            }
        }
    }

    @Test func marksAreInherited() {
        let html = "<div class=h>a<b>b</b></div>c<b class=h><p>d</b>e</p><img class=h>f<style>g</style>"
        var walker = HTMLWalker(Array(html.utf8))
        var hidden = ""
        var shown = ""
        while let event = walker.next() {
            switch event {
            case .start: if walker[.class] == "h" { walker.mark(.hidden) }
            case .text:
                let string = String(decoding: walker.octets(of: walker.text), as: UTF8.self)
                if walker.open.marks.contains(.hidden) { hidden += string } else { shown += string }
            default: break
            }
        }
        #expect(hidden == "abdg" && shown == "cef")
    }

    @Test func depthIsBounded() {
        let html = String(repeating: "<div>", count: 600) + "a" + String(repeating: "</div>", count: 600) + "b"
        var walker = HTMLWalker(Array(html.utf8))
        var depths: [Int] = []
        while let event = walker.next() {
            if event == .text { depths.append(walker.open.count) }
        }
        #expect(depths == [500, 0] && walker.open.isTruncated)
    }

    @Test func nearestAncestor() throws {
        var walker = HTMLWalker(Array("<a href=1><div><img></a><img></div>".utf8))
        var links: [Int?] = []
        while let event = walker.next() {
            if event == .start, walker.tag.name == .img { links.append(walker.open.nearest(.a)?.tag.range.lowerBound) }
        }
        #expect(links == [0, nil])
    }

    @Test(arguments: [
        (" a \n b&nbsp; c<br>d", "a b c\nd"), ("<p>a</p>\n<p>b</p>", "a\nb"), ("<td>a</td><td>b</td>", "a b"),
        ("a<b>b</b>c", "abc"), ("<div><div>a</div></div><hr>b", "a\nb"), ("&nbsp;", ""),
    ])
    func visibleText(_ html: String, _ want: String) {
        var walker = HTMLWalker(Array(html.utf8))
        var text = VisibleText()
        var gap = VisibleText.Gap.none
        while let event = walker.next() {
            switch event {
            case .start, .end: gap.pass(walker.tag)
            case .text:
                text.add(gap)
                let octets = Array(walker.octets(of: walker.text))
                text.append(octets, octets.indices)
                gap = .none
            default: break
            }
        }
        #expect(text.string == want)
    }

    @Test func visibleTextIsBounded() {
        var text = VisibleText(limit: 10)
        text.append(Array("0123456789abc".utf8), 0..<13)
        #expect(text.string == "0123456789" && text.isTruncated)
    }

    /// What lies beyond the limit is not looked at.
    @Test func visibleTextEndsAtItsLimit() {
        var text = VisibleText(limit: 10)
        let run = Array(String(repeating: "ab\n", count: 1 << 20).utf8)
        text.append(run, run.indices)
        let time = processorTime { for _ in 0..<1_000 { text.append(run, run.indices) } }
        #expect(text.string == "ab ab ab a" && text.isTruncated)
        // A debug build; to walk through it once takes a tenth of a second and more.
        #expect(time < .seconds(2), "\(time)")
    }
}
