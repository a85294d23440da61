import DKIM
import MIME

/// The signatures of the sets of one message, evaluated from instance 1 upwards, because each seal covers all the sets
/// before it (RFC 8617 §5.1.1): the hash runs on from set to set, and nothing is hashed twice.
struct ARCEvaluation: ~Copyable {
    private let header: HeaderSection
    private let hashes: MessageHashes
    private let keys: KeyStore
    private var sealed = Digest(.sha256)
    private var sealFailures: [Failure] = []
    private var messageFailures: [Int: Failure] = [:]

    private struct Failure {
        let reason: String
        /// Whether nobody knows, because the key could not be had.
        let isOpen: Bool

        init(_ what: String, _ failure: DKIMFailure) {
            reason = "\(what): \(failure.reason)"
            isOpen = failure.result == .temperror
        }
    }

    init(_ header: HeaderSection, _ hashes: MessageHashes, keys: KeyStore) {
        self.header = header
        self.keys = keys
        self.hashes = hashes
    }

    /// Why the chain fails by its signatures: the newest message signature, or any seal (§5.2, steps 4 and 6). What is
    /// known to be wrong goes before what could not be found out.
    func failure(_ newest: Int) -> String? {
        let all = [messageFailures[newest]].compactMap { $0 } + sealFailures.reversed()
        return (all.first { !$0.isOpen } ?? all.first)?.reason
    }

    /// - Parameters:
    ///   - isComplete: whether all sets are there, so that seals mean something.
    ///   - isRecent: whether the message signature is evaluated.
    mutating func evaluate(_ set: ARCSet, _ instance: Int, isComplete: Bool, isRecent: Bool) -> ARCInstance {
        var report = ARCInstance(instance: instance)
        if let results = set.results, let parsed = AARInstance(header.unfolded(results)) {
            report.authenticationResults = String(decoding: parsed.rest, as: UTF8.self)
        }
        if let seal = set.seal {
            report.domain = try? seal.list.domain()
            report.selector = try? seal.list.selector()
            report.chainValidation = seal.list.text("cv").map { String($0.prefix(16)) }
        }
        guard isComplete, let results = set.results, let message = set.message, let seal = set.seal else {
            return report
        }
        if isRecent {
            let failure = messageFailure(message)
            messageFailures[instance] = failure.map { Failure("message signature of instance \(instance)", $0) }
            report.messageSignature = Self.verdict(failure)
        }
        let failure = sealFailure(results, message, seal)
        if let failure { sealFailures.append(Failure("seal of instance \(instance)", failure)) }
        report.seal = Self.verdict(failure)
        return report
    }

    /// nil where nobody knows, because the key could not be had.
    private static func verdict(_ failure: DKIMFailure?) -> Bool? {
        guard let failure else { return true }
        return failure.result == .temperror ? nil : false
    }

    // MARK: ARC-Message-Signature (§4.1.2)

    private func messageFailure(_ tags: ARCTags) -> DKIMFailure? {
        do throws(DKIMFailure) {
            let message = try MessageTags(tags.list)
            let stated = message.canonicalization
            let first = failure(message, tags, stated.header, hashes.body(stated.body, .sha256, limit: message.limit))
            guard first != nil, tags.list.tag("c") == nil else { return first }
            // RFC 8617 does not repeat RFC 6376's default of simple/simple, and signers that leave c= out, those of the
            // ARC test suite among them, have used relaxed.
            let second = failure(message, tags, .relaxed, hashes.body(.relaxed, .sha256, limit: message.limit))
            return second == nil ? nil : first
        } catch { return error }
    }

    private func failure(
        _ message: MessageTags, _ tags: ARCTags, _ canonicalization: Canonicalization,
        _ body: (hash: [UInt8], length: Int)
    ) -> DKIMFailure? {
        // RFC 6376 §3.5, l=: not larger than the canonical body.
        guard message.limit ?? 0 <= body.length else {
            return DKIMFailure(.permerror, .bodyTooShort, "l= is larger than the body")
        }
        guard body.hash == message.bodyHash else { return DKIMFailure(.fail, .bodyAltered, "body altered") }
        let octets = hashes.headers.octets(message.names, signature: tags.field, tags: tags.list, canonicalization)
        return message.common.failure(Digest.hash(.sha256, octets), keys)
    }

    // MARK: ARC-Seal (§4.1.3, §5.1.1)

    private mutating func sealFailure(
        _ results: HeaderField, _ message: ARCTags, _ seal: ARCTags
    ) -> DKIMFailure? {
        // §5.1.1: each set in the order AAR, AMS, AS, with relaxed canonicalization; the last seal with an empty b=.
        var octets: [UInt8] = []
        for field in [results, message.field] { append(field, to: &octets) }
        var last = octets
        hashes.headers.appendSignature(seal.field, tags: seal.list, .relaxed, to: &last)
        // §5.1.2: a seal that says cv=fail covers its own set only.
        let hash = seal.list.text("cv") == "fail" ? Digest.hash(.sha256, last) : sealed.value(after: last)
        append(seal.field, to: &octets)
        sealed.update(octets)
        do throws(DKIMFailure) {
            // §4.1.3: h= must not be there.
            guard seal.list.tag("h") == nil else { throw DKIMFailure(.permerror, .syntax, "h= in a seal") }
            guard let validation = seal.list.text("cv"), ["none", "pass", "fail"].contains(validation) else {
                throw DKIMFailure(.permerror, .syntax, "cv= is not none, pass or fail")
            }
            return try CommonTags(seal.list).failure(hash, keys)
        } catch { return error }
    }

    private func append(_ field: HeaderField, to octets: inout [UInt8]) {
        Canonicalization.relaxed.append(header.raw(field), to: &octets)
        octets += [0x0D, 0x0A]
    }
}

/// What an ARC-Message-Signature has beyond them: a DKIM-Signature without `v=` whose `h=` may even be empty.
private struct MessageTags {
    let common: CommonTags
    let bodyHash: [UInt8]
    let canonicalization: (header: Canonicalization, body: Canonicalization)
    let names: [String]
    let limit: Int?

    init(_ tags: TagList) throws(DKIMFailure) {
        common = try CommonTags(tags)
        bodyHash = try tags.base64("bh")
        canonicalization = try tags.canonicalization()
        names = try tags.signedHeaders()
        // A seal is made after the message signature of its set and cannot be covered by it.
        guard !names.contains("arc-seal") else { throw DKIMFailure(.permerror, .syntax, "h= names ARC-Seal") }
        limit = try tags.number("l", digits: 76)
    }
}

/// The tags that both kinds of signature must have.
private struct CommonTags {
    let algorithm: SignatureAlgorithm
    let value: [UInt8]
    let domain: String
    let selector: String

    init(_ tags: TagList) throws(DKIMFailure) {
        algorithm = try tags.algorithm()
        // RFC 8301 §3.1.
        guard algorithm != .rsaSHA1 else { throw DKIMFailure(.policy, .weakAlgorithm, "weak algorithm rsa-sha1") }
        value = try tags.base64("b")
        domain = try tags.domain()
        selector = try tags.selector()
        _ = try tags.number("t", digits: 12)
    }

    func failure(_ hash: [UInt8], _ keys: KeyStore) -> DKIMFailure? {
        keys.failure(value, ofHash: hash, algorithm, selector: selector, domain: domain)
    }
}
