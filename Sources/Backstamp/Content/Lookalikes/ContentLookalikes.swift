/// Which domains of a message are made to look like others: each domain that it writes from, leads to and loads from,
/// against the author's, the recipient's, those that link texts show, the brands and the governments.
import Domains
import HTML
import MIME

enum ContentLookalikes {
    static let limit = 100
    /// Weaker likenesses are how honest names differ too often.
    private static let minimumConfidence = 0.6

    static func find(
        _ message: Message, _ content: Content, _ recipients: [String], _ known: LookalikeDetector
    ) -> [Content.Lookalike] {
        let recipients = recipients.compactMap { Mailbox.domain($0).flatMap(KnownName.of) }
        var found = inHeader(message, known.protecting(recipients))
        var protected = message.authorDomain.flatMap(KnownName.of).map { [$0] } ?? []
        protected += recipients
        if !content.otherShownHosts.isEmpty { protected += content.shownHosts.compactMap(KnownName.of) }
        let detector = known.protecting(protected)
        found += inEnvelope(message, detector)
        found += inContent(content, detector)
        return found.count <= limit ? found : Array(found.prefix(limit))
    }

    // MARK: By place

    private static func inHeader(_ message: Message, _ detector: LookalikeDetector) -> [Content.Lookalike] {
        var found: [Content.Lookalike] = []
        let authors = message.parsed.from
        if let domain = message.authorDomain {
            if let lookalike = detector.judge(domain), lookalike.confidence >= minimumConfidence {
                if let field = message.header.first("from") {
                    found.append(Content.Lookalike(lookalike, where: "from", place: Place(message.header, field)))
                }
            } else if let brand = BrandInName.find(authors.span[0].name, domain), !BrandCatalogue.isGovernment(domain),
                let field = message.header.first("from")
            {
                found.append(
                    Content.Lookalike(
                        domain: domain, imitates: brand, technique: "display-name",
                        reason: "the author's name speaks of \(brand)", where: "from", place: Place(message.header, field)))
            }
        }
        if let sender = message.parsed.sender?.domain, sender != message.authorDomain,
            let lookalike = detector.judge(sender), lookalike.confidence >= minimumConfidence,
            let field = message.header.first("sender")
        {
            found.append(Content.Lookalike(lookalike, where: "sender", place: Place(message.header, field)))
        }
        return found
    }

    private static func inEnvelope(_ message: Message, _ detector: LookalikeDetector) -> [Content.Lookalike] {
        var found: [Content.Lookalike] = []
        let replyTo = message.parsed.replyTo
        for index in replyTo.indices.prefix(5) {
            guard let domain = replyTo.span[index].domain, let lookalike = detector.judge(domain),
                lookalike.confidence >= minimumConfidence, let field = message.header.first("reply-to")
            else { continue }
            found.append(Content.Lookalike(lookalike, where: "reply-to", place: Place(message.header, field)))
        }
        if let path = message.returnPath, let domain = Mailbox.domain(path), domain != message.authorDomain,
            let lookalike = detector.judge(domain), lookalike.confidence >= minimumConfidence,
            let field = message.header.first("return-path")
        {
            found.append(Content.Lookalike(lookalike, where: "return-path", place: Place(message.header, field)))
        }
        return found
    }

    /// Whether the page's own host imitates one of those that it links to, as a false page does that sends its visitors on.
    static func ofPage(_ host: String, _ content: Content) -> [Content.Lookalike] {
        let others = Set(content.links.compactMap(\.host)).filter { !LinkJudge.isSame($0, host) }.sorted().prefix(50)
        let known = KnownHost.of(host)
        guard known.isName, let found = LookalikeDetector(protected: Array(others)).judge(known), found.confidence >= minimumConfidence else { return [] }
        return [Content.Lookalike(found, where: "page", place: Place(.html, text: host))]
    }

    static func inContent(_ content: Content, _ detector: LookalikeDetector) -> [Content.Lookalike] {
        var found: [Content.Lookalike] = []
        var judged = HostsMet()
        var last = ""
        /// What a host that was not judged before imitates: nothing, mostly.
        func lookalikes(_ host: String?) -> [Lookalike] {
            guard let host, host != last else { return [] }
            last = host
            guard found.count < limit, judged.count < 2_000, judged.insert(host) else { return [] }
            let known = KnownHost.of(host)
            guard known.isName, let lookalike = detector.judge(known), lookalike.confidence >= minimumConfidence else {
                return []
            }
            // A name as sub-label of a domain that deceives by itself: mi5.h0st.biz is both.
            guard lookalike.technique == .subLabel, lookalike.registrable != host,
                let itself = detector.judge(lookalike.registrable), itself.confidence >= minimumConfidence
            else { return [lookalike] }
            return [lookalike, itself]
        }
        let (forms, links, loads) = (content.forms.span, content.links.span, content.remoteLoads.span)
        for index in forms.indices {
            for lookalike in lookalikes(forms[index].host) {
                found.append(Content.Lookalike(lookalike, where: "form", place: forms[index].place))
            }
        }
        for index in links.indices where links[index].kind != "address" {
            for lookalike in lookalikes(links[index].host) {
                found.append(Content.Lookalike(lookalike, where: "link", place: links[index].place))
            }
        }
        for index in loads.indices {
            for lookalike in lookalikes(loads[index].host) {
                let name = loads[index].kind.hasPrefix("img") ? "image" : "load"
                found.append(Content.Lookalike(lookalike, where: name, place: loads[index].place))
            }
        }
        return found
    }
}

/// Most mails name a few hosts, which are compared faster than they are hashed.
private struct HostsMet {
    private var few: [String] = []
    private var many: Set<String> = []

    var count: Int { few.count + many.count }

    /// - Returns: whether the host is new.
    mutating func insert(_ host: String) -> Bool {
        guard !few.contains(host), many.isEmpty || !many.contains(host) else { return false }
        if few.isEmpty { few.reserveCapacity(Self.fewCount) }
        if few.count < Self.fewCount { few.append(host) } else { many.insert(host) }
        return true
    }

    private static let fewCount = 8
}

extension Content {
    /// Hosts that link texts show, which is what the reader believes.
    var shownHosts: [String] {
        var hosts: Set<String> = []
        for host in otherShownHosts where hosts.count < 50 { hosts.insert(host) }
        return hosts.sorted()
    }
}

extension Content.Lookalike {
    init(_ lookalike: Lookalike, where name: String, place: Place) {
        self.init(
            domain: lookalike.domain, unicode: lookalike.unicode == lookalike.domain ? nil : lookalike.unicode,
            imitates: lookalike.imitates, technique: lookalike.technique.rawValue, reason: lookalike.reasons.joined(separator: "; "),
            where: name, place: place)
    }
}
