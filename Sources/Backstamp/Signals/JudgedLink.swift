/// A link of the message as the signals see it, each question asked once. What it leads to and says stands in the content,
/// at the same place among the links there.
struct JudgedLink: Sendable {
    /// Its place among the links of the content.
    let index: Int
    let host: HostFacts?
    let traits: Traits

    struct Traits: OptionSet, Sendable {
        var rawValue: UInt32

        // MARK: Of the host's name, wherever the link stands

        static let isFreeHosting = Traits(rawValue: 1)
        static let isDynamic = Traits(rawValue: 1 << 1)
        static let isRented = Traits(rawValue: 1 << 2)
        static let isShortener = Traits(rawValue: 1 << 3)
        static let isEncoded = Traits(rawValue: 1 << 4)
        static let isNoisy = Traits(rawValue: 1 << 5)
        static let hasSuspiciousSuffix = Traits(rawValue: 1 << 6)
        /// Pages of it may forward to any address.
        static let mayForward = Traits(rawValue: 1 << 7)

        // MARK: Of the link

        /// Of neither the author's organization nor a recipient's.
        static let isThirdParty = Traits(rawValue: 1 << 8)
        static let isMail = Traits(rawValue: 1 << 9)
        /// It leads to a host, and not to a mailbox.
        static let isWeb = Traits(rawValue: 1 << 10)
        /// The same, and to a third party's.
        static let isForeign = Traits(rawValue: 1 << 11)
        /// A name stands before an @ in front of the host (RFC 3986 §3.2.1).
        static let hasUser = Traits(rawValue: 1 << 12)
        static let hasPort = Traits(rawValue: 1 << 13)
        /// The host is given as a number.
        static let isAddress = Traits(rawValue: 1 << 14)
        /// It leads to a page in the message or a program.
        static let isProgram = Traits(rawValue: 1 << 15)
        static let isClear = Traits(rawValue: 1 << 16)
        static let isEncrypted = Traits(rawValue: 1 << 17)
        static let isRedirector = Traits(rawValue: 1 << 18)
        /// It shows another host, and no redirector explains that.
        static let isMismatch = Traits(rawValue: 1 << 19)
        static let hasTarget = Traits(rawValue: 1 << 20)
    }

    /// - Parameter links: lends what a copy of the link would hold.
    init(_ links: Span<Content.Link>, at index: Int, _ host: HostFacts?, isThirdParty: Bool) {
        self.index = index
        self.host = host
        var traits = host?.linkTraits ?? []
        let kind = links[index].kind
        let isMail = kind == "mailto"
        if isThirdParty { traits.insert(.isThirdParty) }
        if isMail {
            traits.insert(.isMail)
        } else {
            if links[index].host != nil { traits.insert(.isWeb) }
            if isThirdParty { traits.insert(.isForeign) }
            if kind == "https" || kind == "http" || kind == "address" {
                let authority = Authority(links[index].url)
                if authority.hasUser { traits.insert(.hasUser) }
                if authority.port != nil { traits.insert(.hasPort) }
                if kind == "address" { traits.insert(.isAddress) }
            } else if kind == "data" || kind == "javascript" {
                traits.insert(.isProgram)
            }
        }
        if let encrypted = links[index].encrypted { traits.insert(encrypted ? .isEncrypted : .isClear) }
        if links[index].redirector { traits.insert(.isRedirector) }
        if links[index].mismatch, !links[index].redirector { traits.insert(.isMismatch) }
        if links[index].target != nil { traits.insert(.hasTarget) }
        self.traits = traits
    }

    func has(_ trait: Traits) -> Bool { traits.isSuperset(of: trait) }

    /// What stands between `//` and the path of an address (RFC 3986 §3.2).
    struct Authority {
        private(set) var hasUser = false
        /// Octets of the address; nil where there is none.
        private(set) var port: Range<Int>?

        init(_ url: String) {
            let url = url.utf8.span
            var colon: Int?
            var index = (url.first(0x3A, from: 0) ?? url.count) + 3
            authority: while index < url.count {
                switch url[index] {
                case 0x2F, 0x3F, 0x23: break authority
                case 0x40: hasUser = true
                case 0x3A: colon = index
                case 0x5D: colon = nil
                default: break
                }
                index += 1
            }
            if let colon, colon + 1 < index { port = (colon + 1)..<index }
        }
    }
}

extension Evidence {
    /// The links of a kind among the first ones.
    func links(atMost limit: Int = .max, where isWanted: (JudgedLink) -> Bool) -> [JudgedLink] {
        var found: [JudgedLink] = []
        for link in facts.links.prefix(limit) where isWanted(link) { found.append(link) }
        return found
    }

    /// The places of the links that have all of some traits, among the first `range` links.
    func places(of traits: JudgedLink.Traits, among range: Int = .max, atMost limit: Int = .max, where isWanted: (JudgedLink) -> Bool = { _ in true }) -> [Place] {
        var places: [Place] = []
        let links = facts.links.span
        for index in 0..<min(range, links.count) where links[index].has(traits) && isWanted(links[index]) && places.count < limit {
            places.append(place(links[index]))
        }
        return places
    }

    func place(_ link: JudgedLink) -> Place { content.links[link.index].place }

    func url(_ link: JudgedLink) -> String { content.links[link.index].url }

    /// The links of a kind as places, where they weigh: a digest of many sites links to all sorts of hosts, so that one
    /// such host among more than four others says nothing.
    func weightyLinks(of traits: JudgedLink.Traits, where isOfKind: (JudgedLink) -> Bool = { _ in true }) -> [Place] {
        let found = links(atMost: 300) { $0.has(.isWeb) && $0.has(traits) && isOfKind($0) }
        guard !found.isEmpty else { return [] }
        let hosts = Set(links(atMost: 300) { $0.has(.isWeb) }.lazy.compactMap { content.links[$0.index].host }).count
        let own = Set(found.lazy.compactMap { content.links[$0.index].host }).count
        return own * 5 >= hosts ? found.prefix(10).map { place($0) } : []
    }
}
