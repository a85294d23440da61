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

    package struct Entry: Sendable, Hashable {
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
    }

    package let entries: [Entry]
    private let byDomain: [String: Int]
    private let byName: [String: Int]

    package static let standard = OperatorCatalogue(data)

    /// - Parameter text: `domains|name|country|kind|basis|legal name|parent|its country` per line, of which the last three may be left out; a line of another form is left out, which the
    ///   tests of the catalogue do not let pass.
    package init(_ text: String) {
        var entries: [Entry] = []
        var byDomain: [String: Int] = [:]
        var byName: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard (5...8).contains(parts.count), let kind = Kind(rawValue: parts[3]),
                let basis = Basis(rawValue: parts[4])
            else {
                continue
            }
            let domains = parts[0].split(separator: ",").map(String.init)
            for domain in domains { byDomain[domain] = entries.count }
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
        self.byName = byName
    }

    /// The operator of a name, however it is spaced and capitalised: `MailChimp` is `Mailchimp (Intuit)`.
    package func entry(named name: String) -> Entry? {
        let key = Self.key(name)
        return key.isEmpty ? nil : byName[key].map { entries[$0] }
    }

    /// Letters and digits in lower case, without what stands in parentheses.
    private static func key(_ name: String) -> String {
        name.prefix { $0 != "(" }.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func text(_ parts: [String], _ index: Int) -> String? {
        parts.indices.contains(index) && !parts[index].isEmpty ? parts[index] : nil
    }

    /// The operator of a host: of the longest of the catalogue's domains that the host is in.
    package func entry(ofHost host: String) -> Entry? {
        var name = host.lowercased()[...]
        if name.hasSuffix(".") { name = name.dropLast() }
        guard name.utf8.count <= 255 else { return nil }
        while !name.isEmpty {
            if let index = byDomain[String(name)] { return entries[index] }
            guard let dot = name.firstIndex(of: ".") else { return nil }
            name = name[name.index(after: dot)...]
        }
        return nil
    }
}
