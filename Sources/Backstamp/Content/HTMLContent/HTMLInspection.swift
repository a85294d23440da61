/// Walks through one HTML document and gathers loads, links, forms and text. Nothing is judged here and nothing is
/// fetched.
///
/// Documents inside the document (`srcdoc`, conditional comments of Outlook) are walked through as well, three deep.
/// Limits are those of `Content`; each that is hit is named in `HTMLContent.limits`.
import HTML

struct HTMLInspection {
    var content = HTMLContent()
    let part: Int
    var base: WebURL?
    /// The document has said itself what its addresses are relative to.
    var hasBase = false
    var openLink: Int?
    var openForm: Int?
    private var styleText: [UInt8] = []
    private var sheet = DocumentStyle()
    private var rendering = Rendering()
    /// The document that is walked through, and where it starts in the part.
    private(set) var octets: [UInt8] = []
    private(set) var start = 0
    var addresses = AddressCache()
    /// Kept here, because a global is asked each time whether it is there.
    let loadingAttributes = LoadingAttributes.masks

    /// What hides an element hides what it contains.
    private static var concealed: OpenElement.Marks { OpenElement.Marks(rawValue: 1 << 1) }
    private static let maximumNesting = 3

    init(part: Int, base: WebURL?) {
        self.part = part
        self.base = base
    }

    /// - Parameters:
    ///   - octets: UTF-8.
    ///   - offset: where they start in the part.
    mutating func run(_ octets: [UInt8], offset: Int = 0, nesting: Int = 0) {
        var octets = octets
        if octets.count > Content.partLimit {
            octets.removeSubrange(Content.partLimit...)
            content.limits.insert("HTML beyond \(Content.partLimit) octets was not examined")
        }
        let outer = (self.octets, start)
        (self.octets, start) = (octets, offset)
        defer { (self.octets, start) = outer }
        for entity in ExternalEntities.find(octets) {
            let place = Place(
                .html, name: "!ENTITY", index: part, offset: entity.range.lowerBound + offset,
                length: entity.range.count, text: String(decoding: entity.url, as: UTF8.self))
            add(entity.url, entity.kind, .place(place))
        }
        var walker = HTMLWalker(octets)
        while let event = walker.next() {
            switch event {
            case .start(let tag): if start(tag, walker, nesting) { walker.mark([Self.concealed, .hidden]) }
            case .end(let element): end(element, nesting)
            case .text(let text): take(text, walker)
            case .comment(let data, let range):
                comment(walker.octets(of: data), at: range.lowerBound + offset, nesting)
            case .doctype: break
            }
        }
        if sheet.isTruncated { content.limits.insert("more style rules than are applied") }
        if walker.open.isTruncated { content.limits.insert("elements nested deeper than \(OpenElements.maximumDepth)") }
        if walker.limits.contains(.attributes) {
            content.limits.insert("more than \(HTMLTokenizer.maximumAttributes) attributes in a tag")
        }
    }

    /// A part that is a style sheet by itself.
    mutating func styleSheet(_ octets: [UInt8]) {
        let place = Place(.body, name: "text/css", index: part, offset: 0, length: octets.count, text: "text/css")
        for load in DocumentStyle.loads(octets.prefix(Content.partLimit)) { add(load.url, load.kind, .place(place)) }
    }

    // MARK: Elements

