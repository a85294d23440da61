/// The `content.subscription` object of the report: ways to leave, one-click, and the rules of mailbox providers.
package import JSON

extension Subscription: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("ways", ways)
            json.field("oneClick", oneClick)
            json.field("rules", rules)
        }
    }
}

extension Subscription.Way: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("source", source.rawValue)
            json.field("url", url)
            json.field("host", host)
            json.field("encrypted", encrypted)
            json.field("foreign", foreign)
            json.field("evidence", place)
        }
    }
}

extension Subscription.OneClick: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            if !reasons.isEmpty { json.field("reasons", reasons) }
            json.field("evidence", place)
        }
    }
}

extension Subscription.Rule: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("providers", providers)
            json.field("text", text)
            json.field("state", state.rawValue)
            json.field("reason", reason)
        }
    }
}
