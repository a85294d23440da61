/// A signal of the catalogue in JSON, as `explain --format json` lists it.

package import JSON

extension Signal: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("signal", id)
            json.field("family", family.rawValue)
            json.field("severity", severity.rawValue)
            json.field("weight", weight)
            json.field("summary", summary)
            json.field("explanation", explanation)
            json.field("reference", reference)
        }
    }
}

extension SignalCatalogue {
    /// The catalogue as a JSON array on one line.
    package static func json(_ signals: [Signal]) -> String {
        var json = JSONWriter()
        json.array { json in for signal in signals { json.element { signal.write(to: &$0) } } }
        return json.string
    }
}
