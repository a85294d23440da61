import DNS
import Domains
import Geography
import MIME
import SPF

/// What the sentence about the carriers rests on: the border hop, which the receiver vouches for, the catalogue of
/// operators, and what else the message says of lists and forwarders.
extension Carriage {
    init(_ evidence: borrowing Evidence) {
        let carriers = evidence.carriers
        let frontRelay = evidence.frontRelay
        self.init(sender: evidence.sender(carriers, isFiltered: frontRelay != nil))
        self.frontRelay = frontRelay
        operators = carriers.map(\.operator)
        noun = evidence.noun
        let country = evidence.authorCountry
        if evidence.isAuthorGovernment {
            author = .publicBody(country)
        } else if let domain = evidence.message.authorDomain {
            author = .domain(domain, country: country)
        }
        isVouched = evidence.isAuthorVerified || evidence.isAuthorRecordedVerified
        isDenied = !isVouched && (evidence.isSenderForbidden || evidence.isDisowned)
        guard let border = evidence.facts.border else { return }
        hasPlace = border.hop.from.ip.map { AddressScope($0) == .public } ?? false
        // An anycast address is in many countries at once.
        if let location = border.hop.location, !location.isAnycast, let country = location.country { countries = [country] }
        switch sender {
        case .mailers, .ownServers: claimedCountries = Self.claimed(evidence.route)
        case .network, .mailingList, .forwarder, .line, .server: break
        }
    }

    /// Of the servers below the border, in the order of the journey backwards; not of the author's own computer.
    private static func claimed(_ route: Route) -> [String] {
        var countries: [String] = []
        for hop in route.hops.prefix(route.boundary ?? 0).reversed() {
            guard let location = hop.location, !location.isAnycast, let country = location.country, !countries.contains(country),
                !Submission.isOne(hop), hop.with?.uppercased().hasPrefix("HTTP") != true, let ip = hop.from.ip,
                let name = hop.from.rdns, !DynamicName.matches(name, ip)
            else { continue }
            countries.append(country)
        }
        return countries
    }

    /// Names and addresses behind the sentence, for who wants to look further.
    func details(_ evidence: Evidence) -> [String] {
        var sentences: [String] = []
        switch sender {
        case .mailers(let mailers):
            let isNamed = !mailers.allSatisfy { $0.isCompany && $0.country != nil }
            let names = Words.list(mailers.map(\.name), atMost: 4)
            if !isNamed { sentences.append("\(mailers.count == 1 ? "The company is" : "The companies are") \(names).") }
            sentences += Self.handedIn(evidence.facts.border)
        case .network(let mailer):
            if let border = evidence.facts.border, border.hop.from.rdns == nil, let ip = border.hop.from.ip {
                sentences.append("The relay noted no name for the address \(ip); that it is in \(mailer.shortName)'s network is all that tells.")
            } else {
                sentences += Self.handedIn(evidence.facts.border)
            }
        case .ownServers, .mailingList, .forwarder, .line:
            sentences += Self.handedIn(evidence.facts.border)
        case .server:
            if let network = evidence.facts.border.flatMap({ Self.network($0.hop) }) { sentences.append(Words.ended("Its address is \(network)")) }
        }
        if let relay = frontRelay {
            sentences.append("That may be a relay of the recipient's own: with --trusted \(relay), the hop before it counts.")
        }
        return sentences
    }

    /// "It was handed in by mail.example.org (192.0.2.1), in the network of EXAMPLE."
    private static func handedIn(_ border: Border?) -> [String] {
        guard let border, border.hop.from.ip != nil else { return [] }
        return [Words.ended("It was handed in by " + serverName(border.hop) + (network(border.hop).map { ", " + $0 } ?? ""))]
    }

    private static func network(_ hop: Hop) -> String? {
        hop.location?.network.map { "in the network of \($0)" + (hop.location?.isHosting == true ? ", which lets servers to anybody" : "") }
    }

    /// The name that the receiver found for the address; what a client calls itself, and a name that does not lead back
    /// to the address, is only that.
    static func serverName(_ hop: Hop) -> String {
        guard let ip = hop.from.ip else {
            if let name = hop.from.rdns { return name }
            return hop.from.helo.map { "a server that called itself \($0)" } ?? "the receiving machine itself"
        }
        if AddressScope(ip) == .loopback { return "the receiving machine itself" }
        if let name = hop.from.rdns { return hop.nameMayBeForged ? "\(ip) (whose unconfirmed name is \(name))" : "\(name) (\(ip))" }
        if let helo = hop.from.helo, helo != ip.description { return "\(ip) (which called itself \(helo))" }
        return ip.description
    }
}