    /// - Returns: whether something hides the element.
    private mutating func start(_ tag: HTMLTag, _ walker: borrowing HTMLWalker, _ nesting: Int) -> Bool {
        content.visibleText.pass(tag)
        // Most tags of a mail are structure: nothing is said of them.
        if tag.attributeCount == 0, sheet.isEmpty {
            if !walker.isReopened { startsBare(walker) } else if tag.name == .a { openLink = nil }
            return false
        }
        let isConcealed = walker.marks.contains(Self.concealed)
        let style = sheet.style(of: walker)
        let hiddenBy = tag.has(.hidden) ? "hidden" : style.hiddenBy
        if walker.isOpen { rendering.open(walker, style.paint, hiddenBy: hiddenBy) }
        if walker.isReopened {
            // The same link goes on, and what its tag loads was listed.
            if tag.name == .a {
                let offset = offset(.tag(tag))
                openLink = content.links.lastIndex { $0.place.offset == offset }
            }
            return hiddenBy != nil
        }
        if !style.loads.isEmpty {
            for load in style.loads { add(load.url, load.kind, .tag(tag)) }
        }
        if tag.attributeCount == 0 {
            startsBare(walker)
            return hiddenBy != nil
        }
        loads(of: walker, style, hiddenBy: hiddenBy ?? (isConcealed ? "an element around it is hidden" : nil))
        switch tag.name {
        case .a, .area: link(walker)
        case .form: form(walker)
        case .input, .select, .textarea, .button: field(walker)
        case .meta: meta(walker)
        case .link:
            linkElement(walker)
            documents(in: walker, nesting)
        case .iframe, .frame, .object, .embed: documents(in: walker, nesting)
        case .style: styleText = []
        default: break
        }
        return hiddenBy != nil
    }

    /// Of the tags without attributes these say something all the same.
    private mutating func startsBare(_ walker: borrowing HTMLWalker) {
        switch walker.tag.name {
        case .form: form(walker)
        case .style: styleText = []
        default: break
        }
    }

    private mutating func end(_ element: OpenElement, _ nesting: Int) {
        content.visibleText.pass(element.tag)
        rendering.close(element.tag)
        switch element.tag.name {
        case .a: openLink = nil
        case .form: openForm = nil
        case .style:
            let place = Place(.html, name: "style", index: part, offset: element.tag.range.lowerBound, text: "<style>")
            for load in sheet.add(styleText) { add(load.url, load.kind, .place(place)) }
            styleText = []
        default: break
        }
    }

    private mutating func take(_ run: HTMLText, _ walker: borrowing HTMLWalker) {
        let marks = walker.marks
        if walker.isBlank(run), !marks.contains(.hidden) || walker.innermost?.name != .style {
            if !marks.contains(.hidden) { separate() }
            return
        }
        if marks.contains(.hidden), let innermost = walker.innermost {
            if innermost.name == .style {
                styleText += walker.octets(of: run).prefix(max(0, DocumentStyle.maximumLength - styleText.count))
            }
            guard marks.contains(Self.concealed), !innermost.traits.contains(.neverShown) else { return }
            let text = walker.octets(of: run)
            let length = Ink(text).length
            content.hiddenTextLength += length
            content.textLength += length
            hide(text, rendering.hiddenBy ?? "hidden", run)
            return
        }
        // White space of any kind is folded here.
        let text = walker.octets(of: run, newlines: false)
        let ink = Ink(text)
        guard ink.length > 0 else {
            content.visibleText.append(text)
            if let openLink { content.links[openLink].text.append(folding: text) }
            return
        }
        content.textLength += ink.length
        if let reason = rendering.hiddenBy {
            content.hiddenTextLength += ink.length
            hide(walker.octets(of: run), reason, run)
            return
        }
        if !ink.isASCII { noteSigns(text, run, walker) }
        content.visibleText.append(text)
        if let openLink { content.links[openLink].text.append(folding: text) }
    }

    /// White space between what stands before and what follows.
    private mutating func separate() {
        content.visibleText.separate()
        if let openLink { content.links[openLink].text.append(folding: Self.blank) }
    }

    private static let blank: ArraySlice<UInt8> = [0x20]

    private mutating func hide(_ text: ArraySlice<UInt8>, _ technique: String, _ run: HTMLText) {
        guard content.hiddenText.count < Content.hiddenTextLimit else { return }
        let length = InvisibleText.inkLength(text.prefix(Self.judgedOctets))
        guard length > 0 else { return }
        content.hiddenText.append(
            Content.HiddenText(technique: technique, length: length, place: place(text, run)))
    }

