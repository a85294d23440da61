import DKIM
import DNS
import Geography
import MIME
import SPF

/// The three answers that a recipient wants: who vouches for it, who carried it, who learns that it was opened.
enum Answers {
    typealias Answer = Verdict.Answer
    typealias Party = Verdict.Answer.Party

    // MARK: Who vouches for it

    static func vouched(_ evidence: Evidence) -> Answer {
        guard let author = evidence.message.authorDomain else {
            return Answer("The message names no author whom anybody could vouch for.")
        }
        if evidence.isAuthorVerified { return byAuthor(author, evidence) }
        if evidence.isAuthorRecordedVerified {
            return Answer(
                "A note of the receiving server says that \(author) vouches for it; that cannot be verified any more.",
                [Party(name: author, role: "recorded")])
        }
        let others = otherVouchers(evidence)
        if !others.isEmpty {
            return Answer(
                "Nothing vouches for the author's domain \(author); only \(Words.list(others.map(\.name))) vouches for having sent it.",
                others)
        }
        if !evidence.isAuthenticationComplete {
            return Answer("That could not be checked without the domain's published records.")
        }
        return Answer("Nothing vouches for the author's domain \(author).")
    }

    private static func byAuthor(_ author: String, _ evidence: Evidence) -> Answer {
        var own: [String] = []
        var parties = evidence.alignedSignatures.map { Party(name: $0.domain ?? author, role: "dkim") }
        if !evidence.wholeAlignedSignatures.isEmpty {
            own.append("its signature is sound (DKIM)")
        } else if !parties.isEmpty {
            own.append("its signature is sound, but does not cover all of the message (DKIM)")
        }
        if evidence.isSPFAligned, let spf = evidence.authentication.spfMailFrom {
            parties.append(Party(name: spf.domain, role: "spf"))
            own.append("the server was entitled to send for it (SPF)")
        }
        let reasons = own.isEmpty ? "" : ": \(own.joined(separator: ", and "))"
        return Answer("The author's domain \(author) vouches for it\(reasons).", parties)
    }

    /// Domains that take responsibility without being the author's.
    private static func otherVouchers(_ evidence: Evidence) -> [Party] {
        var parties: [Party] = []
        for signature in evidence.authentication.dkim where signature.result == .pass {
            if let domain = signature.domain { parties.append(Party(name: domain, role: "dkim")) }
        }
        if let spf = evidence.authentication.spfMailFrom, spf.result == .pass {
            parties.append(Party(name: spf.domain, role: "spf"))
        }
        var seen: Set<String> = []
        return parties.filter { seen.insert($0.name).inserted }
    }

    // MARK: Who carried it

    static func carried(_ evidence: Evidence, _ carriage: Carriage?) -> Answer {
        guard let carriage else {
            return Answer("Nothing in the message tells who carried it: it bears no postmarks.")
        }
        var parties = carriage.operators.map { Party(name: $0.name, country: $0.country, role: "operator") }
        switch carriage.sender {
        case .network(let mailer): parties.append(Party(name: mailer.name, country: mailer.country, role: "network"))
        case .mailingList(let name): parties.append(Party(name: name, role: "list"))
        case .forwarder(let name): parties.append(Party(name: name, role: "forwarder"))
        case .ownServers, .mailers, .line, .server: break
        }
        if let border = evidence.facts.border, let name = border.hop.from.rdns ?? border.hop.from.helo ?? border.hop.from.ip?.description {
            parties.append(Party(name: name, country: border.hop.location?.country, role: "server"))
        }
        return Answer(Words.joined([carriage.sentence] + carriage.details(evidence)), parties)
    }

    // MARK: Who learns that it was opened

    static func watched(_ evidence: Evidence) -> Answer {
        let content = evidence.content
        let (beacons, loads) = (content.beacons.span, content.remoteLoads.span)
        let beaconHosts = ordered(beacons.count) { beacons[$0].host }
        let otherHosts = ordered(loads.count) { loads[$0].host }.filter { !beaconHosts.contains($0) }
        if beaconHosts.isEmpty, otherHosts.isEmpty, content.receipts.isEmpty {
            return Answer(
                evidence.isPartlyUnread
                    ? "In the part that could be read there is nothing that opening it would load; not all of it could be read."
                    : "Opening it tells nobody.")
        }
        var parties = beaconHosts.map { party($0, "beacon") } + otherHosts.map { party($0, "image") }
        parties += content.receipts.map { Party(name: $0.address, role: "receipt") }
        let receipt = content.receipts.first.map { " It also asks your mail program to report to \($0.address) that you read it." } ?? ""
        let others = Words.list(otherHosts.map { described(party($0, "image")) }, atMost: 3)
        if !beaconHosts.isEmpty {
            let who = Words.list(beaconHosts.map { described(party($0, "beacon")) }, atMost: 3)
            let also = otherHosts.isEmpty ? "" : "; files are also loaded from \(others)"
            return Answer("Opening it with pictures on tells \(who) that you opened it, when, and from which address\(also).\(receipt)", parties)
        }
        if !otherHosts.isEmpty {
            return Answer("Opening it with pictures on loads files from \(others), which can see when and from which address.\(receipt)", parties)
        }
        let address = content.receipts.first?.address ?? ""
        return Answer("Your mail program is asked to report to \(address) that you read it; otherwise opening it tells nobody.", parties)
    }

    private static func party(_ host: String, _ role: String) -> Party {
        Party(name: host, country: OperatorCatalogue.standard.entry(ofHost: host)?.country, role: role)
    }

    private static func described(_ party: Party) -> String {
        guard let known = OperatorCatalogue.standard.entry(ofHost: party.name) else { return party.name }
        let country = known.country.map { ", in " + Words.country($0) } ?? ""
        return "\(party.name) (\(known.name)\(country))"
    }

    /// The names at so many places, each once. The same often stand one after the other, and there are few different ones.
    private static func ordered(_ count: Int, _ name: (Int) -> String?) -> [String] {
        var seen: Set<String> = []
        var ordered: [String] = []
        for index in 0..<count {
            guard let name = name(index), name != ordered.last else { continue }
            if seen.insert(name).inserted { ordered.append(name) }
        }
        return ordered
    }
}

extension Evidence {
    /// Whether a government's mail was sent by a company or from a server of another country.
    var isCarriedAbroad: Bool {
        guard isAuthorGovernment, let home = authorCountry else { return false }
        let place = route.borderHop?.location?.country
        return (carriers.map(\.operator.country) + [place]).contains { $0 != nil && $0 != home }
    }

    /// Whether a limit, a contradiction or encryption keeps part of the content from view.
    var isPartlyUnread: Bool {
        !content.limits.isEmpty || message.anomalies.contains { Self.unreadCodes.contains($0.code) }
            || message.parsed.parts.contains { Self.encryptedTypes.contains($0.contentType) }
    }

    private static let unreadCodes: Set<String> = [
        "part-limit", "nesting-limit", "size-limit", "duplicate-content-type", "unparsable-message", "boundary-guessed",
        "encoded-message-limit", "parameter-limit", "encoded-word-limit",
    ]
    private static let encryptedTypes = ["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"]
}
