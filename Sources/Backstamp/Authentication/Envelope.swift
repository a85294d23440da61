package import DNS

/// The SMTP envelope (RFC 5321 §2.3.1) as far as it is known: given by the user, or read from trace fields.
package struct Envelope: Sendable {
    package var clientIP: IPAddress?
    package var helo: String?
    /// Empty for the null reverse-path; nil where unknown.
    package var mailFrom: String?

    package init(clientIP: IPAddress? = nil, helo: String? = nil, mailFrom: String? = nil) {
        self.clientIP = clientIP
        self.helo = helo
        self.mailFrom = mailFrom
    }
}
