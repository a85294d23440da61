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
    /// nil where it could not be determined.
    package var spfAligned: Bool?
    package var dkimAligned: Bool?
    package var reason: String = ""

    package init() {}
}
