import DNS
package import JSON

/// One of `authentication.differences` of the report.
extension RecordedDifference: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("method", method)
            json.field("subject", subject)
            json.field("authservID", authservID)
            json.field("trusted", trusted)
            json.field("recorded", recorded)
            json.field("verified", verified)
            json.field("cause", cause.rawValue)
            json.field("why", why)
        }
    }
}

/// `authentication.iprev` of the report.
extension ReverseCheck: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("clientIP", clientIP.description)
            json.field("name", name)
            json.field("reason", reason)
        }
    }
}
