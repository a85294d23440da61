package import DNS
import MIME

/// What a message will ask of the DNS, after a look at its header: so that the answers are there when it is analysed.
///
/// A guess, made cheaply: what it misses is asked for later, and what it names in vain costs a question. No result
/// depends on it.
package enum Foresight {
    /// No header has more signatures that are worth a question ahead of time.
    private static let signatureLimit = 12

    /// - Parameter header: the octets of the header section.
    package static func questions(_ header: [UInt8], policy: Policy) -> [DNSQuestion] {
        let message = Message.read(header)
        let route = Route.trace(message, trusted: policy.trusted, locations: nil)
        let envelope = Envelope.derive(message, route, overriddenBy: policy.envelope)
        var questions: [DNSQuestion] = []
        var domains: [String] = message.parsed.from.compactMap { $0.domain }
        for name in ["dkim-signature", "arc-message-signature", "arc-seal"] {
            for field in message.header.fields(name).prefix(signatureLimit) {
                guard let (selector, domain) = key(message.header.unfolded(field)) else { continue }
                questions.append(DNSQuestion(name: "\(selector)._domainkey.\(domain)", type: .txt))
                if name == "dkim-signature" { domains.append(domain) }
            }
        }
        if let clientIP = envelope.clientIP {
            let sender = envelope.mailFrom.flatMap { Mailbox(address: $0).domain }
            for domain in [sender, envelope.helo].compactMap(\.self) {
                questions.append(DNSQuestion(name: DomainNames.normalized(domain), type: .txt))
            }
            if let sender { domains.append(sender) }
            questions.append(DNSQuestion(name: clientIP.unmapped.reverseName, type: .ptr))
        }
        for domain in Set(domains.map(DomainNames.normalized)) {
            // RFC 9989 §4.10: the policy of the domain and of those above it.
            for target in DMARCTreeWalk.targets(from: domain) {
                questions.append(DNSQuestion(name: "_dmarc.\(target)", type: .txt))
            }
        }
        return questions
    }

    /// What an answer leads to: the names in an SPF record, the addresses of a mail exchanger or of a client's name.
    package static func followUps(_ question: DNSQuestion, _ answer: DNSAnswer) -> [DNSQuestion] {
        switch question.type {
        case .txt: answer.texts.filter { $0.starts(with: spf) }.prefix(1).flatMap { mechanisms($0, of: question.name) }
        case .mx: answer.exchanges.prefix(10).map { DNSQuestion(name: DomainNames.normalized($0.exchange), type: .a) }
        case .ptr: answer.names.prefix(10).map { DNSQuestion(name: DomainNames.normalized($0), type: isV6(question) ? .aaaa : .a) }
        default: []
        }
    }

    private static let spf = Array("v=spf1".utf8)

    private static func isV6(_ question: DNSQuestion) -> Bool { question.name.hasSuffix("ip6.arpa") }

    /// RFC 7208 §4.6.4: more than ten terms of these are never looked up.
    private static func mechanisms(_ record: [UInt8], of domain: String) -> [DNSQuestion] {
        var questions: [DNSQuestion] = []
        for term in record.split(separator: 0x20).dropFirst() where questions.count < 10 {
            var text = String(decoding: term, as: UTF8.self).lowercased()
            if let first = text.first, "+-~?".contains(first) { text.removeFirst() }
            let parts = text.split(whereSeparator: { $0 == ":" || $0 == "=" }).map(String.init)
            guard let name = parts.first, !text.contains("%") else { continue }
            let target = parts.dropFirst().first.map { $0.split(separator: "/").first.map(String.init) ?? $0 } ?? domain
            switch name.split(separator: "/").first {
            case "include", "redirect": questions.append(DNSQuestion(name: DomainNames.normalized(target), type: .txt))
            case "a": questions.append(DNSQuestion(name: DomainNames.normalized(target), type: .a))
            case "mx": questions.append(DNSQuestion(name: DomainNames.normalized(target), type: .mx))
            default: break
            }
        }
        return questions
    }

    /// The tags `s=` and `d=` of a signature (RFC 6376 §3.5).
    private static func key(_ value: [UInt8]) -> (selector: String, domain: String)? {
        var selector: String?
        var domain: String?
        for tag in value.split(separator: 0x3B) {
            guard let equals = tag.firstIndex(of: 0x3D) else { continue }
            let name = tag[..<equals].filter { $0 > 0x20 }
            guard name.count == 1, let letter = name.first else { continue }
            let text = String(decoding: tag[(equals + 1)...].filter { $0 > 0x20 }, as: UTF8.self)
            if letter == 0x73 { selector = text }
            if letter == 0x64 { domain = text }
        }
        guard let selector, let domain, !selector.isEmpty, !domain.isEmpty else { return nil }
        return (DomainNames.normalized(selector), DomainNames.normalized(domain))
    }
}