    private mutating func noteSigns(_ text: ArraySlice<UInt8>, _ run: HTMLText, _ walker: borrowing HTMLWalker) {
        let signs = InvisibleText.signs(in: text)
        for (kind, number) in [("zero-width", signs.zeroWidth), ("bidi-override", signs.bidi), ("tag", signs.tags)]
        where number > 0 {
            if let index = content.invisibleSigns.firstIndex(where: { $0.kind == kind }) {
                content.invisibleSigns[index].count += number
            } else {
                content.invisibleSigns.append(
                    Content.InvisibleSigns(kind: kind, count: number, place: place(walker.octets(of: run), run)))
            }
        }
    }

    private func place(_ text: ArraySlice<UInt8>, _ run: HTMLText) -> Place {
        Place(
            .html, name: "text", index: part, offset: run.range.lowerBound + start, length: run.range.count,
            octets: text)
    }

    private static let judgedOctets = 64 * 1024

    /// How much of a text makes a mark, judged by its octets.
    private struct Ink {
        /// Octets that are no white space.
        var length = 0
        var isASCII = true

        init(_ text: ArraySlice<UInt8>) {
            let octets = text.span
            var all: UInt8 = 0
            var start = 0
            // In pieces that an octet can count, so that many are looked at together.
            while start < octets.count {
                let piece = octets.extracting(start..<min(start + 255, octets.count))
                var count: UInt8 = 0
                for index in piece.indices {
                    count &+= piece[index] > 0x20 ? 1 : 0
                    all |= piece[index]
                }
                length &+= Int(count)
                start += piece.count
            }
            isASCII = all < 0x80
        }
    }

    // MARK: Documents inside

    /// Those that an attribute holds: `srcdoc`, and `data:` URLs of pages and style sheets.
    private mutating func documents(in walker: borrowing HTMLWalker, _ nesting: Int) {
        let tag = walker.tag
        let offset = offset(.tag(tag))
        if tag.name == .iframe, let document = walker.value(.srcdoc) { nested(Array(document), offset, nesting) }
        guard let value = walker.value(tag.name == .object ? .data : tag.name == .link ? .href : .src),
            let data = DataURL(value)
        else { return }
        switch data.kind {
        case .document: nested(data.content, offset, nesting)
        case .styleSheet: for load in DocumentStyle.loads(data.content[...]) { add(load.url, load.kind, .tag(tag)) }
        }
    }

    private mutating func nested(_ octets: [UInt8], _ offset: Int, _ nesting: Int) {
        guard nesting < Self.maximumNesting else {
            content.limits.insert("documents nested deeper than \(Self.maximumNesting)")
            return
        }
        (openLink, openForm) = (nil, nil)
        let outer = rendering
        rendering = Rendering()
        run(octets, offset: offset, nesting: nesting + 1)
        rendering = outer
        (openLink, openForm) = (nil, nil)
    }

    /// Outlook reads what stands in `<!--[if mso]> … <![endif]-->`; XML processors read `<?xml-stylesheet?>`.
    private mutating func comment(_ data: ArraySlice<UInt8>, at offset: Int, _ nesting: Int) {
        let start = data.drop { $0 <= 0x20 }
        if start.starts(with: "[if".utf8), let bracket = data.firstIndex(of: UInt8(ascii: "]")) {
            let body = data[bracket...].dropFirst(2)
            if !body.isEmpty { nested(Array(body), offset + 4 + (body.startIndex - data.startIndex), nesting) }
            return
        }
        guard start.first == UInt8(ascii: "?"), start.dropFirst().starts(with: "xml-stylesheet".utf8) else { return }
        // Its pseudo-attributes are written as those of a tag.
        var walker = HTMLWalker(Array("<x ".utf8) + start.dropFirst(15) + Array(">".utf8))
        guard case .start = walker.next(), let target = walker.value(.href) else { return }
        let text = String(decoding: start.prefix(300), as: UTF8.self)
        add(target, "xml-stylesheet", .place(Place(.html, name: "xml-stylesheet", index: part, offset: offset, text: text)))
    }
}
