/// A Received field as a hop: RFC 5321 §4.4 is the base reader for all, a dialect says what the grammar leaves open.
///
/// Never fails: a field that cannot be read gives a hop that says so among its oddities. HELO, the name of the address
/// and the address are kept apart; what a field does not tell stays nil.

import MIME

package struct ReceivedParser {
    /// What tells the dialect, and what it is.
    private let signs: ReceivedSigns
    private let dialect: ReceivedDialect
    /// What was read so far.
    private(set) var hop = Hop.Facts()

    package static func parse(_ field: ArraySlice<UInt8>) -> Hop {
        var parser = ReceivedParser(field)
        parser.readClauses()
        parser.readNotes()
        return Hop(parser.hop)
    }

    package static func parse(_ text: String) -> Hop { parse(Array(text.utf8)[...]) }

    // The three steps of a reading, in their order: each is so much code that a batch of fields goes through it by itself.

    /// Takes the field apart and finds its dialect.
    init(_ field: ArraySlice<UInt8>) {
        signs = ReceivedSigns(ReceivedClauses(field))
        dialect = ReceivedDialect.of(signs)
        hop.dialect = dialect.name
    }

    /// Who wrote it, from whom and how, and what its comments say of that.
    mutating func readClauses() {
        Self.readFrom(signs.clauses, dialect, &hop)
        Self.readBy(signs.clauses, &hop)
        Self.readProtocol(signs.clauses, &hop)
        Self.readComments(signs.clauses, &hop)
        hop.software = Self.software(signs, dialect)
    }

    /// When, and by what transport; what only the dialect knows, and what is odd.
    mutating func readNotes() {
        hop.date = Self.date(signs.clauses, &hop)
        Self.readTLS(signs.clauses, dialect, &hop)
        dialect.refine?(signs, &hop)
        if dialect.isLocal { hop.from = Hop.From() }
        if hop.nameMayBeForged, let name = hop.from.rdns {
            hop.oddities.append("the name of its address, \(name), does not lead back to the address")
        }
        if signs.clauses.isCut { hop.oddities.append("the field is longer than is read") }
        if hop.by == Hop.By() {
            let note = "it is the note of a program, which names no host"
            hop.oddities.append(dialect.isLocal ? note : "it does not say which host wrote it")
        }
        if hop.date == nil { hop.oddities.append("it has no date that can be read") }
    }

    // MARK: from

    private static func readFrom(_ clauses: ReceivedClauses, _ dialect: ReceivedDialect, _ hop: inout Hop.Facts) {
        var words = clauses.words(.from)
        var infos = clauses.clients
        // Trend Micro's gateway: the clause is a comment, `(from NAME [ip]) by …`.
        if words.isEmpty, let lead = clauses.firstComment(.lead)?.after("from "), TCPInfo(lead)?.ip != nil {
            words = OctetList(clauses.octets, lead.words(limit: 4).map(\.indices)[...])
            infos = []
        }
        guard !words.isEmpty || !infos.isEmpty else { return }
        let client = infos.first { $0.ip != nil }
        // `from name [ip] by …`, `from name (helo) [ip.port] (ident) by …`
        let bare = words.dropFirst().prefix(8).lazy.filter { $0.first == 0x5B }.compactMap { AddressLiteral.read($0) }
            .first
        let first = words.first
        let literal = first.flatMap { AddressLiteral.read($0) }
        hop.from.ip = client?.ip ?? bare ?? literal
        // Where the address has no name, Yahoo writes the address in the name's place: that is kept as it is written.
        let name = first.flatMap { $0.first == 0x5B && literal != nil || $0.equals("unknown") ? nil : $0 }

        var helo = infos.lazy.compactMap(\.helo).first
        var rdns = client?.name
        let claimed = clauses.word(.claiming) != nil ? clauses.words(.claiming).last : nil
        if let claimed { helo = claimed.trimming { $0 == 0x22 } }
        // Exim 2 and 3: `from (helo) [ip] by …`.
        let isBehindName =
            literal != nil && clauses.items.first { $0.keyword == .from }.map { $0.isComment } == true
        if helo == nil, rdns == nil, bare != nil || isBehindName, client == nil {
            helo = infos.lazy.compactMap(\.name).first ?? (isBehindName ? clauses.firstComment(.from) : nil)
        }
        let saysHelo = helo != nil || infos.contains(where: \.namesHelo)
        if saysHelo {
            rdns = rdns ?? name
        } else if rdns != nil || client == nil {
            helo = first
        } else if dialect.loneName == .both {
            helo = first?.equals("unknown") == true ? nil : first
            rdns = literal == nil ? name : nil
        } else {
            helo = first
        }
        // An address alone before web mail or a pick-up is the client, not what it called itself.
        let isSMTP = clauses.hasWord(.with) ? clauses.mailProtocol?.isSMTP == true : !clauses.hasWord(.via)
        if literal != nil, client == nil, !saysHelo, !isSMTP { helo = nil }
        if let address = helo, address.contains(0x40), client == nil, bare == nil {
            hop.envelopeFrom = EnvelopeComment.address(address)
            helo = nil
        }
        hop.nameMayBeForged = rdns != nil && clauses.hasComment(.from) { $0.contains("may be forged") }
        hop.from.helo = helo.flatMap { hostName($0, keepsBrackets: true) }
        hop.from.rdns = rdns.flatMap { hostName($0, keepsBrackets: false) }
    }

    private static func hostName(_ name: Octets, keepsBrackets: Bool) -> String? {
        var name = name.prefix(255).trimming { $0 == 0x2C || $0 == 0x3B }
        // A name's final dot says that it is complete, and is no part of it (RFC 1034 §3.1).
        if name.last == 0x2E { name = name.dropLast() }
        if !keepsBrackets { name = name.trimming { $0 == 0x5B || $0 == 0x5D } }
        return name.isEmpty ? nil : name.text
    }

    // MARK: by, with, via, id, for

    private static func readBy(_ clauses: ReceivedClauses, _ hop: inout Hop.Facts) {
        if let name = clauses.word(.by) {
            hop.by.ip = AddressLiteral.read(name)
            // `by <nt1>`: some put the name itself into angle brackets.
            var bare = name.first == 0x3C && name.last == 0x3E ? name.dropFirst().dropLast() : name
            // `by host[192.0.2.1]`
            if hop.by.ip == nil, let bracket = bare.dropFirst().firstIndex(of: 0x5B), let ip = AddressLiteral.read(bare[bracket...]) {
                hop.by.ip = ip
                bare = bare[..<bracket]
                hop.by.name = hostName(bare, keepsBrackets: false)
            }
            if hop.by.ip == nil { hop.by.name = hostName(bare, keepsBrackets: false) }
        }
        // `by name [ip]`
        let literals = clauses.words(.by).dropFirst().prefix(2).lazy.filter { $0.first == 0x5B }
        hop.by.ip = hop.by.ip ?? literals.compactMap { AddressLiteral.read($0) }.first
        if hop.by.ip == nil {
            for comment in clauses.comments(.by).prefix(3) {
                hop.by.ip = TCPInfo(comment)?.ip
                if hop.by.ip != nil { break }
            }
        }
    }

    private static func readProtocol(_ clauses: ReceivedClauses, _ hop: inout Hop.Facts) {
        let words = clauses.words(.with).prefix(4)
        // `ECDHE-RSA-AES256-GCM-SHA384 encrypted SMTP`, `ESMTP/TLS/AES256-SHA`: the protocol alone.
        let isSuite = words.count > 2 && words[words.startIndex + 1].equals("encrypted")
        if let word = isSuite ? words.last : words.first, words.count == 1 || isSuite,
            words.count == 1 ? clauses.mailProtocol != nil : MailProtocol(word) != nil
        {
            hop.with = word.upTo { $0 == 0x2F }.text
        } else if !words.isEmpty {
            hop.with = words.map { $0.prefix(80).text }.joined(separator: " ")
        } else if let via = clauses.word(.via), MailProtocol(via) != nil || via.equals("http") {
            hop.with = via.text
        }
        hop.id = clauses.word(.id).flatMap { word in
            let id = word.trimming { $0 == 0x3C || $0 == 0x3E || $0 == 0x2C }.prefix(255)
            return id.isEmpty ? nil : id.text
        }
        if let word = clauses.word(.for), word.contains(0x40) || word.first == 0x3C || clauses.words(.for).count == 1 {
            let address = word.prefix(1000).trimming { $0 == 0x3C || $0 == 0x3E || $0 == 0x2C }
            hop.for = address.isEmpty ? nil : address.text
        }
        if let word = clauses.word(.envelopeFrom) { hop.envelopeFrom = EnvelopeComment.address(word) }
        if clauses.hasProtocol(where: { $0.isAuthenticated }) { hop.auth = Authenticated.somebody }
    }

    // MARK: Comments

    private static func readComments(_ clauses: ReceivedClauses, _ hop: inout Hop.Facts) {
        for item in clauses.items where item.isComment {
            let comment = clauses.octets[item.range]
            if hop.auth == nil || hop.auth == Authenticated.somebody, let user = Authenticated.read(comment) {
                hop.auth = user == Authenticated.somebody ? user : String(user.prefix(255))
            }
            if hop.envelopeFrom == nil { hop.envelopeFrom = EnvelopeComment.read(comment) }
        }
    }

    /// The first comment behind `by` or `with` that is about nothing else.
    private static func software(_ signs: ReceivedSigns, _ dialect: ReceivedDialect) -> String? {
        for keyword in [ReceivedClauses.Keyword.by, .with] {
            for note in signs.clauses.comments(keyword) {
                if let software = software(note.trimmed.prefix(120), dialect) { return software }
            }
        }
        return nil
    }

    private static func software(_ note: Octets, _ dialect: ReceivedDialect) -> String? {
        guard let first = note.first, first.isLetter || first.isDigit, !isAboutClient(note, first),
            Authenticated.read(note) == nil, EnvelopeComment.read(note) == nil, !isAboutTLS(note)
        else { return nil }
        guard let name = dialect.software, !note.hasPrefix(name.lowercased()) else { return note.text }
        return name + " " + note.text
    }

    private static func isAboutClient(_ note: Octets, _ first: UInt8) -> Bool {
        // An address or a host name has one of these; most names of software have none.
        guard note.contains(where: { $0 == 0x2E || $0 == 0x3A || $0 == 0x5B || $0 == 0x3D }) else { return false }
        guard let client = TCPInfo(note) else { return false }
        return client.ip != nil || client.name != nil && !first.isDigit
    }

    private static func isAboutTLS(_ note: Octets) -> Bool {
        tlsOpenings.contains { note.hasPrefix($0) } || note.hasSuffix("encrypted") || note.contains("cipher=")
    }

    private static let tlsOpenings = [
        "using ", "version=", "cipher", "tls", "ssl", "no client", "client ", "google transport", "not verified",
        "verified",
    ]

    private static func readTLS(_ clauses: ReceivedClauses, _ dialect: ReceivedDialect, _ hop: inout Hop.Facts) {
        let tls = ReceivedTLS(clauses)
        hop.tls.version = tls.version
        hop.tls.cipher = tls.cipher
        hop.tls.bits = tls.bits
        if tls.isUsed {
            hop.tls.used = true
        } else if tellsTLS(dialect, hop.date), !dialect.isLocal, let word = clauses.words(.with).last,
            MailProtocol(word)?.isSMTP == true || hop.with?.hasPrefix("Microsoft SMTP Server") == true
        {
            // RFC 3848: the protocol's name would have an S.
            hop.tls.used = false
        }
    }

    private static func tellsTLS(_ dialect: ReceivedDialect, _ date: MailDate?) -> Bool {
        switch dialect.encryption {
        case .recorded: true
        case .notRecorded: false
        case .recordedSince(let year): date.map { $0.year >= year } ?? false
        }
    }

    // MARK: Date

    /// Behind the semicolon; where there is none, at the end of the last clause, as some write it.
    private static func date(_ clauses: ReceivedClauses, _ hop: inout Hop.Facts) -> MailDate? {
        if let octets = clauses.date, let date = MailDate.parse(octets) {
            if !isWellFormed(octets) {
                hop.oddities.append("its date is written as no mail server writes it (RFC 5322 §3.3)")
            }
            return date
        }
        guard let last = clauses.items.last(where: { !$0.isComment && $0.keyword != .date }) else { return nil }
        let words = clauses.items.filter { $0.clause == last.clause && !$0.isComment }.map { clauses.octets[$0.range] }
        // Behind no keyword the date may be all there is: `(scanned): 24 Aug 2002 14:17:39 -0000`.
        let isBare = last.keyword == .lead
        for word in words.dropFirst(isBare ? 0 : 1).prefix(8)
        where isStartOfDate(word) || isBare && word.count <= 2 && word.allSatisfy(\.isDigit) {
            return MailDate.parse(clauses.octets[word.startIndex..<last.range.upperBound])
        }
        return nil
    }

    /// Begins with a weekday or a number: `Jul, 17 2002 10:47:04 AM` is the work of programs that forge.
    private static func isWellFormed(_ date: Octets) -> Bool {
        let first = date.trimmed.upTo(\.isBlank)
        guard let byte = first.first else { return false }
        return byte.isDigit || isStartOfDate(first) || byte >= 0x80
    }

    /// A weekday, or a date as ISO 8601 writes it.
    private static func isStartOfDate(_ word: Octets) -> Bool {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        if word.count <= 9, days.contains(where: { word.hasPrefix($0) }) { return true }
        let parts = word.split(separator: 0x2D, maxSplits: 3)
        return parts.count == 3 && parts[0].count == 4 && parts.allSatisfy { $0.allSatisfy(\.isDigit) }
    }
}
