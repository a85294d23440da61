package import DKIM
package import JSON
import MIME

/// One element of `authentication.dkim` in a report.
extension DKIMSignature: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("reason", reason.isEmpty ? nil : reason)
            json.field("domain", domain)
            json.field("selector", selector)
            json.field("identity", identity)
            json.field("algorithm", algorithm)
            json.field("keyBits", keyBits)
            json.field("canonicalization", canonicalization)
            json.field("signedHeaders", signedHeaders)
            json.field("bodyLength", bodyLength)
            json.field("unsignedBytes", unsignedBytes)
            json.field("unsignedStructure", unsignedStructure?.rawValue)
            json.field("unsignedHeaders", unsignedHeaders)
            json.field("oversigned", oversigned)
            if !replayHints.isEmpty { json.field("replayHints", replayHints) }
            json.field("signed", signed.map { MailDate(seconds: $0).iso8601 })
            json.field("expires", expires.map { MailDate(seconds: $0).iso8601 })
            json.field("testing", testing)
        }
    }
}
