/// From a message to its content: what opening it would fetch, who counts the opening, where it leads, what it shows.
///
///     parts → HTML walked, text read → loads, links, forms → beacons → lookalikes
///
/// Nothing is fetched and nothing fails: what cannot be read is passed over, and each limit that was hit is named.
import Domains
import HTML
import MIME

extension Content {
    /// - Parameters:
    ///   - recipients: addresses of the reader, beside those in the header.
    ///   - protected: knows names that may be imitated, beside those in the message.
    package static func inspect(
        _ message: Message, recipients: [String] = [], protected: LookalikeDetector = LookalikeDetector()
    ) -> Content {
        var content = Content()
        let reader = Reader(message, others: recipients)
        var bases = PartBases()
        var plain: [(part: MIMEPart, text: [UInt8])] = []
        var html: [(part: MIMEPart, text: [UInt8])] = []
        var documents: [HTMLContent] = []
        var shown = 0
        for part in message.parsed.parts {
            let base = bases.base(of: part)
            guard !part.isMultipart, part.disposition != "attachment" || part.isPictureOfAnother else {
                content.remoteLoads += CertificateURLs.loads(part)
                continue
            }
            guard shown < maximumParts else {
                content.limits.append("more than \(maximumParts) parts")
                break
            }
            shown += 1
            switch part.contentType {
            case "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml":
                var inspection = HTMLInspection(part: part.index, base: base)
                inspection.run(part.text)
                html.append((part, inspection.content.visibleText.octets))
                documents.append(inspection.content)
            case "text/css":
                var inspection = HTMLInspection(part: part.index, base: base)
                inspection.styleSheet(part.text)
                documents.append(inspection.content)
            case "text/plain":
                let text = Charset.utf8(Array(part.content.prefix(partLimit)), charset: part.charset)
                plain.append((part, text))
                content.addLinks(ofPlainText: text, part)
            default: content.remoteLoads += CertificateURLs.loads(part)
            }
        }
        content.addHeaderLoads(message)
        content.remoteLoads += ExternalBody.loads(message)
        content.receipts = Receipts.find(message)
        content.add(documents, reader)
        var plainText: [UInt8] = []
        for index in plain.indices where plainText.count < visibleTextLimit {
            plainText += plain[index].text.prefix(visibleTextLimit - plainText.count)
        }
        if plainText.contains(where: { $0 > 0x20 }) {
            content.htmlTextBesidePlain = content.visibleText
            content.visibleText = String(decoding: plainText, as: UTF8.self)
        }
        content.alternatives = alternatives(message, plain: plain, html: html)
        content.lookalikes = ContentLookalikes.find(message, content, reader.recipients, protected)
        return content
    }

    /// A page by itself, as saved from a web server: `inspect html`.
    package static func inspect(html: [UInt8], baseURL: String?, recipients: [String] = []) -> Content {
        var content = Content()
        let base = baseURL.flatMap { WebURL($0) }
        var inspection = HTMLInspection(part: 0, base: base)
        inspection.run(html)
        content.add([inspection.content], Reader(authorDomain: base?.hostname, recipients: recipients))
        let protected = [base?.hostname].compactMap(\.self) + content.shownHosts
        content.lookalikes = ContentLookalikes.inContent(content, LookalikeDetector(protected: protected))
        if let page = base?.hostname { content.lookalikes += ContentLookalikes.ofPage(page, content) }
        return content
    }

    static let maximumParts = 1_000

    /// Who reads and who writes, as far as the judgement needs them.
    struct Reader: Sendable {
        let authorDomain: String?
        let recipients: [String]

        init(authorDomain: String?, recipients: [String]) {
            self.authorDomain = authorDomain
            self.recipients = recipients
        }

        init(_ message: Message, others: [String]) {
            authorDomain = message.authorDomain
            recipients = others.prefix(PersonalTokens.maximumAddresses) + Recipients.addresses(message)
        }
    }

