import DNS
package import JSON
package import SPF

/// `authentication.spf.mailfrom` and `.helo` of the report, and what `inspect spf` prints.
extension SPFCheck: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("domain", domain)
            json.field("clientIP", clientIP.description)
            json.field("explanation", explanation)
            json.field("lookups", lookups)
            json.field("voidLookups", voidLookups)
            json.field("reason", reason)
            json.field("libspf2", libspf2)
            if !localLimits.isEmpty { json.field("localLimits", localLimits) }
            json.field("trace", trace)
        }
    }
}

extension LibSPF2View: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result)
            json.field("differs", differs)
            json.field("why", why)
        }
    }
}

extension SPFLocalView: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("receiver", receiver)
            json.field("limit", limit)
            json.field("result", result.rawValue)
        }
    }
}

extension SPFTraceStep: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("depth", depth)
            json.field("domain", domain)
            json.field("term", term)
            json.field("outcome", outcome)
            json.field("matched", matched)
        }
    }
}
