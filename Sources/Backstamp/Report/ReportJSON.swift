package import JSON

/// The JSON of a report, key by key in the contract's order. Each stage writes its own part in a file beside this one.
extension Report: JSONWritable {
    package static let schema = "backstamp/1"

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("schema", Self.schema)
            json.field("source", source)
            json.field("message", evidence.message)
            json.field("verdict", verdict)
            json.field("authentication", evidence.authentication)
            json.field("route", RouteJSON(evidence.route, jurisdictions: evidence.jurisdictions))
            json.field("content", evidence.content)
            json.field("findings", findings)
            json.field("score", score)
            json.field("dns", dns)
        }
    }
}

extension ReportFailure: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("schema", Report.schema)
            json.field("source", source)
            json.key("error") { json in
                json.object { json in
                    json.field("code", code)
                    json.field("reason", reason)
                }
            }
        }
    }
}

extension DNSUse: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("source", source)
            json.field("queries", queries)
            json.field("notRecorded", notRecorded)
        }
    }
}
