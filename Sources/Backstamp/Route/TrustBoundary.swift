/// Where the receiver's own word ends. A Received field is as good as the host that wrote it: the topmost is the
/// receiver's, and the next one down as well while the client that a trusted field names is the receiver's own relay.
/// Everything below the boundary may have been invented by whoever handed the message in.

import DNS

enum TrustBoundary {
    /// nil without any hop. `hops` are origin first; `index` is one of theirs.
    static func find(_ hops: [Hop], _ trusted: TrustedRelays) -> (index: Int, reason: String)? {
        guard !hops.isEmpty else { return nil }
        var index = hops.count - 1
        var reason = "the topmost Received field is the receiver's own"
        var house = House()
        while index > 0 {
            let (hop, next) = (hops[index], hops[index - 1])
            house.add(hop.by.name)
            guard let why = trusted.isEmpty ? isInternal(hop, next, house) : isTrusted(hop, next, house, trusted)
            else { break }
            index -= 1
            reason = why
        }
        return (index, reason)
    }

    // MARK: With relays that the user names

    private static func isTrusted(_ hop: Hop, _ next: Hop, _ house: House, _ trusted: TrustedRelays) -> String? {
        if let ip = hop.from.ip, trusted.contains(ip) { return "the client above is \(ip), which is trusted" }
        // A name that the relay looked up; what the client called itself is worth nothing.
        if let name = hop.confirmedName, trusted.contains(name) {
            return "the client above is \(name), which is trusted"
        }
        if let why = isInternal(hop, next, house) {
            // Who names his relays has named all that have an address of the internet.
            return hop.from.ip.map { AddressScope.isInternal($0) } ?? true ? why : nil
        }
        guard let ip = hop.from.ip, AddressScope.isInternal(ip), !Submission.isOne(hop) else { return nil }
        if let name = next.by.name, trusted.contains(name) { return "it was written by \(name), which is trusted" }
        if let ip = next.by.ip, trusted.contains(ip) { return "it was written by \(ip), which is trusted" }
        return nil
    }

    // MARK: Without

    /// Whether the hop was a move within the receiver's house, so that the field below is the receiver's as well.
    private static func isInternal(_ hop: Hop, _ next: Hop, _ house: House) -> String? {
        // A mailbox was emptied: what lies in it begins with the field of the one who keeps it.
        if hop.dialect == "fetchmail" { return "the hop above fetched it from a mailbox" }
        if Submission.isOne(hop) { return nil }
        guard let ip = hop.from.ip else { return isLocalMove(hop, next, house) }
        switch AddressScope(ip) {
        case .loopback: return isWithinHost(hop, next, house) ? "the hop above is within one host" : nil
        case .private:
            return isWithinNetwork(hop, next, house) ? "the hop above came from a private address, \(ip)" : nil
        case .bogon, .documentation: return nil
        case .public: return isOwnRelay(hop, next) ?? isInsideProvider(hop, next)
        }
    }

    /// A content filter or the like: the writer below is this host, under one of its names.
    private static func isWithinHost(_ hop: Hop, _ next: Hop, _ house: House) -> Bool {
        guard let writer = next.by.name else {
            return ReceivedDialect.localNames.contains(next.dialect) || isUnnamedHost(hop, next)
        }
        if house.contains(writer) || House.isLoopback(writer) { return true }
        return names(of: hop).contains { House.isSame($0, writer) }
    }

    /// A private client is a relay of the house where it wrote the field below. Where containers or gateways hide the
    /// address, all the world seems to come from a private one: such a client names itself as somebody else, or as the
    /// relay.
    private static func isWithinNetwork(_ hop: Hop, _ next: Hop, _ house: House) -> Bool {
        guard let writer = next.by.name else { return isUnnamedHost(hop, next) }
        let names = names(of: hop)
        // Mailboxes are delivered to within a network, never across the internet (RFC 2033 §5).
        if hop.with?.lowercased().hasPrefix("lmtp") == true, House.isLoopback(writer) { return true }
        if names.contains(where: { house.isForeign($0) }) { return false }
        if hop.from.rdns == nil, let helo = hop.from.helo, helo.lowercased() == hop.by.name?.lowercased() {
            return false
        }
        return house.contains(writer) || (House.isInternal(writer) && names.contains { House.isSame($0, writer) })
    }

