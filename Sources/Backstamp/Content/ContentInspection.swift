/// From a message to its content: what opening it would fetch, who counts the opening, where it leads, what it shows.
///
///     parts → HTML walked, text read → loads, links, forms → beacons → lookalikes
///
/// Nothing is fetched and nothing fails: what cannot be read is passed over, and each limit that was hit is named.
import Domains
import HTML
import MIME

extension Content {
    package static func inspect(_ message: Message) -> Content {
        var content = Content()
        let shown = message.parsed.parts.filter { !$0.isMultipart && $0.disposition != "attachment" }
        var plainText: [UInt8] = []
        var documents: [HTMLContent] = []
        for part in shown.prefix(maximumParts) {
            switch part.contentType {
            case "text/html", "application/xhtml+xml", "image/svg+xml":
                let base = part.contentLocation.flatMap { WebURL($0) }
                var inspection = HTMLInspection(part: part.index, base: base)
                inspection.run(part.text)
                documents.append(inspection.content)
            case "text/plain":
                let text = Charset.utf8(Array(part.content.prefix(partLimit)), charset: part.charset)
                if plainText.count < visibleTextLimit { plainText += text }
                content.addLinks(ofPlainText: text, part)
            default: break
            }
        }
        if shown.count > maximumParts { content.limits.append("more than \(maximumParts) parts") }
        content.addHeaderLoads(message)
        content.remoteLoads += ExternalBody.loads(message)
        content.receipts = Receipts.find(message)
        content.add(documents, Reader(message))
        if plainText.contains(where: { $0 > 0x20 }) {
            content.visibleText = String(decoding: plainText.prefix(visibleTextLimit), as: UTF8.self)
        }
        content.lookalikes = ContentLookalikes.find(message, content)
        return content
    }

    /// A page by itself, as saved from a web server: `inspect html`.
    package static func inspect(html: [UInt8], baseURL: String?) -> Content {
        var content = Content()
        let base = baseURL.flatMap { WebURL($0) }
        var inspection = HTMLInspection(part: 0, base: base)
        inspection.run(html)
        content.add([inspection.content], Reader(authorDomain: base?.hostname, recipients: []))
        let protected = [base?.hostname].compactMap(\.self) + ContentLookalikes.shownHosts(content)
        content.lookalikes = ContentLookalikes.inContent(content, LookalikeDetector(protected: protected))
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

        init(_ message: Message) {
            authorDomain = message.authorDomain
            recipients = Recipients.addresses(message)
        }
    }

    private mutating func add(_ documents: [HTMLContent], _ reader: Reader) {
        // Digests of each address are only worth their time where something is loaded.
        let tokens = PersonalTokens(addresses: documents.allSatisfy(\.loads.isEmpty) ? [] : reader.recipients)
        for document in documents {
            let judge = BeaconJudge(tokens: tokens, authorDomain: reader.authorDomain, images: document.images)
            addBeacons(document, judge)
            remoteLoads += document.loads
            for raw in document.links where links.count < Self.linkLimit { links.append(LinkJudge.judge(raw)) }
            forms += document.forms
            imageCount += document.imageCount
            htmlTextLength += document.textLength
            hiddenTextLength += document.hiddenTextLength
            if visibleText.utf8.count < Self.visibleTextLimit { visibleText += document.visibleText.string }
            for limit in document.limits.sorted() where !limits.contains(limit) { limits.append(limit) }
        }
    }

    private mutating func addBeacons(_ document: HTMLContent, _ judge: BeaconJudge) {
        var shownImages: [Int: ShownImage] = [:]
        for image in document.images { shownImages[image.loadIndex] = image }
        var seen = Set(beacons.map(\.url))
        for (index, load) in document.loads.enumerated() where !seen.contains(load.url) {
            guard let beacon = judge.judge(load, url: document.loadURLs[index], image: shownImages[index]) else {
                continue
            }
            guard beacons.count < BeaconJudge.limit else {
                limits.append("more than \(BeaconJudge.limit) beacons")
                return
            }
            seen.insert(load.url)
            beacons.append(beacon)
        }
    }

    private mutating func addLinks(ofPlainText text: [UInt8], _ part: MIMEPart) {
        for found in PlainTextLinks.find(in: text, limit: Self.linkLimit - links.count) {
            let target = found.text.lowercased().hasPrefix("www.") ? "http://" + found.text : found.text
            let place = Place(
                .body, name: part.contentType, index: part.index, length: found.range.count, text: found.text)
            links.append(
                LinkJudge.judge(
                    HTMLContent.RawLink(target: target, url: WebURL(target), text: found.text, place: place),
                    showsItself: true))
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
