/// The receiver's own relays, as the user names them: networks, addresses, and domain names with all below them.

import DNS

package struct TrustedRelays: Sendable {
    private var networks: [(address: IPAddress, prefix: Int)] = []
    private var names: [String] = []

    /// - Parameter list: `192.0.2.0/24`, `2001:db8::/32`, `192.0.2.1`, `example.org` (with all below it).
    package init(_ list: [String]) {
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

    /// Whether a user's item is one of the forms above, so that a slip of the pen is told and not ignored.
    package static func isOne(_ item: String) -> Bool {
        if item.contains("/") {
            let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let address = IPAddress(parts[0]), let prefix = Int(parts[1]) else { return false }
            return (0...address.bitWidth).contains(prefix)
        }
        if IPAddress(item) != nil { return true }
        // `.example.org` and `example.org.` are common ways to write a domain with all below it.
        var name = item.utf8[...]
        if name.first == 0x2E { name = name.dropFirst() }
        if name.last == 0x2E { name = name.dropLast() }
        let labels = name.split(separator: 0x2E, omittingEmptySubsequences: false)
        // RFC 1123 §2.1: the last label of a name is not all digits, or it would be an address.
        guard name.count <= 253, let last = labels.last, !last.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return labels.allSatisfy { (1...63).contains($0.count) && $0.allSatisfy(isNameOctet) }
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...: true
        default: false
        }
    }

    var isEmpty: Bool { networks.isEmpty && names.isEmpty }

    /// Whether one of them wrote a field of the route, or is a client that another one names.
    package func isNamed(in route: Route) -> Bool {
        route.hops.contains { hop in
            [hop.from.ip, hop.by.ip].contains { $0.map(contains) ?? false }
                || [hop.confirmedName, hop.by.name].contains { $0.map(contains) ?? false }
        }
    }

    func contains(_ ip: IPAddress) -> Bool { networks.contains { $0.address.matches(ip, prefix: $0.prefix) } }

    func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        return names.contains { host == $0 || host.hasSuffix("." + $0) }
    }
}
