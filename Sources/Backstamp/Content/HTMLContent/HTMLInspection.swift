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
    var openLink: Int?
    var openForm: Int?
    private var styleText: [UInt8] = []
    private var sheet = DocumentStyle()

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
        var walker = HTMLWalker(octets)
        while let event = walker.next() {
            switch event {
            case .start(let tag): start(tag, &walker, TagOrigin(tag, part: part, octets: octets, offset: offset), nesting)
            case .end(let element): end(element, nesting)
            case .text(let text, _): take(text, walker.open)
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

    // MARK: Elements

    private mutating func start(
        _ tag: HTMLTag, _ walker: inout HTMLWalker, _ origin: TagOrigin, _ nesting: Int
    ) {
        let isConcealed = walker.open.marks.contains(Self.concealed)
        let style = sheet.style(of: tag, in: walker.open)
        var shape = style.shape
        if isConcealed, shape.hiddenBy == nil { shape.hiddenBy = "an element around it is hidden" }
        if style.concealsContent, walker.isOpen { walker.mark([Self.concealed, .hidden]) }
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

    private mutating func take(_ text: ArraySlice<UInt8>, _ open: OpenElements) {
        let length = Self.inkLength(text)
        if open.marks.contains(.hidden), let last = open.last {
            if last.tag.name == "style" {
                styleText += text.prefix(max(0, DocumentStyle.maximumLength - styleText.count))
            }
            guard open.marks.contains(Self.concealed), !last.tag.traits.contains(.neverShown) else { return }
            content.hiddenTextLength += length
            content.textLength += length
            return
        }
        content.textLength += length
        content.visibleText.append(text)
        if let openLink { content.links[openLink].text.append(folding: text) }
    }

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
        run(octets, offset: offset, nesting: nesting + 1)
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
