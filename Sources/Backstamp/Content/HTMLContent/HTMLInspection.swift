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

    /// What hides an element hides what it contains.
    private static let concealed = OpenElement.Marks(rawValue: 1 << 1)
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
        for entity in ExternalEntities.find(octets) {
            let place = Place(
                .html, name: "!ENTITY", index: part, offset: entity.range.lowerBound + offset,
                length: entity.range.count, text: String(decoding: entity.url, as: UTF8.self))
            add(Array(entity.url), entity.kind, TagOrigin(place))
        }
        var walker = HTMLWalker(octets)
        while let event = walker.next() {
            switch event {
            case .start(let tag): start(tag, &walker, TagOrigin(tag, part: part, octets: octets, offset: offset), nesting)
            case .end(let element): end(element, nesting)
            case .text(let text, let range): take(text, walker.open, at: range.lowerBound + offset, range.count)
            case .comment(let data, let range): comment(data, at: range.lowerBound + offset, nesting)
            case .doctype: break
            }
        }
        if sheet.isTruncated { content.limits.insert("more style rules than are applied") }
        if walker.open.isTruncated { content.limits.insert("elements nested deeper than \(OpenElements.maximumDepth)") }
        if walker.tokenizer.limits.contains(.attributes) {
            content.limits.insert("more than \(HTMLTokenizer.maximumAttributes) attributes in a tag")
        }
    }

    /// A part that is a style sheet by itself.
    mutating func styleSheet(_ octets: [UInt8]) {
        let place = Place(.body, name: "text/css", index: part, offset: 0, length: octets.count, text: "text/css")
        for load in DocumentStyle.loads(octets.prefix(Content.partLimit)) { add(load.url, load.kind, TagOrigin(place)) }
    }

    // MARK: Elements

    private mutating func start(
        _ tag: HTMLTag, _ walker: inout HTMLWalker, _ origin: TagOrigin, _ nesting: Int
    ) {
        let isConcealed = walker.open.marks.contains(Self.concealed)
        let style = sheet.style(of: tag, in: walker.open)
        var shape = style.shape
        if isConcealed, shape.hiddenBy == nil { shape.hiddenBy = "an element around it is hidden" }
        if style.concealsContent, walker.isOpen { walker.mark([Self.concealed, .hidden]) }
        if walker.isOpen, !tag.attributes.isEmpty || !style.declared.isEmpty {
            rendering.open(tag, style.declared, hiddenBy: style.shape.hiddenBy)
        }
        content.visibleText.pass(tag)

        if walker.isReopened {
            // The same link goes on, and what its tag loads was listed.
            if tag.name == "a" { openLink = content.links.lastIndex { $0.place.offset == origin.offset } }
            return
        }
        for load in style.loads { add(load.url, load.kind, origin) }
        // Most tags of a mail are structure and have none of these.
        guard !tag.attributes.isEmpty || tag.name == "form" || tag.name == "style" else { return }
        loads(of: tag, shape, origin)
        switch tag.name {
        case "a", "area": link(tag, origin, keepOpen: walker.isOpen)
        case "form": form(tag, origin)
        case "input", "select", "textarea", "button": field(tag)
        case "meta": meta(tag, origin)
        case "link":
            linkElement(tag, origin)
            documents(in: tag, origin, nesting)
        case "iframe", "frame", "object", "embed": documents(in: tag, origin, nesting)
        case "style": styleText = []
        default: break
        }
    }

    private mutating func end(_ element: OpenElement, _ nesting: Int) {
        content.visibleText.pass(element.tag)
        rendering.close(element.tag)
        switch element.tag.name {
        case "a": openLink = nil
        case "form": openForm = nil
        case "style":
            let place = Place(.html, name: "style", index: part, offset: element.tag.range.lowerBound, text: "<style>")
            for load in sheet.add(styleText) { add(load.url, load.kind, TagOrigin(place)) }
            styleText = []
        default: break
        }
    }

    private mutating func take(_ text: ArraySlice<UInt8>, _ open: OpenElements, at offset: Int, _ count: Int) {
        let length = Self.inkLength(text)
        if open.marks.contains(.hidden), let last = open.last {
            if last.tag.name == "style" {
                styleText += text.prefix(max(0, DocumentStyle.maximumLength - styleText.count))
            }
            guard open.marks.contains(Self.concealed), !last.tag.traits.contains(.neverShown) else { return }
            content.hiddenTextLength += length
            content.textLength += length
            hide(text, rendering.hiddenBy ?? "hidden", at: offset, count)
            return
        }
        guard length > 0 else {
            content.visibleText.append(text)
            if let openLink { content.links[openLink].text.append(folding: text) }
            return
        }
        content.textLength += length
        if let reason = rendering.hiddenBy {
            content.hiddenTextLength += length
            hide(text, reason, at: offset, count)
            return
        }
        noteSigns(text, at: offset, count)
        content.visibleText.append(text)
        if let openLink { content.links[openLink].text.append(folding: text) }
    }

    private mutating func hide(_ text: ArraySlice<UInt8>, _ technique: String, at offset: Int, _ count: Int) {
        guard content.hiddenText.count < Content.hiddenTextLimit else { return }
        let length = InvisibleText.inkLength(text.prefix(Self.judgedOctets))
        guard length > 0 else { return }
        content.hiddenText.append(
            Content.HiddenText(technique: technique, length: length, place: place(text, at: offset, count)))
    }

    private mutating func noteSigns(_ text: ArraySlice<UInt8>, at offset: Int, _ count: Int) {
        let signs = InvisibleText.signs(in: text)
        for (kind, number) in [("zero-width", signs.zeroWidth), ("bidi-override", signs.bidi), ("tag", signs.tags)]
        where number > 0 {
            if let index = content.invisibleSigns.firstIndex(where: { $0.kind == kind }) {
                content.invisibleSigns[index].count += number
            } else {
                content.invisibleSigns.append(
                    Content.InvisibleSigns(kind: kind, count: number, place: place(text, at: offset, count)))
            }
        }
    }

    private func place(_ text: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> Place {
        Place(
            .html, name: "text", index: part, offset: offset, length: count,
            text: String(decoding: text.prefix(Place.textLimit * 4), as: UTF8.self))
    }

    private static let judgedOctets = 64 * 1024

    /// Octets that are no white space.
    private static func inkLength(_ text: ArraySlice<UInt8>) -> Int {
        let octets = text.span
        var length = 0
        for index in octets.indices where octets[index] > 0x20 { length &+= 1 }
        return length
    }

    // MARK: Documents inside

    /// Those that an attribute holds: `srcdoc`, and `data:` URLs of pages and style sheets.
    private mutating func documents(in tag: HTMLTag, _ origin: TagOrigin, _ nesting: Int) {
        if tag.name == "iframe", let document = tag.attribute("srcdoc") {
            nested(Array(document.value), origin.offset, nesting)
        }
        guard let attribute = tag.attribute(tag.name == "object" ? "data" : tag.name == "link" ? "href" : "src"),
            let data = DataURL(attribute.value)
        else { return }
        switch data.kind {
        case .document: nested(data.content, origin.offset, nesting)
        case .styleSheet: for load in DocumentStyle.loads(data.content[...]) { add(load.url, load.kind, origin) }
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
        var tokenizer = HTMLTokenizer(Array("<x ".utf8) + start.dropFirst(15) + Array(">".utf8))
        guard case .startTag(let tag) = tokenizer.next(), let target = tag.attribute("href") else { return }
        let text = String(decoding: start.prefix(300), as: UTF8.self)
        add(
            Array(target.value), "xml-stylesheet",
            TagOrigin(Place(.html, name: "xml-stylesheet", index: part, offset: offset, text: text)))
    }
}
