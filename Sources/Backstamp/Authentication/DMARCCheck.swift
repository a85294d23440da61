/// The outcome of a DMARC evaluation (RFC 9989).
package struct DMARCCheck: Sendable {
    package enum Result: String, Sendable { case none, pass, fail, temperror, permerror }
    package enum Policy: String, Sendable { case none, quarantine, reject }

    package var result: Result = .none
    /// The Author Domain, lower case.
    package var domain: String?
    /// Where the policy record stands.
    package var recordDomain: String?
    /// The policy that applies to the Author Domain: of `p`, `sp` or `np`.
    package var policy: Policy?
    /// What the domain's owner asks receivers to do with this message: the policy, softened by `t=y`; `none` on pass.
    package var disposition: Policy?
    /// Whether the MAIL FROM identity passed SPF and aligns; nil where it could not be determined.
    package var spfAligned: Bool?
    /// Whether a signature passed DKIM and aligns; nil where it could not be determined.
    package var dkimAligned: Bool?
    package var reason: String = ""

    /// The Organizational Domain of the Author Domain, where it had to be found.
    package var organizationalDomain: String?
    /// The policy record as published, shortened to `recordLimit` characters; a claim of the domain's owner, to be
    /// escaped.
    package var record: String?
    /// `t=y`: the owner is testing the policy.
    package var testing = false
    /// What a receiver of the old rules concludes, where that is something else; nil where both agree.
    package var legacy: Legacy?

    /// The answer of RFC 7489, which finds the Organizational Domain by the Public Suffix List.
    package struct Legacy: Sendable, Hashable {
        package var result: Result
        package var recordDomain: String?
        package var policy: Policy?
        package var organizationalDomain: String
        package init(result: Result, recordDomain: String?, policy: Policy?, organizationalDomain: String) {
            self.result = result
            self.recordDomain = recordDomain
            self.policy = policy
            self.organizationalDomain = organizationalDomain
        }
    }

    package static let recordLimit = 500

    package init() {}
}

extension DMARCCheck.Policy {
    /// One level below: what `t=y` asks for (RFC 9989 §4.7).
    var softened: Self { self == .reject ? .quarantine : .none }
}
