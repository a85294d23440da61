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
            json.field("signal", signal.id)
            json.field("family", signal.family.rawValue)
            json.field("severity", signal.severity.rawValue)
            json.field("weight", signal.weight)
            json.field("summary", signal.summary)
            json.field("reference", signal.reference)
            json.field("evidence", evidence)
        }
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
