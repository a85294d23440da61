/// Where the receiver's own word ends. A Received field is as good as the host that wrote it: the topmost is the
/// receiver's, and the next one down as well while the client that a trusted field names is the receiver's own relay.
/// Everything below the boundary may have been invented by whoever handed the message in.

import DNS
import Domains

/// The receiver's own relays, as the user names them.
struct TrustedRelays: Sendable {
    private var networks: [(address: IPAddress, prefix: Int)] = []
    private var names: [String] = []

    /// - Parameter list: `192.0.2.0/24`, `2001:db8::/32`, `192.0.2.1`, `example.org` (with all below it).
    init(_ list: [String]) {
        for entry in list {
            let parts = entry.split(separator: "/", maxSplits: 1)
            guard let first = parts.first else { continue }
            if let address = IPAddress(first) {
                let prefix = parts.count > 1 ? Int(parts[1]) : address.bitWidth
                if let prefix, (0...address.bitWidth).contains(prefix) { networks.append((address, prefix)) }
            } else {
                var name = entry.lowercased()[...]
                while name.hasPrefix(".") { name = name.dropFirst() }
                if name.hasSuffix(".") { name = name.dropLast() }
                if !name.isEmpty { names.append(String(name)) }
            }
        }
    }

    var isEmpty: Bool { networks.isEmpty && names.isEmpty }

    func contains(_ ip: IPAddress) -> Bool { networks.contains { $0.address.matches(ip, prefix: $0.prefix) } }

    func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        return names.contains { host == $0 || host.hasSuffix("." + $0) }
    }
}

enum TrustBoundary {
    /// nil without any hop. `hops` are origin first; `index` is one of theirs.
    static func find(_ hops: [Hop], _ trusted: TrustedRelays) -> (index: Int, reason: String)? {
        guard !hops.isEmpty else { return nil }
        var index = hops.count - 1
        var reason = "the topmost Received field is the receiver's own"
        while index > 0 {
            let next = hops[index - 1]
            guard let why = trusted.isEmpty ? isInternal(hops[index], next) : isTrusted(hops[index], next, trusted)
            else { break }
            index -= 1
            reason = why
        }
        return (index, reason)
    }

    // MARK: With relays that the user names

    private static func isTrusted(_ hop: Hop, _ next: Hop, _ trusted: TrustedRelays) -> String? {
        if let ip = hop.from.ip, trusted.contains(ip) { return "the client above is \(ip), which is trusted" }
        // A name that the relay looked up; what the client called itself is worth nothing.
        if let name = confirmedName(hop), trusted.contains(name) {
            return "the client above is \(name), which is trusted"
        }
        let scope = hop.from.ip.map { AddressScope($0) } ?? .private
        guard scope == .private || scope == .loopback else { return nil }
        if let name = next.by.name, trusted.contains(name) { return "it was written by \(name), which is trusted" }
        if let ip = next.by.ip, trusted.contains(ip) { return "it was written by \(ip), which is trusted" }
        return isInternal(hop, next)
    }

    // MARK: Without

    /// Whether the hop was a move within the receiver's house, so that the field below is the receiver's as well.
    private static func isInternal(_ hop: Hop, _ next: Hop) -> String? {
        if let ip = hop.from.ip {
            switch AddressScope(ip) {
            case .loopback: return "the hop above is within one host"
            case .private: return "the hop above came from a private address, \(ip)"
            case .bogon: return nil
            case .public: return isOwnRelay(hop, next) ?? isInsideProvider(hop, next)
            }
        }
        let isLocalProtocol = ["lmtp", "local", "mapi", "http", "https", "httprest"].contains(
            hop.with?.lowercased() ?? "")
        if ReceivedDialect.localNames.contains(hop.dialect) || isLocalProtocol { return "the hop above is a local one" }
        guard let client = hop.from.helo ?? hop.from.rdns else { return "the hop above names no client" }
        // A client without an address: the next field must be that client's, of the same house.
        guard let writer = next.by.name, isSame(client, writer), areOfOneHouse(hop.by.name, writer) else { return nil }
        return "the hop above came from \(writer), of the same domain"
    }

    /// The relay looked the client's name up and found a host of its own domain, which wrote the next field.
    private static func isOwnRelay(_ hop: Hop, _ next: Hop) -> String? {
        guard let name = confirmedName(hop), let writer = next.by.name, isSame(name, writer),
            ["postfix", "exim", "sendmail"].contains(hop.dialect), areOfOneHouse(hop.by.name, name)
        else { return nil }
        return "the hop above came from \(name), of the same domain"
    }

    /// Exchange Online hands a message on between hosts with public addresses; its edge to other operators and to its
    /// own outbound pool is a host `….protection.outlook.com`.
    private static func isInsideProvider(_ hop: Hop, _ next: Hop) -> String? {
        guard hop.dialect == "exchange-online", let client = hop.from.helo?.lowercased(), let ip = hop.from.ip,
            !client.contains("protection.outlook.com") || isFrontDoor(client, next),
            // The edge itself: a customer's machine has such an address too, and calls itself what it likes.
            hop.by.name?.lowercased().hasSuffix("protection.outlook.com") != true,
            client.hasSuffix(".prod.outlook.com") || client.hasSuffix(".outlook.office365.com")
                || client.hasSuffix(".prod.protection.outlook.com"),
            microsoft.contains(where: { $0.matches(ip, prefix: 24) }),
            next.by.name?.lowercased().contains("outlook.") == true
                || next.by.name?.lowercased().hasSuffix("office365.com") == true
        else { return nil }
        return "the hop above is within Exchange Online"
    }

    /// The host that took the message in from outside: it writes the next field as `NAME.mail.protection.outlook.com`
    /// and hands the message on as `NAME.eop-….prod.protection.outlook.com`.
    private static func isFrontDoor(_ client: String, _ next: Hop) -> Bool {
        guard client.hasSuffix(".prod.protection.outlook.com"), let writer = next.by.name?.lowercased() else { return false }
        return writer.hasSuffix(".mail.protection.outlook.com")
            && client.prefix { $0 != "." } == writer.prefix { $0 != "." }
    }

    /// 2603:1000::/24, in which Exchange Online's hosts are; as Microsoft publishes it.
    private static let microsoft = ["2603:1000::"].compactMap { IPAddress($0) }

    /// The name of the client's address, where the relay does not write what anybody can put into his reverse zone:
    /// Sendmail tells such a name, tcpserver of the qmail family takes it as it comes.
    private static func confirmedName(_ hop: Hop) -> String? {
        guard !hop.nameMayBeForged, !["qmail", "qmail-ldap", "qpsmtpd", "openwave"].contains(hop.dialect) else {
            return nil
        }
        return hop.from.rdns
    }

    private static func isSame(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

    private static func areOfOneHouse(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other, let domain = PublicSuffix.registrableDomain(of: one) else { return false }
        return domain == PublicSuffix.registrableDomain(of: other)
    }
}
