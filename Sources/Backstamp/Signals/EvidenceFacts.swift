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
    private(set) var messageIDField: Evidence.MessageID?
    private(set) var links: [JudgedLink] = []
    /// Of any of them.
    private(set) var linkTraits: JudgedLink.Traits = []
    private(set) var border: Border?

    init() {}

    init(_ evidence: borrowing Evidence) {
        author = evidence.message.authorDomain.map(HostFacts.of)
        recipientOrganizations = Set(evidence.message.parsed.to.lazy.compactMap { Evidence.organization($0.domain) })
        isDiscussionList = evidence.message.isDiscussionList
        isBulk = evidence.isMarkedBulk
        alignedSignatures = evidence.signaturesOfAuthor
        wholeAlignedSignatures = evidence.whole(alignedSignatures)
        isAuthorVerified = evidence.authorVouches
        messageIDField = evidence.readMessageID()
        links = judged(evidence.content.links)
        for index in links.indices { linkTraits.formUnion(links[index].traits) }
        border = evidence.route.borderHop.map { Border($0, isOnLine: evidence.isOnLine($0)) }
    }

    /// The client at the border looks like a home connection.
    var isBorderOnLine: Bool { border?.isOnLine ?? false }

    /// Whether an organization is neither the author's nor a recipient's.
    func isThirdParty(_ organization: String?) -> Bool {
        guard let organization else { return true }
        return organization != author?.organization && !recipientOrganizations.contains(organization)
    }

    /// Links to one host often stand one after the other.
    private func judged(_ links: [Content.Link]) -> [JudgedLink] {
        var last: (name: String, host: HostFacts, isThirdParty: Bool)?
        var judged: [JudgedLink] = []
        judged.reserveCapacity(links.count)
        let links = links.span
        for index in links.indices {
            if let name = links[index].host, name != last?.name {
                let host = HostFacts.of(name)
                last = (name, host, isThirdParty(host.organization))
            }
            let isHost = links[index].host != nil
            judged.append(
                JudgedLink(links, at: index, isHost ? last?.host : nil, isThirdParty: isHost && last?.isThirdParty ?? false))
        }
        return judged
    }
}

/// The hop whose client handed the message to the receiver, and what several signals ask of it.
final class Border: Sendable {
    let hop: Hop
    /// The client looks like a home connection.
    let isOnLine: Bool
    /// The client has an address that is not one of the receiver's own house.
    let isFromOutside: Bool

    init(_ hop: Hop, isOnLine: Bool) {
        self.hop = hop
        self.isOnLine = isOnLine
        isFromOutside = hop.from.ip.map { !AddressScope.isInternal($0) } ?? false
    }
}
