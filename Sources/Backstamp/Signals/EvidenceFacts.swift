import DKIM
import MIME

/// What many signals and the verdict ask of one message, worked out once when the evidence is complete. `Evidence` has
/// a property for each; how it is worked out stands with those.
struct EvidenceFacts: Sendable {
    /// Of the author's domain.
    private(set) var author: HostFacts?
    /// Of the addresses in To.
    private(set) var recipientOrganizations: Set<String> = []
    private(set) var isDiscussionList = false
    private(set) var isBulk = false
    private(set) var alignedSignatures: [DKIMSignature] = []
    private(set) var wholeAlignedSignatures: [DKIMSignature] = []
    private(set) var isAuthorVerified = false
    private(set) var recipientAddresses: [[UInt8]] = []
    private(set) var messageIDField: Evidence.MessageID?
    private(set) var links: [JudgedLink] = []
    /// The client at the border looks like a home connection.
    private(set) var isBorderOnLine = false

    init() {}

    init(_ evidence: Evidence) {
        author = evidence.message.authorDomain.map(HostFacts.of)
        recipientOrganizations = Set(evidence.message.parsed.to.lazy.compactMap { Evidence.organization($0.domain) })
        isDiscussionList = evidence.message.isDiscussionList
        isBulk = evidence.isMarkedBulk
        alignedSignatures = evidence.signaturesOfAuthor
        wholeAlignedSignatures = evidence.whole(alignedSignatures)
        isAuthorVerified = evidence.authorVouches
        recipientAddresses = evidence.addressesOfRecipients
        messageIDField = evidence.readMessageID()
        links = judged(evidence.content.links)
        isBorderOnLine = evidence.route.borderHop.map { evidence.isOnLine($0) } ?? false
    }

    /// Whether an organization is neither the author's nor a recipient's.
    func isThirdParty(_ organization: String?) -> Bool {
        guard let organization else { return true }
        return organization != author?.organization && !recipientOrganizations.contains(organization)
    }

    /// Links to one host often stand one after the other.
    private func judged(_ links: [Content.Link]) -> [JudgedLink] {
        var last: (name: String, host: HostFacts, isThirdParty: Bool)?
        return links.map { link in
            guard let name = link.host else { return JudgedLink(link, nil, isThirdParty: false) }
            if name != last?.name {
                let host = HostFacts.of(name)
                last = (name, host, isThirdParty(host.organization))
            }
            return JudgedLink(link, last?.host, isThirdParty: last?.isThirdParty ?? false)
        }
    }
}
