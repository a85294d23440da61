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
    /// Of the document that is walked through.
    var linkNumbers = LinkNumbers()
    var buttons = FormButtons()
    /// What the message may still have.
    var room = ContentRoom()
    /// Octets of fields that may still be listed again for buttons, of all documents.
    var repeatedFields = FormButtons.repeatedFields
    private var styleText: [UInt8] = []
    /// The `style` element applies to nothing.
    private var isStyleInert = false
    /// Where the tags of open elements stand that a style makes stand apart, in the order of the document.
    private var apart: [Int] = []
    private var sheet = DocumentStyle()
    private var rendering = Rendering()
    private var walkers = WalkMemory.noWalkers
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
    ///   - memory: stays empty.
    mutating func walk(_ octets: [UInt8], _ memory: inout WalkMemory) {
        exchange(&memory)
        walk(octets, offset: 0, nesting: 0)
        exchange(&memory)
        memory.removeAll()
    }

    private mutating func exchange(_ memory: inout WalkMemory) {
        swap(&sheet, &memory.sheet)
        swap(&rendering, &memory.rendering)
        swap(&walkers, &memory.walkers)
    }

    /// - Parameter offset: where the document starts in the part.
    private mutating func walk(_ octets: [UInt8], offset: Int, nesting: Int) {
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
        var walker = HTMLWalker(input, &walkers[nesting])
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
        walker.giveBack(to: &walkers[nesting])
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
        if sheet.isTruncated { content.limits.insert("more styles than are applied") }
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
        add(DocumentStyle.loads(octets.prefix(Content.partLimit)), .place(place))
    }

    /// What a style loads.
    private mutating func add(_ loads: [DocumentStyle.Load], _ origin: TagOrigin) {
        noteLimit(of: loads)
        for load in loads { add(load.url, load.kind, origin) }
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
        let hiddenBy = tag.has(.hidden) && Self.isHidden(walker, style) ? .attribute : style?.hiddenBy
        if let style, style.standsApart { startApart(walker) }
        if walker.isOpen { rendering.open(walker, style, hiddenBy: hiddenBy) }
        if walker.isReopened {
            // The same link goes on, and what its tag loads was listed.
            if tag.name == .a { openLink = linkNumbers[tag] }
            return hiddenBy != nil
        }
        if let style, !style.loads.isEmpty { add(style.loads, .tag(tag, document)) }
        if tag.isBare {
            startsBare(walker)
            return hiddenBy != nil
        }
        loads(of: walker, style, hiddenBy: hiddenBy ?? (isConcealed ? .ancestor : nil))
        switch tag.name {
        case .a, .area: link(walker)
        case .vArc, .vCurve, .vGroup, .vImage, .vLine, .vOval, .vPolyline, .vRect, .vRoundrect, .vShape: link(walker)
        case .form: form(walker)
        case .input, .select, .textarea, .button: field(walker)
        case .meta: meta(walker)
        case .link:
            linkElement(walker)
            documents(in: walker, nesting)
        case .iframe, .frame, .object, .embed: documents(in: walker, nesting)
        case .style: startStyle(walker)
        default: break
        }
        return hiddenBy != nil
    }

    /// What its `hidden` attribute says holds unless the author's style says more; an element that is to be found by a search is
    /// not hidden by its display.
    private static func isHidden(_ walker: borrowing HTMLWalker, _ style: ElementStyle?) -> Bool {
        guard let style, style.isDisplayed else { return true }
        return walker[.hidden]?.lowercased() == "until-found"
    }

    /// Its text starts and ends a line.
    private mutating func startApart(_ walker: borrowing HTMLWalker) {
        texts.gap = .line
        let start = walker.tag.range.lowerBound
        // One that starts again stands behind others.
        if walker.isOpen, apart.last.map({ $0 < start }) ?? true { apart.append(start) }
    }

    private mutating func endApart(_ tag: HTMLTag) {
        guard let place = apart.lastIndex(of: tag.range.lowerBound) else { return }
        apart.remove(at: place)
        texts.gap = .line
    }

    /// Of the tags without attributes these say something all the same.
    private mutating func startsBare(_ walker: borrowing HTMLWalker) {
        switch walker.tag.name {
        case .form: form(walker)
        case .style: startStyle(walker)
        default: break
        }
    }

    private mutating func startStyle(_ walker: borrowing HTMLWalker) {
        styleText = []
        isStyleInert = isInert(walker)
    }

    /// What a `template` contains is not part of the document (HTML §4.12.3).
    func isInert(_ walker: borrowing HTMLWalker) -> Bool { walker.open.nearest(.template) != nil }

    private mutating func end(_ tag: HTMLTag) {
        texts.gap.pass(tag)
        if let last = apart.last, last >= tag.range.lowerBound { endApart(tag) }
        rendering.close(tag)
        switch tag.name {
        case .a: openLink = nil
        case .vArc, .vCurve, .vGroup, .vImage, .vLine, .vOval, .vPolyline, .vRect, .vRoundrect, .vShape: endShape(tag)
        case .style:
            let place = Place(.html, name: "style", index: part, offset: tag.range.lowerBound, text: "<style>")
            add(isStyleInert ? DocumentStyle.loads(styleText[...]) : sheet.add(styleText), .place(place))
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
            let room = max(0, DocumentStyle.maximumLength - styleText.count)
            if text.count > room { content.limits.insert("more than \(DocumentStyle.maximumLength) octets in a style sheet") }
            styleText += text.prefix(room)
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
        if data.isTruncated { content.limits.insert("more than \(DataURL.maximumLength) octets in a data: address") }
        switch data.kind {
        case .document: nested(data.content, offset, nesting)
        case .styleSheet: add(DocumentStyle.loads(data.content[...]), .tag(tag, document))
        }
    }

    /// - Parameter isPart: who reads it reads it as part of the page around it, with the styles and the base of that. What it
    ///   says of them itself holds in it alone, because others do not read it.
    private mutating func nested(_ octets: [UInt8], _ offset: Int, _ nesting: Int, isPart: Bool = false) {
        guard nesting < Self.maximumNesting else {
            content.limits.insert("documents nested deeper than \(Self.maximumNesting)")
            return
        }
        let outerLink = openLink
        openLink = nil
        readTexts()
        let outer = (rendering, document, linkNumbers, buttons)
        let (outerBase, outerApart) = ((base, hasBase), apart)
        apart = []
        rendering = Rendering()
        if isPart {
            let rules = sheet.ruleCount
            sheet.enterPart()
            walk(octets, offset: offset, nesting: nesting + 1)
            sheet.leavePart(rulesBefore: rules)
        } else {
            var other = sheet.ofAnother()
            hasBase = false
            swap(&sheet, &other)
            walk(octets, offset: offset, nesting: nesting + 1)
            swap(&sheet, &other)
            sheet.takeWork(of: other)
        }
        readTexts()
        (rendering, document, linkNumbers, buttons) = outer
        (base, hasBase) = outerBase
        apart = outerApart
        // A document in a comment or an attribute does not end it.
        openLink = outerLink
    }

    /// Outlook reads what stands in `<!--[if mso]> … <![endif]-->`; XML processors read `<?xml-stylesheet?>`.
    private mutating func comment(_ data: ArraySlice<UInt8>, at offset: Int, _ nesting: Int) {
        let start = data.drop { $0 <= 0x20 }
        if start.starts(with: "[if".utf8), let bracket = data.firstIndex(of: UInt8(ascii: "]")) {
            let body = data[bracket...].dropFirst(2)
            if !body.isEmpty { nested(Array(body), offset + 4 + (body.startIndex - data.startIndex), nesting, isPart: true) }
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
