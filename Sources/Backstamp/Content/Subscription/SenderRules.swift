/// The rules of Gmail ("Email sender guidelines", in force since February 2024, enforced by rejection since November
/// 2025), Yahoo ("Sender Best Practices", since February 2024) and Microsoft ("Outlook's new requirements for high-volume
/// senders", since May 2025) for those who write to many, as a list: each met, not met, or not to be seen from a message.
///
/// One row per rule; the check says what it saw. What could not be looked up is not seen, and never counts as not met.
import DKIM
import Domains
import MIME
import SPF

enum SenderRules {
    typealias State = Subscription.Rule.State

    struct Evidence {
        let message: Message
        let route: Route
        let authentication: Authentication
        let subscription: Subscription
    }

    struct Row {
        let id: String
        let providers: [String]
        let text: String
        let check: @Sendable (Evidence) -> (State, String)

        /// - Parameter providers: `g`, `y` and `m`.
        init(id: String, providers: String, text: String, check: @escaping @Sendable (Evidence) -> (State, String)) {
            self.id = id
            self.providers = providers.compactMap { SenderRules.names[$0] }
            self.text = text
            self.check = check
        }
    }

    static func check(
        _ message: Message, _ route: Route, _ authentication: Authentication, _ subscription: Subscription
    ) -> [Subscription.Rule] {
        let evidence = Evidence(
            message: message, route: route, authentication: authentication, subscription: subscription)
        return rows.map { row in
            let (state, reason) = row.check(evidence)
            return Subscription.Rule(id: row.id, providers: row.providers, text: row.text, state: state, reason: reason)
        }
    }

    private static let names: [Character: String] = ["g": "gmail", "y": "yahoo", "m": "microsoft"]

    private static let rows: [Row] = [
        Row(id: "spf", providers: "gym", text: "SPF passes for the domain of the envelope", check: spf),
        Row(id: "dkim", providers: "gym", text: "A DKIM signature is valid", check: dkim),
        Row(id: "dkim-key-length", providers: "g", text: "The DKIM key has 1024 bits at least", check: keyLength),
        Row(id: "dmarc-record", providers: "gym", text: "The author's domain publishes a DMARC policy", check: record),
        Row(id: "alignment", providers: "gym", text: "SPF or DKIM aligns with the author's domain", check: alignment),
        Row(id: "reverse-dns", providers: "gy", text: "The sending address has a name that leads back to it", check: reverse),
        Row(id: "tls", providers: "g", text: "The message was handed in over TLS", check: tls),
        Row(id: "format", providers: "gy", text: "The header keeps RFC 5322: one From, one Date, a Message-ID", check: format),
        Row(
            id: "no-borrowed-domain", providers: "gy", text: "From is not a mailbox provider's domain used by others",
            check: borrowed),
        Row(
            id: "one-click", providers: "gy", text: "List-Unsubscribe allows to leave with one click (RFC 8058)",
            check: oneClick),
        Row(
            id: "unsubscribe-link", providers: "gym", text: "A link to unsubscribe is plain to see in the text",
            check: link),
        Row(
            id: "reply-address", providers: "m", text: "From or Reply-To is an address that takes replies",
            check: { _ in (.notVisible, "only a reply would show it") }),
        Row(
            id: "unsubscribe-in-two-days", providers: "gy", text: "Who leaves gets no mail after two days",
            check: { _ in (.notVisible, "only later mail would show it") }),
        Row(
            id: "complaints", providers: "gy", text: "Fewer than 0.3 % of the readers call it spam",
            check: { _ in (.notVisible, "only the mailbox provider counts complaints") }),
        Row(
            id: "consent", providers: "gym", text: "The readers asked for it, and dead addresses are removed",
            check: { _ in (.notVisible, "a message does not show how the address was come by") }),
    ]

    // MARK: Checks

    private static func spf(_ evidence: Evidence) -> (State, String) {
        guard let check = evidence.authentication.spfMailFrom ?? evidence.authentication.spfHelo else {
            return (.notVisible, "the envelope is not known")
        }
        switch check.result {
        case .pass: return (.met, "pass for \(check.domain)")
        case .temperror: return (.notVisible, check.reason)
        default: return (.notMet, "\(check.result.rawValue) for \(check.domain)")
        }
    }

    private static func dkim(_ evidence: Evidence) -> (State, String) {
        let signatures = evidence.authentication.dkim
        if let valid = signatures.first(where: { $0.result == .pass }) { return (.met, "by \(valid.domain ?? "")") }
        if signatures.isEmpty { return (.notMet, "there is no signature") }
        return signatures.contains { $0.result == .temperror }
            ? (.notVisible, "the key could not be looked up") : (.notMet, signatures[0].reason)
    }

