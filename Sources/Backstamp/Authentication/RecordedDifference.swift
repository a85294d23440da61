/// Where a result that another host recorded is not what is verified here and now, and why that may be: the key is gone,
/// a list altered the body, nobody recorded the answers of the DNS. Both results stand; neither is held to be wrong.
package struct RecordedDifference: Sendable, Hashable {
    /// For programs what `why` says to people.
    package enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The key record is not there any more, or revoked.
        case keyGone
        case bodyAltered, headerAltered, headerAndBodyAltered
        /// The signature that was checked is not in the message any more, or one was added since.
        case signatureGone, signatureAdded
        case expired
        /// The DNS answers of that time are not at hand.
        case notRecorded
        /// The DNS gives no answer now, or gave none then.
        case noAnswerNow, noAnswerThen
        /// What the domain publishes is something else now, as far as can be told.
        case recordChanged
        /// The result was for another identity or client than the one that is read from the message.
        case otherIdentity
        /// The envelope is not known, so nothing could be checked.
        case envelopeUnknown
        /// The receiver goes by other limits or rules than the standard of today.
        case otherRules
        /// It follows from another difference.
        case consequence
        /// Both mean the same: the message does not pass.
        case wording
        /// Nobody who is trusted wrote it.
        case claim
    }

    package var method: String
    /// What the result is about: a domain, or an address for `iprev`.
    package var subject: String?
    package var authservID: String?
    /// Whether the receiver itself recorded it.
    package var trusted: Bool
    /// The header field's index in the header section.
    package var field: Int?
    package var recorded: String
    /// nil where nothing could be checked.
    package var verified: String?
    package var cause: Cause
    package var why: String

    /// For a line of text; parts of it come from the message, so it has to be made safe for a terminal.
    package var sentence: String {
        let who = authservID.map { " by \($0)" } ?? ""
        let about = subject.map { " \($0)" } ?? ""
        let claim = trusted ? "recorded" : "claimed"
        return "\(method)\(about): \(claim) \(recorded)\(who), now \(verified ?? "not evaluated"): \(why)"
    }
}
