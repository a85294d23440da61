/// The receiver's own relays, as the user names them: networks, addresses, and domain names with all below them.

import DNS

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
