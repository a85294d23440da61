/// The state of an Authenticated Received Chain (RFC 8617 §4.4).
package enum ARCResult: String, Sendable, Hashable { case none, pass, fail }

package struct ARCChain: Sendable {
    package var result: ARCResult = .none
    /// Why, in words; empty for `none`.
    package var reason: String = ""
    /// Whether the chain fails only because keys could not be had: nothing is known to be broken.
    package var isUndecided = false
    /// In order of instance, 1 first.
    package var instances: [ARCInstance] = []

    package init() {}
}

/// One ARC set: ARC-Authentication-Results, ARC-Message-Signature and ARC-Seal of the same instance.
package struct ARCInstance: Sendable {
    package var instance: Int
    /// `d=` and `s=` of the seal.
    package var domain: String?
    package var selector: String?
    /// `cv=` of the seal as written: none, pass or fail.
    package var chainValidation: String?
    /// Whether the message signature verifies; nil where it was not evaluated.
    package var messageSignature: Bool?
    /// Whether the seal verifies; nil where it was not evaluated.
    package var seal: Bool?
    /// The body of the ARC-Authentication-Results field after `i=N;`, unfolded.
    package var authenticationResults: String?

    package init(instance: Int) { self.instance = instance }
}
