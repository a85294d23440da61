/// The grade of a hop's transport, A+ to F, with its reason and reference.
///
/// What is graded is what the field says: the protocol's version, the cipher suite, the key's length. The worst part
/// decides. Nothing is known of certificates: mail between servers is encrypted without asking who the other is
/// (RFC 7435), so even the best grade speaks against listeners only, not against a man in the middle.

import Domains

enum TransportGrading {
    /// nil where the field tells nothing of the transport.
    static func grade(_ tls: Hop.TLS) -> Grade? {
        guard let used = tls.used else { return nil }
        guard used else { return Grade(.f, "no TLS: the message crossed the network in the clear (RFC 3207, RFC 8314)") }
        var key = tls.version ?? ""
        key += " "
        key += tls.cipher ?? ""
        key += " "
        if let bits = tls.bits { key += String(bits) }
        return known.value(for: key) { _ in judge(tls) }
    }

    struct Grade: Sendable {
        let grade: TransportGrade
        let reason: String
        init(_ grade: TransportGrade, _ reason: String) {
            self.grade = grade
            self.reason = reason
        }
    }

    /// Connections are alike: each kind is judged once.
    private static let known = BoundedCache<Grade?>()

    private static func judge(_ tls: Hop.TLS) -> Grade? {
        var verdicts: [(grade: TransportGrade, reason: String)] = []
        if let version = tls.version, let verdict = self.version(version) { verdicts.append(verdict) }
        if let suite = tls.cipher.flatMap({ CipherSuite($0) }) {
            verdicts += self.suite(suite, bits: tls.bits)
        } else if let bits = tls.bits, let verdict = keyLength(bits) {
            verdicts.append(verdict)
        }
        guard let worst = verdicts.min(by: { $0.grade < $1.grade }) else { return nil }
        // The best that a suite alone can show is A: whether it was TLS 1.3 must be said.
        if worst.grade == .aPlus, tls.version == nil, tls.cipher.flatMap({ CipherSuite($0) })?.isTLS13 != true {
            return Grade(.a, "forward secrecy and authenticated encryption; version not recorded (RFC 9325 §4.2)")
        }
        if worst.grade >= .a {
            let what =
                tls.cipher.flatMap({ CipherSuite($0) }) == nil
                ? "the cipher suite is not recorded" : "forward secrecy and authenticated encryption (RFC 9325 §4.2)"
            return Grade(worst.grade, tls.version == nil ? what : "\(worst.reason): \(what)")
        }
        // All faults of the worst grade are named, not only the first.
        let reasons = verdicts.filter { $0.grade == worst.grade }.map(\.reason)
        return Grade(worst.grade, reasons.joined(separator: "; "))
    }

    private static func version(_ version: String) -> (grade: TransportGrade, reason: String)? {
        switch version {
        case "TLSv1.3": (.aPlus, "TLS 1.3 (RFC 8446)")
        case "TLSv1.2": (.a, "TLS 1.2 (RFC 5246)")
        case "TLSv1.1": (.c, "TLS 1.1 is deprecated (RFC 8996)")
        case "TLSv1", "TLSv1.0": (.c, "TLS 1.0 is deprecated (RFC 8996)")
        case "TLSv1/SSLv3":
            (.c, "TLS 1.0, 1.1 or SSL 3.0: which of them is not recorded, all are deprecated (RFC 8996, RFC 7568)")
        case _ where version.hasPrefix("SSLv3"): (.f, "SSL 3.0 must not be used (RFC 7568)")
        case _ where version.hasPrefix("SSLv2"): (.f, "SSL 2.0 must not be used (RFC 6176)")
        default: nil
        }
    }

    private static func suite(_ suite: CipherSuite, bits: Int?) -> [(grade: TransportGrade, reason: String)] {
        var verdicts: [(grade: TransportGrade, reason: String)] = []
        switch suite.cipher {
        case .null: verdicts.append((.f, "a NULL cipher encrypts nothing (RFC 9325 §4.1)"))
        case .export: verdicts.append((.f, "an export cipher is breakable by design (RFC 9325 §4.1)"))
        case .rc2: verdicts.append((.f, "a cipher of 40 bits (RFC 9325 §4.1)"))
        case .des: verdicts.append((.f, "single DES has 56 bits (RFC 5469)"))
        case .rc4: verdicts.append((.f, "RC4 must not be used (RFC 7465)"))
        case .tripleDES: verdicts.append((.d, "3DES has 112 bits at most and blocks of 64 (RFC 9325 §4.1, Sweet32)"))
        case .idea: verdicts.append((.d, "IDEA has blocks of 64 bits and left TLS (RFC 5469)"))
        case .seed, .gost: verdicts.append((.c, "a cipher that RFC 9325 does not recommend (§4.2)"))
        case .cbc: verdicts.append((.b, "CBC mode without authenticated encryption (RFC 9325 §4.2)"))
        case .aead: verdicts.append((.aPlus, "authenticated encryption (RFC 9325 §4.2)"))
        }
        switch suite.keyExchange {
        case .anonymous:
            // RFC 7435 §3: opportunistic encryption may be unauthenticated, but forward secret it is.
            verdicts.append((.c, "anonymous key exchange: nobody knows who the other side was (RFC 9325 §4.1)"))
        case .fixed:
            verdicts.append((.b, "no forward secrecy: who gets the key later can read it (RFC 9325 §4.1)"))
        case .unnamed: verdicts.append((.b, "the key exchange is not recorded, so that forward secrecy is not known"))
        case .ephemeral: break
        }
        if let known = bits ?? suite.bits, let verdict = keyLength(known) { verdicts.append(verdict) }
        return verdicts
    }

    private static func keyLength(_ bits: Int) -> (grade: TransportGrade, reason: String)? {
        switch bits {
        case ..<1: nil
        case ..<64: (.f, "a key of \(bits) bits (RFC 9325 §4.1)")
        case ..<112: (.d, "a key of \(bits) bits (RFC 9325 §4.1)")
        default: nil
        }
    }
}
