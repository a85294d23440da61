import DNS

/// Reverse names that providers give to the lines of customers, such as `dsl-198-51-100-7.pool.provider.example`.
enum DynamicName {
    private static let words = octets([
        "dynamic", "dyn", "dial", "ppp", "adsl", "dsl", "xdsl", "vdsl", "cable", "pool", "dhcp", "cust", "client", "broadband", "modem",
        "catv", "home", "user", "cpe", "hsd", "ip", "fiber", "ftth", "fios", "mobile", "wireless", "telecom", "rev", "nat",
    ])
    /// What servers' names say, wherever they stand.
    private static let servers = octets([
        "static", "server", "host", "vps", "colo", "mail", "mx", "smtp", "cloud", "dedicated", "relay",
    ])

    private static func octets(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    /// Whether a hosting company gave the name: to a server, though it is made of the address.
    static func isRented(_ name: String) -> Bool {
        OperatorCatalogue.standard.entry(ofHost: name)?.kind.isMailer == false || name.lowercased().hasSuffix(".googleusercontent.com")
    }

    /// Whether a name holds two octets of the address and a word that such names have, and none that servers have.
    static func matches(_ name: String, _ ip: IPAddress) -> Bool {
        guard ip.isV4, name.utf8.count < 256, name.utf8.contains(where: \.isASCIIDigit) else { return false }
        let labels = Array(name.lowercased().utf8).split { !($0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80) }
        guard labels.contains(where: { label in words.contains { label.starts(with: $0) } }),
            !labels.contains(where: { label in servers.contains { label.starts(with: $0) } })
        else { return false }
        let octets = ip.octets.map { Array(String($0).utf8) }
        let numbers = labels.count { label in octets.contains { $0.elementsEqual(label) || $0.elementsEqual(label.drop { $0 == 0x30 }) } }
        let padded = octets.flatMap { [UInt8](repeating: 0x30, count: 3 - $0.count) + $0 }
        return numbers >= 2 || Array(name.utf8).holds(lowercased: padded)
    }
}
