/// Who runs a host, by its name: companies that send, keep, filter or watch mail for others, and governments. Nothing
/// is guessed: a host of nobody in the catalogue has no operator, and an operator whose country is not known has none.

package struct OperatorCatalogue: Sendable {
    package enum Kind: String, Sendable {
        case esp, mailbox, government, tracker, list, security
        /// Lets servers to anybody: what they send is their tenants'.
        case hosting
        /// Carries packets for anybody, and gives its customers' addresses names under its own.
        case network

        /// Whether a name under its domains says that it sent the message itself.
        package var isMailer: Bool { self != .hosting && self != .network }
    }
    /// What an entry rests on.
    package enum Basis: String, Sendable { case header, documentation, general }

    /// A class: it is looked up for each host, and mostly asked for one thing.
    package final class Entry: Sendable {
        package let domains: [String]
        package let name: String
        /// ISO 3166-1 alpha-2.
        package let country: String?
        package let kind: Kind
        package let basis: Basis

        /// As registered, where that is another name.
        package let legalName: String?
        package let parent: Route.Operator.Parent?

        package var `operator`: Route.Operator {
            Route.Operator(name: name, country: country, legalName: legalName, parent: parent)
        }

        init(
            domains: [String], name: String, country: String?, kind: Kind, basis: Basis, legalName: String?,
            parent: Route.Operator.Parent?
        ) {
            self.domains = domains
            self.name = name
            self.country = country
            self.kind = kind
            self.basis = basis
            self.legalName = legalName
            self.parent = parent
        }
    }

    package let entries: [Entry]
    /// By the hash of a domain, taken from its end: one pass over a host's name asks for each domain that it is in.
    private let byDomain: [UInt64: (domain: String, entry: Int)]
    /// A bit for each of these hashes: nearly all that is asked for is not in the catalogue.
    private let presence: [UInt64]
    private let byName: [String: Int]

    package static let standard = OperatorCatalogue(data)

    /// - Parameter text: `domains|name|country|kind|basis|legal name|parent|its country` per line, of which the last three may be left out; a line of another form is left out, which the
    ///   tests of the catalogue do not let pass.
    package init(_ text: String) {
        var entries: [Entry] = []
        var byDomain: [UInt64: (domain: String, entry: Int)] = [:]
        var byName: [String: Int] = [:]
        var presence = [UInt64](repeating: 0, count: 256)
        for line in text.utf8.split(separator: 0x0A) {
            let parts = line.split(separator: 0x7C, omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard (5...8).contains(parts.count), let kind = Kind(rawValue: parts[3]),
                let basis = Basis(rawValue: parts[4])
            else {
                continue
            }
            let domains = parts[0].utf8.split(separator: 0x2C).map { String(Substring($0)) }
            for domain in domains {
                let hash = domain.utf8.reversed().reduce(Self.seed, Self.hash)
                // No two of the catalogue's domains share a hash, as its tests show.
                byDomain[hash] = (domain, entries.count)
                presence[Self.word(hash)] |= Self.bit(hash)
            }
            // The first of a name counts; it stands for the company as a whole.
            let key = Self.key(parts[1])
            if byName[key] == nil { byName[key] = entries.count }
            entries.append(
                Entry(
                    domains: domains, name: parts[1], country: parts[2].isEmpty ? nil : parts[2], kind: kind,
                    basis: basis, legalName: Self.text(parts, 5),
                    parent: Self.text(parts, 6).map { Route.Operator.Parent(name: $0, country: Self.text(parts, 7)) }))
        }
        self.entries = entries
        self.byDomain = byDomain
        self.presence = presence
        self.byName = byName
    }

    /// The operator of a name, however it is spaced and capitalised: `MailChimp` is `Mailchimp (Intuit)`.
    package func entry(named name: String) -> Entry? {
        let key = Self.key(name)
        return key.isEmpty ? nil : byName[key].map { entries[$0] }
    }

    /// Letters and digits in lower case, without what stands in parentheses.
    private static func key(_ name: String) -> String {
        let name = name.utf8.prefix { $0 != 0x28 }
        if name.allSatisfy({ $0 < 0x80 }) { return String(decoding: name.lazy.filter { $0.isLetter || $0.isDigit }.map(\.lowered), as: UTF8.self) }
        return Substring(name).lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func text(_ parts: [String], _ index: Int) -> String? {
        parts.indices.contains(index) && !parts[index].isEmpty ? parts[index] : nil
    }

    /// The operator of a host: of the longest of the catalogue's domains that the host is in.
    package func entry(ofHost host: String) -> Entry? { index(ofHost: host).map { entries[$0] } }

    /// Whether one known operator runs both hosts.
    package func areOne(_ one: String, _ other: String) -> Bool {
        guard let operatorOfOne = index(ofHost: one) else { return false }
        return operatorOfOne == index(ofHost: other)
    }

    private func index(ofHost host: String) -> Int? {
        let octets = host.utf8.span
        var end = octets.count
        if end > 0, octets[end - 1] == 0x2E { end -= 1 }
        guard (1...255).contains(end) else { return nil }
        let presence = presence.span
        var hash = Self.seed
        var found: Int?
        var index = end
        while index > 0 {
            index -= 1
            let octet = octets[index].lowered
            if octet == 0x2E, presence[Self.word(hash)] & Self.bit(hash) != 0, let known = byDomain[hash],
                Self.holds(octets, known.domain, from: index + 1, to: end)
            {
                found = known.entry
            }
            hash = Self.hash(hash, octet)
        }
        if presence[Self.word(hash)] & Self.bit(hash) != 0, let known = byDomain[hash],
            Self.holds(octets, known.domain, from: 0, to: end)
        {
            found = known.entry
        }
        return found
    }

    private static func word(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & 255 }
    private static func bit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 58) }

    /// FNV-1a.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static func hash(_ hash: UInt64, _ octet: UInt8) -> UInt64 { (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }

    private static func holds(_ octets: Span<UInt8>, _ domain: String, from start: Int, to end: Int) -> Bool {
        let wanted = domain.utf8.span
        guard wanted.count == end - start else { return false }
        for index in 0..<wanted.count where octets[start + index].lowered != wanted[index] { return false }
        return true
    }
}
