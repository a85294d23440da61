/// One message on its way through the steps of `Content.inspect`, in their order.
import HTML
import MIME

struct ContentSteps {
    private(set) var content = Content()
    private let reader: Content.Reader
    /// Parts of type text/plain, as UTF-8.
    private var plain: [(part: MIMEPart, text: [UInt8])] = []
    private var documents: [Document] = []
    private var hasMoreParts = false
    private var room = ContentRoom()

    /// A part that is a document or a style sheet.
    private struct Document {
        /// nil for a page by itself.
        let part: MIMEPart?
        var inspection: HTMLInspection
    }

    init(_ reader: Content.Reader) { self.reader = reader }

    // MARK: Reading

    /// Walks through the documents, and reads what the header says of content.
    mutating func walk(_ message: Message, _ memory: inout WalkMemory) {
        content.receipts = Receipts.find(message)
        var bases = PartBases()
        var shown = 0
        for part in message.parsed.parts {
            let base = bases.base(of: part)
            guard !part.isMultipart, part.disposition != "attachment" || part.isPictureOfAnother else {
                add(CertificateURLs.loads(part))
                continue
            }
            guard shown < Content.maximumParts else {
                hasMoreParts = true
                break
            }
            shown += 1
            switch part.contentType {
            case "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml":
                walk(part, base) { $0.walk(part.text, &memory) }
            case "text/css":
                walk(part, base) { $0.walk(styleSheet: part.text) }
            case "text/plain":
                let octets = part.content
                let read = octets.count > Content.partLimit ? Array(octets.prefix(Content.partLimit)) : octets
                plain.append((part, Charset.utf8(read, charset: part.charset)))
            default: add(CertificateURLs.loads(part))
            }
        }
        add(Content.headerLoads(message))
        add(ExternalBody.loads(message))
    }

    private mutating func walk(_ part: MIMEPart, _ base: WebURL?, _ walk: (inout HTMLInspection) -> Void) {
        documents.append(Document(part: part, inspection: HTMLInspection(part: part.index, base: base)))
        inspect(documents.count - 1, walk)
    }

    /// What one document takes of the room is no longer there for the next.
    private mutating func inspect(_ index: Int, _ step: (inout HTMLInspection) -> Void) {
        documents[index].inspection.room = room
        step(&documents[index].inspection)
        room = documents[index].inspection.room
    }

    /// What is loaded because of no document.
    private mutating func add(_ loads: [Content.RemoteLoad]) {
        for load in loads {
            guard room.loads > 0 else { return note("more than \(Content.loadLimit) loads") }
            room.loads -= 1
            let url = room.keep(load.url)
            content.remoteLoads.append(Content.RemoteLoad(url: url, kind: load.kind, host: load.host, place: load.place))
        }
    }

    private mutating func note(_ limit: String) {
        if !content.limits.contains(limit) { content.limits.append(limit) }
    }

    mutating func walk(page: [UInt8], base: WebURL?) {
        documents = [Document(part: nil, inspection: HTMLInspection(part: 0, base: base?.asBase))]
        var memory = WalkMemory()
        inspect(0) { $0.walk(page, &memory) }
    }

    /// Reads the texts that the walk met.
    mutating func readTexts() {
        for index in documents.indices { documents[index].inspection.readTexts() }
    }

    /// Reads the addresses that it met, and those in plain text.
    mutating func readAddresses() {
        for index in documents.indices { inspect(index) { $0.readLoads() } }
        for (part, text) in plain { content.addLinks(ofPlainText: text, part, &room) }
        if hasMoreParts { note("more than \(Content.maximumParts) parts") }
    }

    // MARK: Judging

    /// Puts the documents together.
    /// - Parameter message: nil for a page by itself.
    mutating func gather(_ message: Message?) {
        gather()
        if let message { content.versions = versions(message) }
        // They are at hand now, and would not be when the last message of the batch is done with.
        documents = []
        plain = []
    }

