package import DKIM
package import DNS
package import MIME

/// Validates the Authenticated Received Chain of a message (RFC 8617 §5.2): whether each party that sealed it vouches,
/// without a gap, for what the one before it had seen.
///
/// A chain that passes says who the intermediaries were; it does not say that they are honest, and ARC itself is on its
/// way to Historic. So it explains a broken DKIM signature and weighs little. Every set is evaluated even where the
/// chain has failed already; what could not be evaluated is nil, and the reason says why. Not for several threads at
/// once.
package final class ARCVerifier {
    /// Message signatures that are evaluated, the newest first: RFC 8617 asks for the newest only.
    static let messageSignatureLimit = 10

    private let keys: KeyStore

    package init(keys: KeyStore) { self.keys = keys }

    package convenience init(resolver: any Resolver) { self.init(keys: KeyStore(resolver: resolver)) }

    /// - Parameters:
    ///   - hashes: of the same message, to be shared with a `DKIMVerifier`.
    ///   - clock: not needed by RFC 8617, whose fields do not expire; there so that all verifiers are alike.
    package func verify(_ header: HeaderSection, _ hashes: MessageHashes? = nil, at clock: Int) -> ARCChain {
        var chain = ARCChain()
        let found = ARCSets(header)
        // §5.2, step 1.
        guard !found.isEmpty else { return chain }
        var evaluation = ARCEvaluation(header, hashes ?? MessageHashes(header), keys: keys)
        let newest = found.sets.last?.instance ?? 0
        for (instance, set) in found.sets {
            let isRecent = instance > newest - Self.messageSignatureLimit
            chain.instances.append(
                evaluation.evaluate(set, instance, isComplete: found.failure == nil, isRecent: isRecent))
        }
        let formFailure = found.failure ?? Self.chainValidationFailure(chain.instances)
        let reason = formFailure ?? evaluation.failure(newest)
        chain.result = reason == nil ? .pass : .fail
        chain.isUndecided =
            reason != nil && formFailure == nil && chain.instances.last?.messageSignature != false
            && chain.instances.allSatisfy { $0.seal != false }
        chain.reason =
            reason ?? "every seal and the newest message signature are right"
        return chain
    }

    /// §5.2, steps 2 and 3: what the seals may say of the chain before them.
    private static func chainValidationFailure(_ instances: [ARCInstance]) -> String? {
        guard let newest = instances.last else { return "no complete set" }
        if newest.chainValidation == "fail" { return "the newest seal says that the chain had failed" }
        for set in instances where set.chainValidation != (set.instance == 1 ? "none" : "pass") {
            return "cv= of instance \(set.instance) is not \(set.instance == 1 ? "none" : "pass")"
        }
        return nil
    }
}