    /// A hop without a client's address.
    private static func isLocalMove(_ hop: Hop, _ next: Hop, _ house: House) -> String? {
        let why = "the hop above is a local one"
        guard let here = hop.by.name else {
            // Gmail's inner hosts are addresses; else a program's note, with no writer: the topmost, or of the house.
            if hop.by.ip != nil { return hop.dialect == "gmail" && next.dialect == "gmail" ? why : nil }
            guard ReceivedDialect.localNames.contains(hop.dialect) else { return nil }
            // qmail notes also what a user of the host hands in; then no field of its SMTP server follows.
            if hop.dialect == "qmail-local", !next.dialect.hasPrefix("qmail") { return nil }
            return house.isEmpty || next.by.name == nil || house.contains(next.by.name) ? why : nil
        }
        guard let writer = next.by.name else { return ReceivedDialect.localNames.contains(next.dialect) ? why : nil }
        let names = names(of: hop)
        let isLocal =
            ReceivedDialect.localNames.contains(hop.dialect)
            || ["lmtp", "lmtps", "lmtpa", "lmtpsa", "http", "https"].contains(hop.with?.lowercased() ?? "")
        if isLocal {
            return house.contains(writer) || names.contains(where: { House.isSame($0, writer) }) ? why : nil
        }
        guard !names.isEmpty else { return house.contains(writer) ? "the hop above names no client" : nil }
        // A client without an address: the next field must be that client's, of the same house.
        guard names.contains(where: { isSame($0, writer) }), House.areOne(here, writer) else { return nil }
        return "the hop above came from \(writer), of the same domain"
    }

    /// Yahoo's inner hosts write their address only.
    private static func isUnnamedHost(_ hop: Hop, _ next: Hop) -> Bool {
        guard hop.dialect == "yahoo", next.dialect == "yahoo", let ip = next.by.ip else { return false }
        return AddressScope.isInternal(ip)
    }

    private static func names(of hop: Hop) -> [String] { [hop.from.rdns, hop.from.helo].compactMap { $0 } }

    /// The relay looked the client's name up and found a host of its own domain, which wrote the next field.
    private static func isOwnRelay(_ hop: Hop, _ next: Hop) -> String? {
        guard let name = hop.confirmedName, let writer = next.by.name, isSame(name, writer),
            ["postfix", "exim", "sendmail"].contains(hop.dialect), House.areOne(hop.by.name, name)
        else { return nil }
        return "the hop above came from \(name), of the same domain"
    }

    /// Exchange Online hands a message on between hosts with public addresses; its edge to other operators and to its
    /// own outbound pool is a host `….protection.outlook.com`.
    private static func isInsideProvider(_ hop: Hop, _ next: Hop) -> String? {
        guard hop.dialect == "exchange-online", let client = hop.from.helo?.lowercased(), let ip = hop.from.ip,
            !client.holds("protection.outlook.com") || isFrontDoor(client, next),
            // The edge itself: a customer's machine has such an address too, and calls itself what it likes.
            hop.by.name?.lowercased().hasSuffix("protection.outlook.com") != true,
            client.hasSuffix(".prod.outlook.com") || client.hasSuffix(".prod.exchangelabs.com")
                || client.hasSuffix(".outlook.office365.com")
                || client.hasSuffix(".prod.protection.outlook.com"),
            microsoft.contains(where: { $0.matches(ip, prefix: 24) })
                || (isFrontDoor(client, next) && frontDoors.contains { $0.matches(ip, prefix: 48) }),
            next.by.name?.lowercased().contains("outlook.") == true
                || next.by.name?.lowercased().hasSuffix("office365.com") == true
        else { return nil }
        return "the hop above is within Exchange Online"
    }

    /// The host that took the message in from outside: it writes the next field as `NAME.mail.protection.outlook.com`
    /// and hands the message on as `NAME.eop-….prod.protection.outlook.com`.
    private static func isFrontDoor(_ client: String, _ next: Hop) -> Bool {
        guard client.hasSuffix(".prod.protection.outlook.com"), let writer = next.by.name?.lowercased() else {
            return false
        }
        return writer.hasSuffix(".mail.protection.outlook.com")
            && client.prefix { $0 != "." } == writer.prefix { $0 != "." }
    }

    /// 2603:1000::/24, in which Exchange Online's hosts are; as Microsoft publishes it.
    private static let microsoft = ["2603:1000::"].compactMap { IPAddress($0) }

    /// Where the front doors had their addresses before; the pool for outgoing mail is there too.
    private static let frontDoors = ["2a01:111:f400::", "2a01:111:f403::"].compactMap { IPAddress($0) }

    private static func isSame(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }
}

extension Hop {
    /// The name of the client's address, where the relay does not write what anybody can put into his reverse zone:
    /// Sendmail tells such a name, tcpserver of the qmail family takes it as it comes.
    var confirmedName: String? {
        guard !nameMayBeForged, !["qmail", "qmail-ldap", "qpsmtpd", "openwave"].contains(dialect) else { return nil }
        return from.rdns
    }
}
