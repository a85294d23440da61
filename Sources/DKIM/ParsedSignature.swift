import DNS
import MIME

/// A DKIM-Signature field, read and judged as far as that goes without hash and key (RFC 6376 §6.1.1). Whatever could be
/// read is in `signature`, even where something else in the field is wrong.
struct ParsedSignature {
    var signature: DKIMSignature
    /// What makes the signature void already; the first thing that was found.
    private(set) var failure: DKIMFailure?

    // What the check needs; there where `failure` is nil.
    private(set) var tags: TagList?
    private(set) var algorithm: SignatureAlgorithm = .rsaSHA256
    private(set) var header: Canonicalization = .simple
    private(set) var body: Canonicalization = .simple
    private(set) var value: [UInt8] = []
    private(set) var bodyHash: [UInt8] = []
    /// The domain of `i=`, or the SDID where there is none.
    private(set) var identityDomain = ""

    init(_ field: HeaderField, in section: HeaderSection) {
        signature = DKIMSignature(field: field.index)
        do {
            let tags = try TagList(section.body(field))
            self.tags = tags
            read(tags)
        } catch { failure = error }
    }

    private mutating func refuse(_ failure: DKIMFailure) {
        self.failure = self.failure ?? failure
    }

    private mutating func note<Value>(_ read: () throws(DKIMFailure) -> Value) -> Value? {
        do { return try read() } catch {
            refuse(error)
            return nil
        }
    }

    private mutating func read(_ tags: TagList) {
        note { () throws(DKIMFailure) in
            let version = try tags.required("v")
            guard version.elementsEqual([0x31]) else {
                throw DKIMFailure(.permerror, .unknownVersion, "version unknown")
            }
        }
        signature.algorithm = tags.text("a").map { String($0.prefix(64)) }
        if let read = note(tags.algorithm) { algorithm = read }
        if let read = note({ () throws(DKIMFailure) in try tags.base64("b") }) { value = read }
        if let read = note({ () throws(DKIMFailure) in try tags.base64("bh") }) { bodyHash = read }
        if let read = note(tags.canonicalization) { (header, body) = read }
        signature.canonicalization = "\(header.rawValue)/\(body.rawValue)"
        signature.domain = note(tags.domain)
        signature.selector = note(tags.selector)
        if let read = note(tags.signedHeaders) { signature.signedHeaders = read }
        signature.bodyLength = note { () throws(DKIMFailure) in try tags.number("l", digits: 76) } ?? nil
        // §5.4: From is always signed.
        if !signature.signedHeaders.contains("from") {
            refuse(DKIMFailure(.permerror, .fromNotSigned, "From is not signed"))
        }
        // §3.5, q=: one method is known, and it is the default.
        if tags.items("q")?.contains("dns/txt") == false {
            refuse(DKIMFailure(.permerror, .unknownQuery, "query method unknown"))
        }
        readIdentity(tags)
        readTimes(tags)
    }

    private mutating func readIdentity(_ tags: TagList) {
        let identity = note(tags.identity) ?? nil
        signature.identity = identity?.text
        guard let domain = signature.domain else { return }
        identityDomain = identity?.domain ?? domain
        if !DomainName.isEqual(identityDomain, orBelow: domain) {
            refuse(DKIMFailure(.permerror, .identityMismatch, "SDID/AUID mismatch: i= is not of the domain of d="))
        }
    }

    private mutating func readTimes(_ tags: TagList) {
        signature.signed = note { () throws(DKIMFailure) in try tags.number("t", digits: 12) } ?? nil
        signature.expires = note { () throws(DKIMFailure) in try tags.number("x", digits: 12) } ?? nil
        // §3.5, x=: the value must be greater than that of t=.
        if let signed = signature.signed, let expires = signature.expires, expires <= signed {
            refuse(.syntax("x= is not after t="))
        }
    }
}
