/// From a message to its content: what opening it would fetch, who counts the opening, where it leads, what it shows.
///
///     walk: parts → HTML; read: texts, addresses → judge: beacons, links → gather: forms, versions → compare: lookalikes
///
/// Nothing is fetched and nothing fails: what cannot be read is passed over, and each limit that was hit is named.
import Domains
import HTML
import MIME

extension Content {
    /// Step by step, and in each step message by message: see `Analyzer.analyze`.
    /// - Parameters:
    ///   - recipients: addresses of the readers, beside those in the header.
    ///   - protected: knows names that may be imitated, beside those in the messages.
    ///   - clock: of the batch.
    package static func inspect(
        _ messages: [Message], recipients: [String], protected: LookalikeDetector, clock: StageClock
    ) -> [Content] {
        var inspections = messages.map { ContentSteps(Reader($0, others: recipients)) }
        var memory = WalkMemory()
        clock.each(.content) { inspections[$0].walk(messages[$0], &memory) }
        clock.each(.content) { inspections[$0].readTexts() }
        clock.each(.content) { inspections[$0].readAddresses() }
        clock.each(.content) { inspections[$0].judgeLoads() }
        clock.each(.content) { inspections[$0].judgeLinks() }
        clock.each(.content) { inspections[$0].gather(messages[$0]) }
        clock.each(.content) { inspections[$0].compare(messages[$0], protected) }
        return inspections.indices.map { inspections[$0].taken() }
    }

    /// One message.
    package static func inspect(
        _ message: Message, recipients: [String] = [], protected: LookalikeDetector = LookalikeDetector()
    ) -> Content {
        inspect([message], recipients: recipients, protected: protected, clock: StageClock(messages: 1))[0]
    }

    /// A page by itself, as saved from a web server: `inspect html`.
    package static func inspect(html: [UInt8], baseURL: String?, recipients: [String] = []) -> Content {
        let base = baseURL.flatMap { WebURL($0) }
        var inspection = ContentSteps(Reader(authorDomain: base?.hostname, recipients: recipients))
        inspection.walk(page: html, base: base)
        inspection.readTexts()
        inspection.readAddresses()
        inspection.judgeLoads()
        inspection.judgeLinks()
        inspection.gather(nil)
        var content = inspection.content
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
            let named = Recipients.addresses(message)
            recipients = others.isEmpty ? named : others.prefix(PersonalTokens.maximumAddresses) + named
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
