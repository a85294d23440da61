package import DNS

/// Key records from the DNS (RFC 6376 §3.6.2), each parsed once: reading a public key costs libcrypto several times
/// what checking a signature does, and an archive has few keys. What is kept is the judgement of the record's octets,
/// so a record that changes is a new one, and time to live stays the resolver's business.
package final class KeyStore {
    package let resolver: any Resolver
    private var records = RecentValues<RecordText, KeyRecord>(limit: KeyStore.capacity)

    /// Parsed records that are kept.
    static let capacity = 1024
    /// Records at one name that are looked at.
    static let recordLimit = 8
    /// A longer record is no key that RFC 8301 §3.2 asks for (4096 bits make about 750 octets).
    package static let recordSize = 16_384

    package init(resolver: any Resolver) { self.resolver = resolver }

    /// The records of a selector. There is no order among them, and RFC 6376 §3.6.2.2 does not define what several
    /// mean: §6.1.2 lets a verifier try each.
    package func lookUp(selector: String, domain: String) throws(DKIMFailure) -> [KeyRecord] {
        let name = "\(selector)._domainkey.\(domain)"
        guard name.utf8.count <= 253 else { throw DKIMFailure(.permerror, .keyNotFound, "key not found") }
        let answer = resolver.resolve(name, .txt)
        if answer.security == .bogus {
            throw DKIMFailure(.temperror, .lookUp, "key look-up: the answer is bogus by DNSSEC")
        }
        if answer.isTemporaryFailure {
            throw DKIMFailure(.temperror, .lookUp, "key look-up: " + (answer.failureReason ?? "no answer"))
        }
        // RFC 6376 §6.1.2: "no such record" and "key not found" are the same permanent failure.
        let records = answer.texts.prefix(Self.recordLimit).map(record)
        guard !records.isEmpty else { throw DKIMFailure(.permerror, .keyNotFound, "key not found") }
        return records
    }

    private func record(_ octets: [UInt8]) -> KeyRecord {
        let octets = octets.count > Self.recordSize ? Array(octets.prefix(Self.recordSize)) : octets
        let text = RecordText(octets)
        if let known = records.value(text) { return known }
        let record = KeyRecord(octets)
        records.keep(record, text)
        return record
    }
}

extension KeyStore {
    /// Whether a signature of `hash` is right by a key of the selector: what DKIM and ARC share (RFC 8617 §4.1.2: keys
    /// stand and are looked up as for DKIM).
    /// - Returns: nil where it is right.
    package func failure(
        _ signature: [UInt8], ofHash hash: [UInt8], _ algorithm: SignatureAlgorithm, selector: String, domain: String
    ) -> DKIMFailure? {
        do {
            var first: DKIMFailure?
            for record in try lookUp(selector: selector, domain: domain) {
                let refusal = record.refusal(algorithm, domain: domain, identityDomain: domain) ?? record.weakness
                let isRight = refusal == nil && record.key?.verifies(signature, ofHash: hash, algorithm.hash) ?? false
                if isRight { return nil }
                first = first ?? refusal ?? DKIMFailure(.fail, .headerAltered, "altered, or signed with another key")
            }
            return first
        } catch { return error }
    }
}