extension Evidence {
    fileprivate func sender(_ carriers: [(host: String, operator: Route.Operator)], isFiltered: Bool) -> Carriage.Sender {
        if let list = listName { return .mailingList(list) }
        if let forwarder { return .forwarder(forwarder) }
        guard let border = facts.border else { return .server("an unknown server") }
        let network = border.hop.location?.asn.flatMap(MailNetworks.entry(ofSystem:)).map { Carriage.Mailer($0.name, $0.country) }
        if sameOrganization(border.hop.confirmedName, message.authorDomain), !facts.isBorderOnLine {
            // A mailer gives the address a name of the customer's; who is in his own network is at home.
            return network.flatMap { isOwn($0) ? nil : .network($0) } ?? .ownServers
        }
        let mailers: [Carriage.Mailer] = carriers.compactMap { carrier in
            let kind = OperatorCatalogue.standard.entry(ofHost: carrier.host)?.kind
            if isFiltered, kind == .security { return nil }
            return Carriage.Mailer(carrier.operator.name, carrier.operator.country, isCompany: kind != .government && kind != .list)
        }
        if !mailers.isEmpty { return .mailers(mailers) }
        if facts.isBorderOnLine { return .line(border.hop.location?.network) }
        if border.hop.from.rdns == nil, let network { return .network(network) }
        return .server(Carriage.serverName(border.hop))
    }

    /// The client at the border, where it may be a filter that the recipient has put before his own server: it wrote the
    /// field below, it is known for filtering, and nothing says that it sends for the author.
    fileprivate var frontRelay: String? {
        guard let border = facts.border, authentication.spfMailFrom?.result != .pass,
            let client = border.hop.confirmedName, OperatorCatalogue.standard.entry(ofHost: client)?.kind == .security,
            let boundary = route.boundary, boundary > 0, House.areOne(client, route.hops[boundary - 1].by.name)
        else { return nil }
        return PublicSuffix.registrableDomain(of: client)
    }

    private func isOwn(_ mailer: Carriage.Mailer) -> Bool {
        message.authorDomain.flatMap { OperatorCatalogue.standard.entry(ofHost: $0) }?.name == mailer.name
    }

    /// What the message is to its reader: its subject alone tells, so that nobody's text decides more than this word.
    fileprivate var noun: Carriage.Noun {
        if let subject = message.parsed.subject, Self.holdsAlert(subject.utf8.span.extracting(first: 300)) { return .alert }
        return isNewsletter && !isDiscussionList ? .newsletter : .message
    }

    private static func holdsAlert(_ subject: Span<UInt8>) -> Bool {
        var start = 0
        for end in 0...subject.count {
            // Octets beyond ASCII belong to letters of other languages.
            if end < subject.count, subject[end].isLetter || subject[end] >= 0x80 { continue }
            if end - start >= 5 {
                let word = subject.extracting(start..<end)
                if alerts.contains(where: { $0.utf8.count == word.count && word.matches($0.utf8.span, at: 0) }) { return true }
            }
            start = end + 1
        }
        return false
    }

    private static let alerts = ["alert", "alerts", "warning", "warnings", "threat", "emergency"]

    /// RFC 2919: the name of the discussion list that passed the message on, where it is a domain name.
    private var listName: String? {
        guard isDiscussionList, let field = header.first("list-id") else { return nil }
        let value = header.text(field)
        guard let start = value.lastIndex(of: "<"), let end = value.lastIndex(of: ">"), start < end else { return nil }
        let name = value[value.index(after: start)..<end]
        let isName = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
        return isName && (3...100).contains(name.utf8.count) && name.contains(".") ? name.lowercased() : nil
    }

    /// Who forwards rewrites the reverse-path to his own domain: by the Sender Rewriting Scheme (`SRS0=…`), or as Gmail
    /// (`+caf_=`).
    private var forwarder: String? {
        guard let path = envelope.mailFrom, let at = path.utf8.lastIndex(of: 0x40) else { return nil }
        let local = path.utf8.span.extracting(first: path.utf8.distance(from: path.startIndex, to: at))
        let isRewritten = local.count > 4 && local.matches("srs".utf8.span, at: 0) && local[3] | 1 == 0x31 && [0x2B, 0x2D, 0x3D].contains(local[4])
        return isRewritten || local.holds("+caf_=") ? mailFromDomain : nil
    }

    /// Whether the author's domain asks to refuse or set aside what it does not vouch for, and this is such mail.
    fileprivate var isDisowned: Bool {
        let dmarc = authentication.dmarc
        return isRefusalRecorded || dmarc.result == .fail && (dmarc.disposition == .reject || dmarc.disposition == .quarantine)
    }
}
