import DNS

/// Reverse names that providers give to the lines of customers, such as `dsl-198-51-100-7.pool.provider.example`.
enum DynamicName {
    private static let words = [
        "dynamic", "dyn", "dial", "ppp", "adsl", "dsl", "xdsl", "vdsl", "cable", "pool", "dhcp", "cust", "client", "broadband", "modem",
        "catv", "home", "user", "cpe", "hsd", "ip", "fiber", "ftth", "fios", "mobile", "wireless", "telecom", "rev", "nat",
    ]
    /// What servers' names say, wherever they stand.
    private static let servers = ["static", "server", "host", "vps", "colo", "mail", "mx", "smtp", "cloud", "dedicated", "relay"]

    /// Whether a hosting company gave the name: to a server, though it is made of the address.
    static func isRented(_ name: String) -> Bool {
        OperatorCatalogue.standard.entry(ofHost: name)?.kind.isMailer == false || name.lowercased().hasSuffix(".googleusercontent.com")
    }

    /// Whether a name holds two octets of the address and a word that such names have, and none that servers have.
    static func matches(_ name: String, _ ip: IPAddress) -> Bool {
        guard ip.isV4, name.utf8.count < 256 else { return false }
        let labels = name.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard !labels.contains(where: { label in servers.contains { label.hasPrefix($0) } }) else { return false }
        let octets = Set(ip.octets.map(String.init))
        let numbers = labels.filter { octets.contains($0) || octets.contains(String($0.drop { $0 == "0" })) }.count
        let padded = ip.octets.map { String(repeating: "0", count: 3 - String($0).count) + String($0) }.joined()
        guard numbers >= 2 || name.contains(padded) else { return false }
        return labels.contains { label in words.contains { label.hasPrefix($0) } }
    }
}
