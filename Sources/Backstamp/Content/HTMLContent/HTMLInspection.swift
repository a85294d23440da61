/// Walks through one HTML document and gathers loads, links, forms and text. Nothing is judged here and nothing is
/// fetched.
///
/// Documents inside the document (`srcdoc`, conditional comments of Outlook) are walked through as well, three deep.
/// Limits are those of `Content`; each that is hit is named in `HTMLContent.limits`.
import HTML

struct HTMLInspection {
    private(set) var content = HTMLContent()
    private let part: Int
    private var base: WebURL?
    private var openLink: Int?
    private var openForm: Int?
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
            case .start(let tag): start(tag, &walker, octets, offset, nesting)
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
        _ tag: HTMLTag, _ walker: inout HTMLWalker, _ octets: [UInt8], _ offset: Int, _ nesting: Int
    ) {
        let isConcealed = walker.open.marks.contains(Self.concealed)
        let style = sheet.style(of: tag, in: walker.open)
        var shape = style.shape
        if isConcealed, shape.hiddenBy == nil { shape.hiddenBy = "an element around it is hidden" }
        if style.concealsContent, walker.isOpen { walker.mark([Self.concealed, .hidden]) }
        content.visibleText.pass(tag)

        let source = tag.range.clamped(to: 0..<octets.count)
        let place = Place(
            .html, name: tag.name, index: part, offset: source.lowerBound + offset, length: source.count,
            text: String(decoding: octets[source].prefix(1_200), as: UTF8.self))

        for load in style.loads { add(load.url, load.kind, place) }
        loads(of: tag, shape, place)
        documents(in: tag, place, nesting)
        switch tag.name {
        case "a", "area": link(tag, place, keepOpen: walker.isOpen)
        case "form": form(tag, place)
        case "input", "select", "textarea", "button": field(tag)
        case "meta": meta(tag, place)
        case "link": linkElement(tag, place)
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
            for load in sheet.add(styleText) { add(load.url, load.kind, place) }
            styleText = []
        default: break
        }
    }

    private mutating func take(_ text: ArraySlice<UInt8>, _ open: OpenElements) {
        if let last = open.last, last.tag.traits.contains(.neverShown) || open.marks.contains(.hidden) {
            if last.tag.name == "style" { styleText += text.prefix(max(0, DocumentStyle.maximumLength - styleText.count)) }
            guard open.marks.contains(Self.concealed), !last.tag.traits.contains(.neverShown) else { return }
            let length = text.count { $0 > 0x20 }
            content.hiddenTextLength += length
            content.textLength += length
            return
        }
        content.textLength += text.count { $0 > 0x20 }
        content.visibleText.append(text)
        if let openLink { content.links[openLink].text.append(folding: text) }
    }

    // MARK: Loads

    private mutating func loads(of tag: HTMLTag, _ shape: ImageShape, _ place: Place) {
        if let attribute = tag.attribute(LoadingAttributes.everywhere.attribute), tag.name != "v:background" {
            add(Array(attribute.value), "background", place)
        }
        if tag.name == "img" || tag.name == "image" { content.imageCount += 1 }
        if tag.name == "img", tag.attribute("src") == nil, let source = misquotedSource(place.text) {
            add(source, "img-misquoted", place, shape: shape, alt: "")
        }
        if tag.name == "input", tag["type"]?.lowercased() == "image", let source = tag.attribute("src") {
            content.imageCount += 1
            add(Array(source.value), "input-image", place, shape: shape, alt: tag["alt"])
        }
        for row in LoadingAttributes.rows(tag.name) {
            guard let attribute = tag.attribute(row.attribute), !attribute.value.isEmpty else { continue }
            switch row.reading {
            case .url:
                if row.kind == "base" {
                    if let url = WebURL(attribute.value, base: base) { base = url }
                    continue
                }
                // A parameter's value may be anything; only a whole URL is one.
                if row.kind == "param", WebURL(attribute.value) == nil { continue }
                let isImage = row.kind == "img" || row.kind == "img-lowsrc" || row.kind == "svg-image"
                add(Array(attribute.value), row.kind, place, shape: isImage ? shape : nil, alt: tag["alt"])
            case .sourceSet: for url in SourceSet.urls(attribute.value) { add(url, row.kind, place) }
            case .spaces: for url in SourceSet.pieces(attribute.value, commas: false) { add(url, row.kind, place) }
            case .commas: for url in SourceSet.pieces(attribute.value, commas: true) { add(url, row.kind, place) }
            }
        }
    }

    /// A quote left open before `src="…"` makes it part of other attributes: browsers load nothing then, lenient clients
    /// and scanners do.
    private func misquotedSource(_ text: String) -> [UInt8]? {
        let octets = Array(text.utf8)
        let opening = Array(" src=\"http".utf8)
        guard octets.count > opening.count else { return nil }
        for start in 0..<(octets.count - opening.count) where octets[start] == 0x20 && octets[start...].starts(with: opening) {
            return Array(octets[(start + 6)...].prefix { $0 != 0x22 })
        }
        return nil
    }

    private mutating func linkElement(_ tag: HTMLTag, _ place: Place) {
        // Every keyword may load: stylesheet, icon, preload, prefetch, dns-prefetch, preconnect, … (HTML §4.6.7).
        let relations = (tag["rel"] ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(4)
        let kind = relations.isEmpty ? "link" : "link-" + relations.joined(separator: "-")
        if let target = tag.attribute("href") { add(Array(target.value), kind, place) }
        if let set = tag.attribute("imagesrcset") {
            for url in SourceSet.urls(set.value) { add(url, kind, place) }
        }
    }

    private mutating func meta(_ tag: HTMLTag, _ place: Place) {
        guard let directive = tag["http-equiv"]?.lowercased(), let value = tag.attribute("content")?.value else { return }
        switch directive {
        case "refresh": refresh(value, place)
        // A header field that some clients read here (RFC 8288 §3).
        case "link":
            for piece in value.prefix(8_000).split(separator: UInt8(ascii: "<")) where piece.contains(UInt8(ascii: ">")) {
                add(Array(piece.prefix { $0 != UInt8(ascii: ">") }), "meta-link", place)
            }
        // A policy reports to where it says (CSP 3 §6.5.1).
        case "content-security-policy", "content-security-policy-report-only":
            for directive in value.prefix(8_000).split(separator: UInt8(ascii: ";")) {
                let words = directive.split { $0 <= 0x20 }
                guard words.first?.elementsEqual("report-uri".utf8) == true else { continue }
                for word in words.dropFirst().prefix(10) { add(Array(word), "meta-policy-report", place) }
            }
        default: break
        }
    }

    /// HTML §4.2.5.3: seconds, then `url=` in any case, quotes allowed.
    private mutating func refresh(_ value: ArraySlice<UInt8>, _ place: Place) {
        var rest = value.drop { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }.dropFirst().drop { $0 <= 0x20 }
        if rest.prefix(3).elementsEqual("url".utf8, by: { $0 | 0x20 == $1 }) {
            let after = rest.dropFirst(3).drop { $0 <= 0x20 }
            if after.first == UInt8(ascii: "=") { rest = after.dropFirst().drop { $0 <= 0x20 } }
        }
        if let quote = rest.first, quote == 0x22 || quote == 0x27 { rest = rest.dropFirst().prefix { $0 != quote } }
        if !rest.isEmpty { add(Array(rest), "meta-refresh", place) }
    }

    private mutating func add(
        _ octets: [UInt8], _ kind: String, _ place: Place, shape: ImageShape? = nil, alt: String? = nil
    ) {
        guard let url = RemoteURL(octets, base: base) else {
            if kind == "css-import", let data = DataURL(octets), data.kind == .styleSheet {
                for load in DocumentStyle.loads(data.content[...]) where load.kind != "css-import" { add(load.url, load.kind, place) }
            }
            return
        }
        guard content.loads.count < Content.loadLimit else {
            content.limits.insert("more than \(Content.loadLimit) loads")
            return
        }
        let load = Content.RemoteLoad(url: url.text, kind: kind, host: url.host, place: place)
        if let shape {
            content.images.append(
                ShownImage(
                    load: load, words: url.parsed.map { URLWords($0) }, shape: shape, alt: alt ?? "",
                    loadIndex: content.loads.count))
        }
        content.loads.append(load)
        content.loadURLs.append(url.parsed)
    }

    // MARK: Links and forms

    private mutating func link(_ tag: HTMLTag, _ place: Place, keepOpen: Bool) {
        guard let target = tag.attribute("href") ?? tag.attribute("xlink:href") else { return }
        guard content.links.count < Content.linkLimit else {
            openLink = nil
            content.limits.insert("more than \(Content.linkLimit) links")
            return
        }
        let raw = String(decoding: target.value.prefix(Content.partLimit), as: UTF8.self)
        let url = WebURL(target.value, base: base)
        content.links.append(HTMLContent.RawLink(target: raw, url: url, text: "", place: place))
        if tag.name == "area" {
            content.links[content.links.count - 1].text = tag["alt"] ?? ""
        } else if keepOpen {
            openLink = content.links.count - 1
        }
    }

    private mutating func form(_ tag: HTMLTag, _ place: Place) {
        guard content.forms.count < Content.formLimit else {
            content.limits.insert("more than \(Content.formLimit) forms")
            return
        }
        let written = tag["action"] ?? ""
        let url = WebURL(written, base: base)
        let isEncrypted = url?.scheme == "https"
        content.forms.append(
            Content.Form(
                action: url?.href ?? written, method: tag["method"]?.lowercased() == "post" ? "post" : "get",
                encrypted: isEncrypted, host: url?.hostname, fields: [], place: place))
        openForm = content.forms.count - 1
    }

    private mutating func field(_ tag: HTMLTag) {
        guard let openForm, content.forms[openForm].fields.count < 200 else { return }
        let type = tag.name == "input" ? tag["type"]?.lowercased() ?? "text" : tag["type"]?.lowercased() ?? tag.name
        let name = tag["name"] ?? tag["id"] ?? ""
        if name.isEmpty, ["submit", "button", "reset", "image"].contains(type) { return }
        content.forms[openForm].fields.append("\(name.prefix(100)) (\(type.prefix(40)))")
    }

    // MARK: Documents inside

    /// Those that an attribute holds: `srcdoc`, and `data:` URLs of pages and style sheets.
    private mutating func documents(in tag: HTMLTag, _ place: Place, _ nesting: Int) {
        if tag.name == "iframe", let document = tag.attribute("srcdoc") {
            nested(Array(document.value), place.offset ?? 0, nesting)
        }
        guard let attribute = tag.attribute(tag.name == "object" ? "data" : tag.name == "link" ? "href" : "src"),
            Self.holders.contains(tag.name), let data = DataURL(attribute.value)
        else { return }
        switch data.kind {
        case .document: nested(data.content, place.offset ?? 0, nesting)
        case .styleSheet: for load in DocumentStyle.loads(data.content[...]) { add(load.url, load.kind, place) }
        }
    }

    private static let holders: Set<String> = ["iframe", "frame", "object", "embed", "link"]

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
        add(Array(target.value), "xml-stylesheet", Place(.html, name: "xml-stylesheet", index: part, offset: offset, text: text))
    }
}

extension String {
    /// Appends text with its white space folded, up to the limit of a link's text.
    fileprivate mutating func append(folding text: ArraySlice<UInt8>) {
        guard utf8.count < Content.linkTextLimit else { return }
        var isGap = false
        for word in text.prefix(Content.linkTextLimit).split(omittingEmptySubsequences: false, whereSeparator: { $0 <= 0x20 }) {
            if isGap, !isEmpty, !hasSuffix(" ") { append(" ") }
            isGap = true
            append(String(decoding: word, as: UTF8.self))
        }
    }
}
