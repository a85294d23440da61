package import ARC
package import JSON

/// `authentication.arc` in a report. `messageSignature` and `seal` are null where they were not evaluated.
extension ARCChain: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("reason", reason.isEmpty ? nil : reason)
            json.field("instances", instances)
        }
    }
}

extension ARCInstance: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("i", instance)
            json.field("domain", domain)
            json.field("selector", selector)
            json.field("cv", chainValidation)
            json.truth("messageSignature", messageSignature)
            json.truth("seal", seal)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func truth(_ name: StaticString, _ value: Bool?) {
        if let value { field(name, value) } else { null(name) }
    }
}
