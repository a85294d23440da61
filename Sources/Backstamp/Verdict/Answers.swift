import DKIM
import DNS
import Geography
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
        var own: [String] = []
        var parties: [Party] = []
        for signature in evidence.alignedSignatures {
            parties.append(Party(name: signature.domain ?? author, role: "dkim"))
        }
        if !evidence.wholeAlignedSignatures.isEmpty {
            own.append("its signature is sound (DKIM)")
        } else if !parties.isEmpty {
            own.append("its signature is sound, but covers only the beginning of the text (DKIM)")
        }
        if evidence.isSPFAligned, let spf = evidence.authentication.spfMailFrom {
            parties.append(Party(name: spf.domain, role: "spf"))
            own.append("the server was entitled to send for it (SPF)")
        }
        if !own.isEmpty {
            return Answer("The author's domain \(author) vouches for it: \(own.joined(separator: ", and ")).", parties)
        }
        if evidence.isAuthorRecordedVerified {
            return Answer(
                "The receiving server noted on arrival that \(author) vouches for it; that cannot be verified any more.",
                [Party(name: author, role: "recorded")])
        }
        let others = otherVouchers(evidence)
        if !others.isEmpty {
            return Answer(
                "Nothing vouches for the author's domain \(author); only \(Words.list(others.map(\.name))) vouches for having sent it.",
                others)
        }
        if !evidence.isAuthenticationComplete {
            return Answer("That could not be checked: the domain's published records were not to be had.")
        }
        return Answer("Nothing vouches for the author's domain \(author).")
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

    static func carried(_ evidence: Evidence) -> Answer {
        guard !evidence.route.hops.isEmpty else {
            return Answer("Nothing in the message tells who carried it: it bears no postmarks.")
        }
        let carriers = evidence.carriers
        let border = evidence.route.borderHop
        let place = (border?.location ?? evidence.route.origin?.location)?.country
        var parties = carriers.map { Party(name: $0.operator.name, country: $0.operator.country, role: "operator") }
        if let border, let name = border.from.rdns ?? border.from.helo ?? border.from.ip?.description {
            parties.append(Party(name: name, country: border.location?.country, role: "server"))
        }
        var sentence = "It was handed in by " + (border.map(serverName) ?? "an unknown server")
        if let place { sentence += " in " + Words.country(place) }
        if let sender = carriers.first?.operator {
            sentence = "It was sent by \(sender.name)"
            if let country = sender.country { sentence += ", a company in \(Words.country(country))" }
            if let place { sentence += ", from a server in \(Words.country(place))" }
        }
        let countries = carriers.compactMap(\.operator.country) + [place].compactMap { $0 }
        if evidence.isAuthorGovernment, let home = evidence.authorCountry, countries.contains(where: { $0 != home }) {
            sentence += ", although its author \(evidence.message.authorDomain ?? "") is a public body of \(Words.country(home))"
        }
        return Answer(sentence + "." + brokenTransport(evidence), parties)
    }

    /// Said only where encryption was used that protects against nobody; plain transport is a finding of its own.
    private static func brokenTransport(_ evidence: Evidence) -> String {
        guard let weakest = evidence.route.weakestTransport, weakest.grade == .f,
            let hop = evidence.route.hops.first(where: { $0.index == weakest.hop }), hop.tls.used == true
        else { return "" }
        return " On its way to \(hop.by.name ?? "a relay") it was protected only by encryption that can be broken."
    }

    private static func serverName(_ hop: Hop) -> String {
        switch (hop.from.rdns ?? hop.from.helo, hop.from.ip) {
        case (let name?, let ip?): "\(name) (\(ip))"
        case (let name?, nil): name
        case (nil, let ip?): "\(ip)"
        case (nil, nil): "an unnamed server"
        }
    }

    // MARK: Who learns that it was opened

    static func watched(_ evidence: Evidence) -> Answer {
        let content = evidence.content
        let beaconHosts = ordered(content.beacons.compactMap(\.host))
        let otherHosts = ordered(content.remoteLoads.compactMap(\.host)).filter { !beaconHosts.contains($0) }
        var parties = beaconHosts.map { party($0, "beacon") } + otherHosts.map { party($0, "image") }
        parties += content.receipts.map { Party(name: $0.address, role: "receipt") }
        let receipt = content.receipts.first.map { " It also asks your mail program to report to \($0.address) that you read it." } ?? ""
        if !beaconHosts.isEmpty {
            let who = Words.list(beaconHosts.prefix(3).map { described(party($0, "beacon")) })
            return Answer("Opening it with pictures on tells \(who) that you opened it, when, and from which address.\(receipt)", parties)
        }
        if !otherHosts.isEmpty {
            let who = Words.list(otherHosts.prefix(3).map { described(party($0, "image")) })
            return Answer("Opening it with pictures on loads files from \(who), which can see when and from which address.\(receipt)", parties)
        }
        if let address = content.receipts.first?.address {
            return Answer("Your mail program is asked to report to \(address) that you read it; otherwise opening it tells nobody.", parties)
        }
        return Answer("Opening it tells nobody.")
    }

    private static func party(_ host: String, _ role: String) -> Party {
        Party(name: host, country: OperatorCatalogue.standard.entry(ofHost: host)?.country, role: role)
    }

    private static func described(_ party: Party) -> String {
        guard let known = OperatorCatalogue.standard.entry(ofHost: party.name) else { return party.name }
        let country = known.country.map { ", in " + Words.country($0) } ?? ""
        return "\(party.name) (\(known.name)\(country))"
    }

    private static func ordered(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
