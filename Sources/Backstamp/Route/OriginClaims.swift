/// X-Originating-IP and its kin: fields in which web mail and submission servers note the address of the author's
/// computer. They say what a Received field of the first hop says elsewhere, but nobody vouches for them.

import DNS
import Geography
import MIME

enum OriginClaims {
    /// In lower case. Which servers write which: Exchange and Hotmail, AOL, Yahoo, SquirrelMail and Roundcube, PHP and
    /// other web servers, MDaemon.
    static let names: Set<String> = [
        "x-originating-ip", "x-sender-ip", "x-aol-ip", "x-yahoo-post-ip", "x-yahoo-client-ip", "x-client-ip",
        "x-real-ip",
        "x-source-ip", "x-remote-ip", "x-originatingip", "x-user-ip", "x-origin-ip", "x-ip", "x-http-posting-host",
        "x-posting-ip", "x-eip", "x-mdremoteip", "x-remote-addr", "x-ms-exchange-organization-originalclientipaddress",
    ]
    static let limit = 20

    static func read(_ message: Message, _ locations: (any LocationDatabase)?) -> [Route.OriginClaim] {
        var claims: [Route.OriginClaim] = []
        let allFields = message.header.fields
        let fields = allFields.span
        for index in fields.indices where isName(fields[index].key) {
            let field = fields[index]
            guard claims.count < limit, let ip = address(message.header.body(field)) else { continue }
            let location = AddressScope(ip) == .public ? locations?.location(of: ip) : nil
            claims.append(Route.OriginClaim(field: field.name, index: field.index, ip: ip, location: location))
        }
        return claims
    }

    /// All begin with an X and end in one of four letters, so that most fields need no look into the set.
    private static func isName(_ key: String) -> Bool {
        guard key.utf8.first == 0x78, let last = key.utf8.last else { return false }
        switch last {
        case 0x70, 0x72, 0x73, 0x74: return names.contains(key)
        default: return false
        }
    }

    /// The first word that is an address: `[192.0.2.1]`, `192.0.2.1 via proxy`, `192.0.2.1,`.
    static func address(_ body: Octets) -> IPAddress? {
        for word in body.prefix(500).words(limit: 8) {
            let word = word.trimming {
                $0 == 0x2C || $0 == 0x3B || $0 == 0x28 || $0 == 0x29 || $0 == 0x3C || $0 == 0x3E
            }
            if let ip = AddressLiteral.read(word) { return ip }
        }
        return nil
    }
}
