/// The campaigns of an archive, found as its messages pass by in their order; memory is bounded.
///
/// What it finds depends on the messages and their order alone, not on how many processes analysed them. Where there are
/// more campaigns than fit, the one that was seen least recently is finished early; copies that come later start it anew.
package struct CampaignStore {
    private var campaigns: [String: (campaign: Campaign, number: Int, lastSeen: Int)] = [:]
    /// In the order in which they were last seen; entries whose number is not the campaign's are out of date.
    private var order: [(fingerprint: String, lastSeen: Int)] = []
    private var orderStart = 0
    private var size = 0
    private var count = 0
    private let sizeLimit: Int

    /// Messages that were compared with another one.
    package private(set) var copies = 0

    /// - Parameter sizeLimit: octets, about.
    package init(sizeLimit: Int = 64 << 20) { self.sizeLimit = sizeLimit }

    /// - Returns: campaigns that had to be finished to make room.
    package mutating func add(_ message: CampaignMessage) -> [Campaign] {
        count += 1
        if var entry = campaigns.removeValue(forKey: message.fingerprint) {
            size -= entry.campaign.size
            entry.campaign.add(message)
            entry.lastSeen = count
            size += entry.campaign.size
            campaigns[message.fingerprint] = entry
            copies += 1
        } else {
            let campaign = Campaign(message)
            size += campaign.size
            campaigns[message.fingerprint] = (campaign, count, count)
        }
        order.append((message.fingerprint, count))
        return makeRoom()
    }

    private mutating func makeRoom() -> [Campaign] {
        var finished: [Campaign] = []
        while size > sizeLimit, orderStart < order.count {
            let oldest = order[orderStart]
            orderStart += 1
            guard let entry = campaigns[oldest.fingerprint], entry.lastSeen == oldest.lastSeen else { continue }
            campaigns.removeValue(forKey: oldest.fingerprint)
            size -= entry.campaign.size
            if entry.campaign.messages > 1 { finished.append(entry.campaign) }
        }
        // Out-of-date entries do not pile up.
        if order.count > 2 * campaigns.count + 1_000 {
            let current = campaigns
            order = order[orderStart...].filter { current[$0.fingerprint]?.lastSeen == $0.lastSeen }
            orderStart = 0
        }
        return finished
    }

    /// What is left, in the order of the first copies: campaigns of two messages or more.
    package mutating func finish() -> [Campaign] {
        defer { (campaigns, order, orderStart, size) = ([:], [], 0, 0) }
        return campaigns.values.filter { $0.campaign.messages > 1 }.sorted { $0.number < $1.number }.map(\.campaign)
    }
}