    mutating func judgeLoads() {
        // Digests of each address are only worth their time where something is loaded.
        guard documents.indices.contains(where: { !documents[$0].inspection.content.loads.isEmpty }) else { return }
        let tokens = PersonalTokens.of(reader.recipients)
        for index in documents.indices where !documents[index].inspection.content.loads.isEmpty {
            let (loads, urls) = (documents[index].inspection.content.loads, documents[index].inspection.content.loadURLs)
            let images = documents[index].inspection.content.images
            var judge = BeaconJudge(tokens: tokens, authorDomain: reader.authorDomain, images: images)
            if !content.addBeacons(loads, urls, images, &judge) { documents[index].inspection.content.hasMoreBeacons = true }
            // The list of the only document is taken over as it is.
            if content.remoteLoads.isEmpty { content.remoteLoads = loads } else { content.remoteLoads += loads }
        }
    }

    mutating func judgeLinks() {
        for index in documents.indices {
            var links: [HTMLContent.RawLink] = []
            swap(&links, &documents[index].inspection.content.links)
            if content.links.isEmpty { content.links.reserveCapacity(links.count) }
            var addresses = AddressCache<LinkFacts?>()
            addresses.reserve(links.count)
            for number in links.indices {
                let address = addresses.entry(links[number].written, base: links[number].base) { written, base in
                    WebURL.inMessage(written, base: base).map { LinkFacts($0) }
                }
                var shown: String?
                content.links.append(LinkJudge.judge(&links[number], addresses[address], author: reader.authorDomain, &room, shown: &shown))
                if let shown { content.otherShownHosts.append(shown) }
            }
        }
    }

    /// What the documents are in all.
    private mutating func gather() {
        for index in documents.indices { content.add(&documents[index].inspection.content, reader) }
        for limit in room.limits { note(limit) }
        var text: [UInt8] = []
        for part in plain where text.count < Content.visibleTextLimit {
            // One part mostly, which need not be copied.
            if text.isEmpty, part.text.count <= Content.visibleTextLimit {
                text = part.text
            } else {
                if !text.isEmpty { text.append(0x0A) }
                text += part.text.prefix(Content.visibleTextLimit - text.count)
            }
        }
        guard text.contains(where: { $0 > 0x20 }) else { return }
        content.htmlBesidePlain = content.visibleOctets
        content.visibleOctets = text
    }

    // MARK: Comparing

    private func versions(_ message: Message) -> Content.Versions? {
        Content.versions(message, plain, isAll: plain.count == 1 && documents.count == 1) { parts in
            documents.first { document in document.part.map { $0.contentType != "text/css" && parts.contains($0.index) } ?? false }
                .map(\.inspection.content.visibleText.octets)
        }
    }

    /// Compares the names in it with those that may be imitated.
    mutating func compare(_ message: Message, _ protected: LookalikeDetector) {
        content.lookalikes = ContentLookalikes.find(message, content, reader.recipients, protected)
    }

    /// The result, which is moved and not copied.
    mutating func taken() -> Content {
        var taken = Content()
        swap(&taken, &content)
        return taken
    }
}

extension Content {
    /// - Parameter document: stays as it is; what is handed on otherwise is copied whole.
    fileprivate mutating func add(_ document: inout HTMLContent, _ reader: Reader) {
        if document.hasMoreBeacons { limits.append("more than \(BeaconJudge.limit) beacons") }
        if !document.forms.isEmpty { forms += document.forms.map { Self.judged($0, reader) } }
        imageCount += document.imageCount
        htmlTextLength += document.textLength
        hiddenTextLength += document.hiddenTextLength
        // The lists of the only document are taken over as they are.
        if hiddenText.isEmpty {
            hiddenText = document.hiddenText
        } else {
            hiddenText += document.hiddenText.prefix(max(0, Self.hiddenTextLimit - hiddenText.count))
        }
        if invisibleSigns.isEmpty { invisibleSigns = document.invisibleSigns } else { invisibleSigns += document.invisibleSigns }
        if visibleOctets.isEmpty {
            visibleOctets = document.visibleText.octets
        } else if visibleOctets.count < Self.visibleTextLimit, !document.visibleText.octets.isEmpty {
            visibleOctets.append(0x0A)
            visibleOctets += document.visibleText.octets
        }
        if document.limits.isEmpty { return }
        for limit in document.limits.sorted() where !limits.contains(limit) { limits.append(limit) }
    }

