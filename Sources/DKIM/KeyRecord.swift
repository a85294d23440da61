/// A DKIM key record (RFC 6376 §3.6.1, RFC 8463 §4) and what is to be said of it: the verifier and
/// `inspect dkim-key` read the same judgement.
package struct KeyRecord: Sendable {
    /// What makes the record useless for every signature: revoked, or broken. nil for a key that works.
    package private(set) var failure: DKIMFailure?
    /// `k=` as written; `rsa` where nothing is said.
    package private(set) var type = "rsa"
    /// `h=`: the hashes that the domain allows; nil for all of them.
    package private(set) var hashes: [String]?
    /// `s=`: what the key may sign.
    package private(set) var services = ["*"]
    /// `t=y`: the domain is testing DKIM.
    package private(set) var isTesting = false
    /// `t=s`: the domain of `i=` must be that of `d=`, not one below it.
    package private(set) var isStrict = false
    /// `n=`, for people.
    package private(set) var notes: String?
    package private(set) var key: PublicKey?
    /// Tags that RFC 6376 does not know, `g=` of RFC 4871 among them: they mean nothing.
    package private(set) var unknownTags: [String] = []
    package private(set) var hasVersion = false

    package init(_ octets: [UInt8]) {
        do {
            try read(try TagList(octets[...]))
        } catch { failure = error.cause == .syntax ? .keySyntax("key record: " + error.reason) : error }
    }

    private static let knownTags: Set<String> = ["v", "h", "k", "n", "p", "s", "t"]

    private mutating func read(_ tags: TagList) throws(DKIMFailure) {
        // §3.6.1, v=: optional, but then first, and DKIM1.
        unknownTags = tags.tags.map(\.name).filter { !Self.knownTags.contains($0) }
        hasVersion = tags.tag("v") != nil
        if let version = tags.text("v") {
            guard version == "DKIM1" else { throw .keySyntax("the key record has another version") }
            guard tags.tags.first?.name == "v" else { throw .keySyntax("v= is not first in the key record") }
        }
        type = tags.text("k").map { String($0.prefix(64)) } ?? "rsa"
        hashes = tags.items("h")
        services = tags.items("s") ?? ["*"]
        notes = tags.text("n")
        let flags = tags.items("t") ?? []
        isTesting = flags.contains("y")
        isStrict = flags.contains("s")
        guard let encoded = tags["p"] else { throw .keySyntax("the key record has no p=") }
        guard !encoded.isEmpty else { throw DKIMFailure(.permerror, .keyRevoked, "key revoked") }
        guard let kind = PublicKey.Kind(rawValue: type) else {
            throw DKIMFailure(.permerror, .keyUnsuitable, "key type unknown")
        }
        guard let octets = Base64.decode(encoded), let key = PublicKey(kind, octets) else {
            throw .keySyntax("the key cannot be read")
        }
        self.key = key
    }

    /// Why this key cannot vouch for a signature; nil where it can (RFC 6376 §6.1.2).
    package func refusal(
        _ algorithm: SignatureAlgorithm, domain: String, identityDomain: String
    ) -> DKIMFailure? {
        if let failure { return failure }
        if key?.kind != algorithm.key {
            return DKIMFailure(.permerror, .keyUnsuitable, "the key is \(type), the signature is not")
        }
        if let hashes, !hashes.contains(algorithm.hash.rawValue) {
            return DKIMFailure(.permerror, .keyUnsuitable, "the key does not allow \(algorithm.hash.rawValue)")
        }
        if !services.contains("*"), !services.contains("email") {
            return DKIMFailure(.permerror, .keyUnsuitable, "the key is not for mail")
        }
        if isStrict, identityDomain != domain {
            return DKIMFailure(
                .permerror, .identityMismatch, "SDID/AUID mismatch: the key allows no domain below d= in i=")
        }
        return nil
    }

    /// RFC 8301 §3.2: an RSA key of less than 1024 bits makes nothing valid.
    package var weakness: DKIMFailure? {
        guard let key, key.kind == .rsa, key.bits < 1024 else { return nil }
        return DKIMFailure(.policy, .weakKey, "weak key of \(key.bits) bits")
    }
}

extension KeyRecord {
    /// Everything that is to be said of the record, the gravest first; empty for one without fault.
    package var remarks: [String] {
        var remarks = [failure?.reason, weakness.map { $0.reason + ": no signature by it is valid (RFC 8301 §3.2)" }]
            .compactMap { $0 }
        if let key, key.kind == .rsa, (1024..<2048).contains(key.bits) {
            remarks.append("\(key.bits) bits: RFC 8301 §3.2 recommends 2048")
        }
        if let hashes, !hashes.contains("sha256") { remarks.append("h= does not allow sha256, the only hash in use") }
        if !services.contains("*"), !services.contains("email") { remarks.append("s= does not allow mail") }
        if isTesting { remarks.append("t=y: the domain is testing DKIM; by RFC 6376 §3.6.1 its mail counts as unsigned, though most receivers do not look") }
        if failure == nil, !hasVersion { remarks.append("v=DKIM1 is recommended and not there") }
        if !unknownTags.isEmpty { remarks.append("tags without meaning: " + unknownTags.joined(separator: ", ")) }
        return remarks
    }
}