    private mutating func add(_ documents: [HTMLContent], _ reader: Reader) {
        // Digests of each address are only worth their time where something is loaded.
        let tokens = PersonalTokens.of(documents.allSatisfy({ $0.loads.isEmpty }) ? [] : reader.recipients)
        for document in documents {
            addBeacons(document, BeaconJudge(tokens: tokens, authorDomain: reader.authorDomain, images: document.images))
            // The list of the only document is taken over as it is.
            if remoteLoads.isEmpty { remoteLoads = document.loads } else { remoteLoads += document.loads }
            if links.isEmpty { links.reserveCapacity(document.links.count) }
            for raw in document.links where links.count < Self.linkLimit {
                let judged = LinkJudge.judge(raw)
                links.append(judged.link)
                if let shown = judged.shown { otherShownHosts.append(shown) }
            }
            forms += document.forms.map { Self.judged($0, reader) }
            imageCount += document.imageCount
            htmlTextLength += document.textLength
            hiddenTextLength += document.hiddenTextLength
            hiddenText += document.hiddenText.prefix(max(0, Self.hiddenTextLimit - hiddenText.count))
            invisibleSigns += document.invisibleSigns
            if visibleText.utf8.isEmpty {
                visibleText = document.visibleText.string
            } else if visibleText.utf8.count < Self.visibleTextLimit {
                visibleText += document.visibleText.string
            }
            for limit in document.limits.sorted() where !limits.contains(limit) { limits.append(limit) }
        }
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

    private mutating func addBeacons(_ document: HTMLContent, _ judge: BeaconJudge) {
        var seen = Set(beacons.map(\.url))
        // Images stand in the order of their loads.
        var next = 0
        for index in document.loads.indices {
            var image: ShownImage?
            if next < document.images.count, document.images[next].loadIndex == index {
                image = document.images[next]
                next += 1
            }
            guard let beacon = judge.judge(document.loads[index], document.loadURLs[index], image: image),
                !seen.contains(beacon.url)
            else { continue }
            guard beacons.count < BeaconJudge.limit else {
                limits.append("more than \(BeaconJudge.limit) beacons")
                return
            }
            seen.insert(beacon.url)
            beacons.append(beacon)
        }
    }

    private mutating func addLinks(ofPlainText text: [UInt8], _ part: MIMEPart) {
        for found in PlainTextLinks.find(in: text, limit: Self.linkLimit - links.count) {
            // What starts with `www.` and not with a scheme.
            let target = (found.text.utf8.first ?? 0) | 0x20 == UInt8(ascii: "w") ? "http://" + found.text : found.text
            let place = Place(
                .body, name: part.contentType, index: part.index, offset: found.range.lowerBound,
                length: found.range.count, text: found.text)
            links.append(
                LinkJudge.judge(
                    HTMLContent.RawLink(target: target, url: WebURL(target), text: found.text, place: place),
                    showsItself: true
                ).link)
        }
        let signs = InvisibleText.signs(in: text[...])
        for (kind, count) in [("zero-width", signs.zeroWidth), ("bidi-override", signs.bidi), ("tag", signs.tags)]
        where count > 0 {
            invisibleSigns.append(
                InvisibleSigns(
                    kind: kind, count: count,
                    place: Place(
                        .body, name: part.contentType, index: part.index, text: "\(count) in the text of this part")))
        }
        if links.count >= Self.linkLimit { limits.append("more than \(Self.linkLimit) links") }
    }

    /// Fields that old clients fetch pictures by.
    private mutating func addHeaderLoads(_ message: Message) {
        for key in ["x-image-url", "x-face-url", "x-avatar-url"] {
            for field in message.header.fields(key).prefix(10) {
                guard let url = RemoteURL(message.header.unfolded(field), base: nil) else { continue }
                remoteLoads.append(
                    RemoteLoad(
                        url: url.text, kind: "header-" + key, host: url.host, place: Place(message.header, field)))
            }
        }
    }
}

extension Place {
    /// A field of the header section.
    init(_ header: HeaderSection, _ field: HeaderField) {
        self.init(
            .header, name: field.name, index: field.index, line: field.line, offset: field.range.lowerBound,
            length: field.range.count, text: header.text(field))
    }
}
