package import DKIM
import DNS
package import JSON

/// What stands at a selector, judged record by record: the answer of `inspect dkim-key`, as JSON and as lines for
/// people. Nothing there, or no answer, is a judgement too.
package struct KeyJudgement: Sendable {
    /// Where the record stands or should: `selector._domainkey.domain`.
    package let name: String
    /// How DNSSEC stands to the answer (RFC 4035 §4.3).
    package let dnssec: String
    /// Why there is nothing to judge; nil where there is.
    package let failure: DKIMFailure?
    package let records: [KeyRecord]
    private let texts: [String]

    package init(selector: String, domain: String, keys: KeyStore) {
        name = "\(selector)._domainkey.\(domain)".lowercased()
        var found: [KeyRecord] = []
        do {
            found = try keys.lookUp(selector: selector, domain: domain)
            failure = nil
        } catch { failure = error }
        records = found
        let answer = keys.resolver.resolve(name, .txt)
        dnssec = answer.security.rawValue
        texts = zip(answer.texts, found).map { text, _ in
            String(decoding: text.prefix(KeyStore.recordSize), as: UTF8.self)
        }
    }

    /// Whether a right signature by one of the keys counts.
    package var isUsable: Bool { records.contains(where: \.isUsable) }

    /// To be made safe for a terminal by the caller: records are other people's text.
    package var lines: [String] {
        if let failure { return ["unusable  \(name)", "  because \(failure.reason)"] }
        var lines = ["\(isUsable ? "usable" : "unusable")  \(name)"]
        if records.count > 1 {
            // RFC 6376 §3.6.2.2.
            lines.append("  \(records.count) records: the result of several is not defined, verifiers differ")
        }
        for (record, text) in zip(records, texts) {
            lines.append("  \(text)")
            lines.append("  \(record.type)\(record.key.map { ", \($0.bits) bits" } ?? "")")
            lines += record.remarks.map { "  - \($0)" }
            if let notes = record.notes, !notes.isEmpty { lines.append("  the domain's owner notes: \(notes)") }
        }
        lines.append("  DNSSEC: \(dnssec)")
        return lines
    }
}

extension KeyRecord {
    /// Whether a right signature by this key counts.
    package var isUsable: Bool {
        guard let key else { return false }
        let algorithm: SignatureAlgorithm = key.kind == .rsa ? .rsaSHA256 : .ed25519SHA256
        return weakness == nil && refusal(algorithm, domain: "", identityDomain: "") == nil
    }
}

extension KeyJudgement: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", name)
            json.field("usable", isUsable)
            json.field("result", failure?.result.rawValue)
            json.field("reason", failure?.reason)
            json.field("dnssec", dnssec)
            json.field("records", zip(records, texts).map { KeyRecordJSON(record: $0, text: $1) })
        }
    }
}

/// One key record.
private struct KeyRecordJSON: JSONWritable {
    let record: KeyRecord
    let text: String

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("usable", record.isUsable)
            json.field("reason", (record.failure ?? record.weakness)?.reason)
            json.field("type", record.type)
            json.field("keyBits", record.key?.bits)
            if let hashes = record.hashes { json.field("hashes", hashes) }
            json.field("services", record.services)
            json.field("testing", record.isTesting)
            json.field("strict", record.isStrict)
            json.field("notes", record.notes)
            json.field("remarks", record.remarks)
            json.field("text", text)
        }
    }
}
