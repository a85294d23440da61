/// Walks through one HTML document and gathers loads, links, forms and text. Nothing is judged here and nothing is
/// fetched.
///
/// The walk only notes where texts and addresses stand. They are read behind it, one kind after the other (`readTexts`,
/// `readLoads`), so that each kind runs through little code; and sooner where a document has very many.
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
    /// Of the document that is walked through.
    var linkNumbers = LinkNumbers()
    var buttons = FormButtons()
    /// Octets of fields that may still be listed again for buttons, of all documents.
    var repeatedFields = FormButtons.repeatedFields
    private var styleText: [UInt8] = []
    private var sheet = DocumentStyle()
    private var rendering = Rendering()
    /// The one that is walked through.
    private(set) var document: HTMLDocument
    /// Met and not read.
    var texts = MetTexts()
    var loads: [MetLoad] = []
    /// Kept here, because a global is asked each time whether it is there.
    let loadingAttributes = LoadingAttributes.masks

    /// What hides an element hides what it contains.
    private static var concealed: OpenElement.Marks { OpenElement.Marks(rawValue: 1 << 1) }
    private static let hiding: OpenElement.Marks = [concealed, .hidden]
    private static let maximumNesting = 3

    /// - Parameters:
    ///   - octets: UTF-8.
    ///   - offset: where they start in the part.
    mutating func walk(_ octets: [UInt8], offset: Int = 0, nesting: Int = 0) {
        var octets = octets
        if octets.count > Content.partLimit {
            octets.removeSubrange(Content.partLimit...)
            content.limits.insert("HTML beyond \(Content.partLimit) octets was not examined")
        }
        document = HTMLDocument(octets, start: offset, part: part)
        linkNumbers = LinkNumbers()
        buttons = FormButtons()
        addEntities(octets, offset)
        // What is called for few events, or none, stays out of the loop, which is short for the processor's cache.
        let input = octets
        var walker = HTMLWalker(input)
        while let event = walker.next() {
            switch event {
            case .start:
                texts.gap.pass(walker.tag)
                if isSilent(walker.tag), !walker.isReopened { continue }
                if start(walker, input, nesting) { walker.mark(Self.hiding) }
            case .end: end(walker.tag)
            case .text: take(walker.text, walker.marks, in: walker.marks.hasAny(.hidden) ? walker.innermost : nil)
            case .comment: comment(walker.octets(of: walker.text), at: walker.range.lowerBound + offset, nesting)
            case .doctype: break
            }
        }
        noteLimits(of: walker)
        readButtons()
    }

    @inline(never) private mutating func addEntities(_ octets: [UInt8], _ offset: Int) {
        for entity in ExternalEntities.find(octets) {
            let place = Place(
                .html, name: "!ENTITY", index: part, offset: entity.range.lowerBound + offset,
                length: entity.range.count, text: String(decoding: entity.url, as: UTF8.self))
            add(entity.url, entity.kind, .place(place))
        }
    }

    @inline(never) private mutating func noteLimits(of walker: borrowing HTMLWalker) {
        if sheet.isTruncated { content.limits.insert("more style rules than are applied") }
        if walker.open.isTruncated { content.limits.insert("elements nested deeper than \(OpenElements.maximumDepth)") }
        if walker.open.isReopeningTruncated {
            content.limits.insert("more than \(OpenElements.maximumReopenedOctets) octets of tags that start again")
        }
        if walker.limits.contains(.attributes) {
            content.limits.insert("more than \(HTMLTokenizer.maximumAttributes) attributes in a tag")
        }
    }

    /// A part that is a style sheet by itself.
    mutating func walk(styleSheet octets: [UInt8]) {
        let place = Place(.body, name: "text/css", index: part, offset: 0, length: octets.count, text: "text/css")
        for load in DocumentStyle.loads(octets.prefix(Content.partLimit)) { add(load.url, load.kind, .place(place)) }
    }

    // MARK: Elements

    /// Whether nothing is said of the element: most tags of a mail are structure.
    private func isSilent(_ tag: HTMLTag) -> Bool {
        guard tag.isBare, sheet.isEmpty else { return false }
        // A comparison of names would be a call.
        switch tag.name {
        case .form, .style: return false
        default: return true
        }
    }

    /// - Returns: whether something hides the element.
    private mutating func start(_ walker: borrowing HTMLWalker, _ input: [UInt8], _ nesting: Int) -> Bool {
        let tag = walker.tag
        if tag.isBare, sheet.isEmpty {
            if !walker.isReopened { startsBare(walker) } else if tag.name == .a { openLink = nil }
            return false
        }
        let isConcealed = walker.marks.hasAny(Self.concealed)
        let style = sheet.style(of: walker, in: input)
        let hiddenBy = tag.has(.hidden) ? .attribute : style?.hiddenBy
        if walker.isOpen { rendering.open(walker, style, hiddenBy: hiddenBy) }
        if walker.isReopened {
            // The same link goes on, and what its tag loads was listed.
            if tag.name == .a { openLink = linkNumbers[tag] }
            return hiddenBy != nil
        }
        if let style, !style.loads.isEmpty {
            for load in style.loads { add(load.url, load.kind, .tag(tag, document)) }
        }
        if tag.isBare {
            startsBare(walker)
            return hiddenBy != nil
        }
        loads(of: walker, style, hiddenBy: hiddenBy ?? (isConcealed ? .ancestor : nil))
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

    private mutating func end(_ tag: HTMLTag) {
        texts.gap.pass(tag)
        rendering.close(tag)
        switch tag.name {
        case .a: openLink = nil
        case .form: openForm = nil
        case .style:
            let place = Place(.html, name: "style", index: part, offset: tag.range.lowerBound, text: "<style>")
            for load in sheet.add(styleText) { add(load.url, load.kind, .place(place)) }
            styleText = []
        default: break
        }
    }

    /// - Parameter innermost: the element that it stands in, where it is hidden.
    private mutating func take(_ run: HTMLText, _ marks: OpenElement.Marks, in innermost: HTMLTag?) {
        guard let innermost else {
            if !run.isBlank {
                return met(MetTexts.Run(text: run, kind: .text, gap: texts.gap, link: openLink, hiddenBy: rendering.hiddenBy))
            }
            texts.gap.separate()
            if openLink != nil { met(MetTexts.Run(text: run, kind: .blank, gap: texts.gap, link: openLink, hiddenBy: nil)) }
            return
        }
        if innermost.name == .style {
            // CSS reads CR as a newline by itself.
            let text = run.octets(in: document.octets, newlines: false)
            styleText += text.prefix(max(0, DocumentStyle.maximumLength - styleText.count))
        } else if run.isBlank {
            return
        }
        guard marks.hasAny(Self.concealed), !innermost.traits.contains(.neverShown) else { return }
        met(MetTexts.Run(text: run, kind: .concealed, gap: texts.gap, link: nil, hiddenBy: rendering.hiddenBy))
    }

    private mutating func met(_ run: MetTexts.Run) {
        texts.append(run)
        if texts.isFull { readTexts() }
    }

    // MARK: Documents inside

    /// Those that an attribute holds: `srcdoc`, and `data:` URLs of pages and style sheets.
    private mutating func documents(in walker: borrowing HTMLWalker, _ nesting: Int) {
        let tag = walker.tag
        let offset = document.offset(tag)
        if tag.name == .iframe, let document = walker.value(.srcdoc) { nested(Array(document), offset, nesting) }
        guard let value = walker.value(tag.name == .object ? .data : tag.name == .link ? .href : .src),
            let data = DataURL(value)
        else { return }
        switch data.kind {
        case .document: nested(data.content, offset, nesting)
        case .styleSheet: for load in DocumentStyle.loads(data.content[...]) { add(load.url, load.kind, .tag(tag, document)) }
        }
    }

    private mutating func nested(_ octets: [UInt8], _ offset: Int, _ nesting: Int) {
        guard nesting < Self.maximumNesting else {
            content.limits.insert("documents nested deeper than \(Self.maximumNesting)")
            return
        }
        let opened = (openLink, openForm)
        (openLink, openForm) = (nil, nil)
        readTexts()
        let outer = (rendering, document, linkNumbers, buttons)
        rendering = Rendering()
        sheet.leaveDocument()
        walk(octets, offset: offset, nesting: nesting + 1)
        readTexts()
        sheet.leaveDocument()
        (rendering, document, linkNumbers, buttons) = outer
        // A document in a comment or an attribute ends neither.
        (openLink, openForm) = opened
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
        guard walker.next() == .start, let target = walker.value(.href) else { return }
        let text = String(decoding: start.prefix(300), as: UTF8.self)
        add(target, "xml-stylesheet", .place(Place(.html, name: "xml-stylesheet", index: part, offset: offset, text: text)))
    }
}

extension HTMLInspection {
    /// By way of the initialiser of all members: one that sets them one by one copies all of them at its end.
    init(part: Int, base: WebURL?) {
        self.init(part: part, base: base, document: HTMLDocument([], start: 0, part: part))
    }
}
