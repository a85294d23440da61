/// Whether a hop is where the message began: an authenticated user, or a program on the host, handed it in. What such a
/// sender's message held already, he wrote himself, Received fields too; so no trust reaches below a submission.

enum Submission {
    static func isOne(_ hop: Hop) -> Bool {
        if let name = hop.with {
            // Delivery into a mailbox: Cyrus authenticates its own hosts there (RFC 2033, RFC 3848).
            if name.holds("lmtp") { return false }
            if hop.auth != nil || name.utf8.count <= longestName && isName(name.lowercased()) { return true }
        } else if hop.auth != nil {
            return true
        }
        switch hop.dialect {
        case "microsoft-pickup": return true
        // "from userid 33", "(from user@localhost) by host (…/Submit)": neither knows a client.
        case "postfix", "sendmail": return hop.from.ip == nil && !hop.from.namesHost
        default: return false
        }
    }

    private static func isName(_ name: String) -> Bool { authenticated.contains(name) || origins.contains(name) }

    private static let longestName = 10

    /// RFC 3848, RFC 6531, and what was in use before them.
    private static let authenticated: Set<String> = [
        "esmtpa", "esmtpsa", "utf8smtpa", "utf8smtpsa", "asmtp", "asmtps", "smtpa", "smtpsa", "essmtpa",
    ]

    /// A program of the host itself, an Exchange mailbox, Gmail's interface for programs.
    private static let origins: Set<String> = ["local", "mapi", "httprest"]
}

extension Hop.From {
    /// Whether it says more of the client than a local user's name.
    fileprivate var namesHost: Bool { rdns != nil || helo.map { !$0.contains("@") } ?? false }
}
