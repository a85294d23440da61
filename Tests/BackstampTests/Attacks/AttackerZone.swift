import DNS
import FoundationEssentials
import TestSupport

/// The DNS in an attack: a victim who does everything right, and an attacker who answers to every name below his own,
/// whatever octets are in it. It also does what a careless resolver does: it cuts a name at a NUL.
final class AttackerZone: Resolver {
    /// The address that the attacker sends from.
    static let client = "192.0.2.66"

    private(set) var asked: [String] = []

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        asked.append(name)
        let name = String(name.lowercased().prefix { $0 != "\0" })
        return type == .txt ? text(name) : DNSAnswer(.nxDomain)
    }

    private func text(_ name: String) -> DNSAnswer {
        switch name {
        case "victim.example": record("v=spf1 ip4:198.51.100.1 -all")
        case "_dmarc.victim.example": record("v=DMARC1; p=reject")
        case "k._domainkey.victim.example": record(TestKey.rsa.record)
        case _ where name == "attack.example" || name.hasSuffix(".attack.example"):
            name.contains("_domainkey")
                ? record(TestKey.other.record)
                : name.hasPrefix("_dmarc.") ? DNSAnswer(.noError) : record("v=spf1 ip4:\(Self.client) -all")
        default: DNSAnswer(.nxDomain)
        }
    }

    private func record(_ text: String) -> DNSAnswer { DNSAnswer(.noError, [.text(Array(text.utf8))], ttl: 300) }
}
