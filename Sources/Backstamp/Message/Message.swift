package import MIME

/// The message under examination: what the parser made of it, and what is known of it as a whole. It has many parts and goes
/// from step to step, so it is handed on and never copied.
package final class Message: Sendable {
    package let parsed: ParsedMessage
    /// The address in the topmost Return-Path field; empty string for the null reverse-path `<>`; nil without one.
    package let returnPath: String?
    /// Octets of the message as read.
    package let size: Int
    /// Hexadecimal, of the octets as read.
    package let sha256: String
    /// The parser's and our own.
    package let anomalies: [Anomaly]

    package var header: HeaderSection { parsed.header }

    /// The author's mailbox: the first of From.
    package var author: Mailbox? { parsed.from.first }

    /// The Author Domain (RFC 9989 §3.2.2), lower case.
    package var authorDomain: String? {
        // Not by way of the mailbox, which would be copied whole.
        let authors = parsed.from
        return authors.isEmpty ? nil : authors.span[0].domain
    }

    package init(parsed: ParsedMessage, returnPath: String?, size: Int, sha256: String, anomalies: [Anomaly]) {
        self.parsed = parsed
        self.returnPath = returnPath
        self.size = size
        self.sha256 = sha256
        self.anomalies = anomalies
    }
}