    private static func keyLength(_ evidence: Evidence) -> (State, String) {
        let valid = evidence.authentication.dkim.filter { $0.result == .pass }
        guard let best = valid.max(by: { ($0.keyBits ?? 0) < ($1.keyBits ?? 0) }), let bits = best.keyBits else {
            return (.notVisible, "no signature is known to be valid")
        }
        // An ed25519 key has 256 bits and the strength of a far longer RSA key (RFC 8463 §6).
        let isEnough = bits >= 1024 || best.algorithm?.hasPrefix("ed25519") == true
        return (isEnough ? .met : .notMet, "\(best.algorithm ?? ""), \(bits) bits")
    }

    private static func record(_ evidence: Evidence) -> (State, String) {
        let dmarc = evidence.authentication.dmarc
        if let domain = dmarc.recordDomain { return (.met, "at \(domain)") }
        switch dmarc.result {
        case .none: return (.notMet, "none was found")
        case .temperror: return (.notVisible, dmarc.reason)
        default: return (.notMet, dmarc.reason)
        }
    }

    private static func alignment(_ evidence: Evidence) -> (State, String) {
        let dmarc = evidence.authentication.dmarc
        if dmarc.spfAligned == true || dmarc.dkimAligned == true {
            return (.met, dmarc.dkimAligned == true ? "DKIM" : "SPF")
        }
        guard dmarc.spfAligned == false, dmarc.dkimAligned == false else {
            return (.notVisible, dmarc.reason.isEmpty ? "one of them could not be determined" : dmarc.reason)
        }
        return (.notMet, "neither does")
    }

    private static func border(_ evidence: Evidence) -> Hop? {
        evidence.route.boundary.flatMap { evidence.route.hops.indices.contains($0) ? evidence.route.hops[$0] : nil }
    }

    private static func reverse(_ evidence: Evidence) -> (State, String) {
        guard let hop = border(evidence), hop.from.ip != nil else { return (.notVisible, "the address is not known") }
        if hop.nameMayBeForged { return (.notMet, "the name does not lead back to the address") }
        if let name = hop.from.rdns { return (.met, name) }
        return (.notVisible, "the receiver's trace field gives no name")
    }

    private static func tls(_ evidence: Evidence) -> (State, String) {
        guard let used = border(evidence)?.tls.used else { return (.notVisible, "the receiver's trace field does not say") }
        return used ? (.met, "by the receiver's trace field") : (.notMet, "by the receiver's trace field")
    }

    private static func format(_ evidence: Evidence) -> (State, String) {
        let header = evidence.message.header
        var faults: [String] = []
        for key in ["from", "date", "message-id"] {
            let count = header.fields(key).count
            if count == 0 { faults.append("no \(key)") }
            if count > 1 { faults.append("\(count) fields \(key)") }
        }
        if !header.fields("from").isEmpty, evidence.message.authorDomain == nil { faults.append("From has no address") }
        return faults.isEmpty ? (.met, "one of each") : (.notMet, faults.joined(separator: ", "))
    }

    private static func borrowed(_ evidence: Evidence) -> (State, String) {
        guard let domain = evidence.message.authorDomain,
            let entry = OperatorCatalogue.standard.entry(ofHost: domain), entry.kind == .mailbox
        else { return (.met, "the author's domain is nobody's mailbox service") }
        let dmarc = evidence.authentication.dmarc
        switch dmarc.result {
        case .pass: return (.met, "\(domain) vouches for it")
        case .temperror: return (.notVisible, dmarc.reason)
        default: return (.notMet, "\(domain) does not vouch for it")
        }
    }

    private static func oneClick(_ evidence: Evidence) -> (State, String) {
        let oneClick = evidence.subscription.oneClick
        switch oneClick.result {
        case .pass: return (.met, "both fields, https, signed")
        case .none: return (.notMet, "there is no List-Unsubscribe-Post")
        case .fail:
            // A key that could not be looked up leaves the signature open.
            let isOpen = oneClick.reasons.count == 1
                && evidence.authentication.dkim.contains { signature in
                    signature.result == .temperror && signature.signedHeaders.contains("list-unsubscribe-post")
                        && signature.signedHeaders.contains("list-unsubscribe")
                }
            return (isOpen ? .notVisible : .notMet, oneClick.reasons.joined(separator: "; "))
        }
    }

    private static func link(_ evidence: Evidence) -> (State, String) {
        let links = evidence.subscription.ways.filter { $0.source == .link }
        guard let first = links.first else { return (.notMet, "no link says so") }
        return (.met, first.host ?? first.url)
    }
}
