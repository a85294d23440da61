/// The verdict, findings and score of a report as JSON, in the order of the contract.

package import JSON

extension Verdict: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("label", label.rawValue)
            json.field("summary", summary)
            json.field("because", because)
            json.field("vouched", vouched)
            json.field("carried", carried)
            json.field("watched", watched)
        }
    }
}

extension Verdict.Answer: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("answer", sentence)
            json.field("parties", parties)
        }
    }
}

extension Verdict.Answer.Party: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", name)
            json.field("country", country)
            json.field("role", role)
        }
    }
}

extension Finding: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.members(signal.members) { signal.writeMembers(to: &$0) }
            json.field("evidence", evidence)
        }
    }
}

extension Signal {
    /// What each finding of the signal says.
    func writeMembers(to json: inout JSONWriter) {
        Self.write(id, family, severity, weight: weight, summary: summary, reference: reference, to: &json)
    }

    static func write(
        _ id: String, _ family: Family, _ severity: Severity, weight: Double, summary: String, reference: String,
        to json: inout JSONWriter
    ) {
        json.field("signal", id)
        json.field("family", family.rawValue)
        json.field("severity", severity.rawValue)
        json.field("weight", weight)
        json.field("summary", summary)
        json.field("reference", reference)
    }
}

extension Score: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("total", total)
            json.field("threshold", Score.threshold)
            json.field("flagged", isFlagged)
            json.field("risk", risk)
            json.key("byFamily") { json in
                json.object { json in
                    for (family, sum) in byFamily { json.key(family.rawValue) { $0.value(sum) } }
                }
            }
        }
    }
}
