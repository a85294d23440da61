/// Who carried a message, and the one sentence about it, such as "A UK body's alert, sent by a US company from servers in
/// the US." The facts stand apart from the words: `Carriage(evidence)` gathers them, `sentence` puts any of them into words.

package struct Carriage: Sendable {
    package enum Author: Sendable, Hashable {
        /// A domain that only public bodies get, and its country where it stands for one.
        case publicBody(String?)
        case domain(String, country: String?)
        case nobody
    }

    package struct Mailer: Sendable, Hashable {
        package var name: String
        package var country: String?
        package var isCompany: Bool
        package init(_ name: String, _ country: String?, isCompany: Bool = true) {
            self.name = name
            self.country = country
            self.isCompany = isCompany
        }
    }

    package enum Sender: Sendable, Hashable {
        case ownServers
        /// Known ones, who run the server that handed it in, get its error messages or signed it.
        case mailers([Mailer])
        /// Only the network tells: the server has no name, or bears the author's, as mailers let their customers have it.
        case network(Mailer)
        case mailingList(String)
        case forwarder(String)
        /// A customer's line, and whose network it is in.
        case line(String?)
        /// Nobody known; what is known of the server.
        case server(String)
    }

    package enum Noun: String, Sendable { case alert, newsletter, message }

    package var noun = Noun.message
    package var author = Author.nobody
    /// The author's domain vouches for it.
    package var isVouched = false
    /// The author's domain denies it: the message only bears its name.
    package var isDenied = false
    package var sender: Sender
    /// Countries of the server that handed it in: one, or none where it is not known.
    package var countries: [String] = []
    /// Countries of the servers before that one, by what they say.
    package var claimedCountries: [String] = []
    /// Known companies that had a part in it, whoever the sentence names.
    package var operators: [Route.Operator] = []
    /// The server has an address of the internet, so that it stands somewhere.
    package var hasPlace = false
    /// A relay that the recipient may have put before his own server.
    package var frontRelay: String?

    package init(sender: Sender) { self.sender = sender }

    // MARK: The sentence

    package var sentence: String { "\(subject), \(deed)." }

    private var subject: String {
        let article = noun == .alert ? "An" : "A"
        switch author {
        case .nobody: return "\(article) \(noun.rawValue) without an author"
        case .domain(let domain, let country):
            let home = country.flatMap(Words.adjective).map { ", \(Words.withArticle($0)) domain" } ?? ""
            return "\(article) \(noun.rawValue) \(isVouched ? "from" : "in the name of") \(domain)\(home)"
        case .publicBody(let country):
            let body = country.map { Words.kind("body", of: $0) } ?? "a public body"
            if isDenied { return "\(article) \(noun.rawValue) in the name of \(body)" }
            // "A body in Samoa's alert" would be Samoa's.
            guard country.map({ Words.adjective($0) != nil }) ?? true else { return "\(article) \(noun.rawValue) of \(body)" }
            return "\(Words.capitalized(body))'s \(noun.rawValue)"
        }
    }

    private var deed: String {
        switch sender {
        case .ownServers: return "sent from its own servers" + place(" in ", or: "")
        case .mailers(let mailers): return "sent by \(Self.words(mailers))" + place(" from servers in ", or: " from servers whose country is not known")
        case .network(let mailer):
            let who = mailer.country.map { "\(Words.kind("company", of: $0)) (\(mailer.name))" } ?? "\(mailer.name), whose country is not known"
            return "sent from the network of \(who)," + place(" by servers in ", or: " by servers whose country is not known")
        case .mailingList(let name): return "passed on by the mailing list \(name)" + place(" from servers in ", or: "")
        case .forwarder(let name): return "forwarded by \(name)" + place(" from servers in ", or: "")
        case .line(let network):
            return "sent from a private connection" + place(" in ", or: "") + (network.map { " (network: \($0))" } ?? "")
        case .server(let server): return "handed in by \(server)" + place(" in ", or: "")
        }
    }

    /// Where the servers stand.
    private func place(_ preposition: String, or unknown: String) -> String {
        let others = claimedCountries.filter { !countries.contains($0) }
        let known = Words.list(countries.map(Words.country))
        guard !known.isEmpty else { return hasPlace ? unknown : "" }
        guard !others.isEmpty else { return preposition + known }
        return preposition + known + ", and before that, as it is said, in " + Words.list(others.map(Words.country), atMost: 3)
    }

    /// "a US company", "a US and a French company", "two US companies"; by name where more is not known.
    private static func words(_ mailers: [Mailer]) -> String {
        guard let first = mailers.first else { return "somebody" }
        let countries = mailers.compactMap(\.country)
        guard mailers.allSatisfy(\.isCompany), countries.count == mailers.count else {
            return Words.list(mailers.map(named), atMost: 3)
        }
        var distinct: [String] = []
        for country in countries where !distinct.contains(country) { distinct.append(country) }
        if mailers.count == 1 { return Words.kind("company", of: first.countryOrEmpty) }
        let adjectives = distinct.compactMap(Words.adjective)
        guard adjectives.count == distinct.count else {
            return "companies in " + Words.list(distinct.map(Words.country), atMost: 3)
        }
        let number = mailers.count == 2 ? "two" : mailers.count == 3 ? "three" : "\(mailers.count)"
        if adjectives.count == 1 { return "\(number) \(adjectives[0]) companies" }
        return Words.list(adjectives.map(Words.withArticle), atMost: 3) + " company"
    }

    private static func named(_ mailer: Mailer) -> String {
        guard mailer.isCompany else { return mailer.name }
        return mailer.name + (mailer.country.map { ", \(Words.kind("company", of: $0))," } ?? ", whose country is not known,")
    }
}

extension Carriage.Mailer {
    /// Without what stands in parentheses: `Mailjet (Sinch)` is `Mailjet`.
    var shortName: String { String(name.prefix { $0 != "(" }).split(separator: " ").joined(separator: " ") }

    fileprivate var countryOrEmpty: String { country ?? "" }
}
