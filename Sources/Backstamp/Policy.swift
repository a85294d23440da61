package import MIME

/// What the user decides about an analysis. All of it is a parameter, nothing is global.
package struct Policy: Sendable {
    /// The clock for expiry and age.
    package enum Clock: Sendable {
        /// The date of the topmost trusted Received field; now where there is none.
        case received
        case at(MailDate)
    }

    package var clock: Clock = .received
    /// The moment at which the analysis runs: for `clock` where a message tells no time.
    package var now: MailDate
    /// What the user knows of the envelope; it overrides what the header fields say.
    package var envelope = Envelope()
    /// The receiver's own relays, as CIDR ranges or names (a name covers its sub-domains). Empty: the topmost Received
    /// field is the receiver's own, and those below it as long as each move was within the receiver's house by what
    /// the trusted fields say themselves (`TrustBoundary`).
    package var trusted: [String] = []
    /// Whose recorded Authentication-Results may be believed.
    package var authservIDs: [String] = []

    /// Addresses of the reader, beside those that the header names.
    package var recipients: [String] = []
    /// Domains that may be imitated, beside those that the message names.
    package var protected: [String] = []

    /// What is usual for the senders that the user knows.
    package var baseline: Baseline?

    package init(now: MailDate) { self.now = now }
}
