package import JSON

/// One of `authentication.recorded` of the report.
extension RecordedResults: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("header", header)
            json.field("instance", instance)
            json.field("authservID", authservID)
            json.field("trusted", trusted)
            json.field("results", results)
            json.field("error", error)
        }
    }

    /// The answer of `inspect authres`: the field alone, without a message around it.
    package func writeInspection(to json: inout JSONWriter) {
        json.object { json in
            json.field("authservID", authservID)
            json.field("version", version)
            json.field("instance", instance)
            json.field("results", results)
            json.field("error", error)
        }
    }
}

extension RecordedResults.Result: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("method", method)
            json.field("version", methodVersion)
            json.field("result", result)
            json.field("reason", reason)
            json.key("properties") { json in
                json.object { json in
                    // A key may stand once in a JSON object: the first of equals counts.
                    var seen: Set<String> = []
                    for (name, value) in properties where seen.insert(name).inserted {
                        json.key(name) { $0.value(value) }
                    }
                }
            }
        }
    }
}