    /// Who gets what is typed into a form.
    private static func judged(_ form: Form, _ reader: Reader) -> Form {
        guard let host = form.host else { return form }
        var form = form
        form.thirdParty = reader.authorDomain.map { !LinkJudge.isSame(host, $0) }
        let owner = OperatorCatalogue.standard.entry(ofHost: host)
        form.operatorName = owner?.name
        form.country = owner?.country ?? CountryCode.country(ofDomain: host)
        return form
    }

    /// - Parameter urls: of the loads.
    /// - Returns: whether all of them are reported.
    fileprivate mutating func addBeacons(
        _ loads: [RemoteLoad], _ urls: [RemoteURL], _ images: [ShownImage], _ judge: inout BeaconJudge
    ) -> Bool {
        var seen = Set(beacons.map(\.url))
        // Images stand in the order of their loads.
        var next = 0
        for index in loads.indices {
            var image: ShownImage?
            if next < images.count, images[next].loadIndex == index {
                image = images[next]
                next += 1
            }
            guard let beacon = judge.judge(urls[index], image: image, { loads[index] }), !seen.contains(beacon.url) else { continue }
            guard beacons.count < BeaconJudge.limit else { return false }
            seen.insert(beacon.url)
            beacons.append(beacon)
        }
        return true
    }

    fileprivate mutating func addLinks(ofPlainText text: [UInt8], _ part: MIMEPart, _ room: inout ContentRoom) {
        let ranges = PlainTextLinks.find(in: text, limit: room.links + 1)
        let limit = "more than \(Self.linkLimit) links"
        if ranges.count > room.links, !limits.contains(limit) { limits.append(limit) }
        for range in ranges.prefix(room.links) {
            let written = text[range]
            // What starts with `www.` and not with a scheme.
            let isBare = text[range.lowerBound] | 0x20 == UInt8(ascii: "w")
            let target = isBare ? "http://".utf8 + written : written
            let shown = String(decoding: written, as: UTF8.self)
            let place = Place(
                .body, name: part.contentType, index: part.index, offset: range.lowerBound, length: range.count, text: shown)
            links.append(LinkJudge.judge(itself: target, WebURL(target).map { LinkFacts($0) }, &room, text: shown, place))
        }
        room.links -= min(ranges.count, room.links)
        let signs = InvisibleText.signs(in: text[...])
        guard signs != (0, 0, 0) else { return }
        for (kind, count) in [("zero-width", signs.zeroWidth), ("bidi-override", signs.bidi), ("tag", signs.tags)]
        where count > 0 {
            invisibleSigns.append(
                InvisibleSigns(
                    kind: kind, count: count,
                    place: Place(
                        .body, name: part.contentType, index: part.index, text: "\(count) in the text of this part")))
        }
    }

    private static let pictureFields = ["x-image-url", "x-face-url", "x-avatar-url"]

    /// Fields that old clients fetch pictures by.
    fileprivate static func headerLoads(_ message: Message) -> [RemoteLoad] {
        var loads: [RemoteLoad] = []
        for key in pictureFields where message.header.holds(key) {
            for field in message.header.fields(key).prefix(10) {
                guard let url = RemoteURL(message.header.unfolded(field), base: nil) else { continue }
                loads.append(
                    RemoteLoad(
                        url: url.text, kind: "header-" + key, host: url.host, place: Place(message.header, field)))
            }
        }
        return loads
    }
}
