import JSON

/// `inspect … -`: one JSON value per line in, one JSON line per value out, in order, as they come.
///
/// A line that is no JSON value, or not one that `answer` understands, costs that line alone: it is answered with
/// `{"error":{"code","reason"}}`. Empty lines are skipped.
enum JSONLines {
    /// What is wrong with one line.
    struct Failure: Error {
        let code: String
        let reason: String

        /// The line is JSON, but not of the shape that is asked for.
        static func badInput(_ reason: String) -> Failure { Failure(code: "badInput", reason: reason) }
    }

    /// Reads standard input to its end; `answer` writes one value for the one it is given.
    static func run(_ answer: (JSONValue, inout JSONWriter) throws -> Void) {
        var streams = StandardStreams()
        while let line = streams.line() {
            var json = JSONWriter(capacity: 512)
            do {
                guard case .octets(let octets) = line else {
                    throw Failure.badInput("a line of more than \(StandardStreams.maximumLine) octets")
                }
                if octets.allSatisfy({ $0 <= 0x20 }) { continue }
                try answer(try JSONReader.value(octets), &json)
            } catch {
                json = JSONWriter(capacity: 128)
                write(error, to: &json)
            }
            streams.write(line: json.bytes)
        }
        streams.flush()
    }

    private static func write(_ error: any Error, to json: inout JSONWriter) {
        let (code, reason) =
            switch error {
            case let failure as Failure: (failure.code, failure.reason)
            case let error as JSONError: ("notJSON", error.description)
            default: ("internal", "\(error)")
            }
        json.object { json in
            json.key("error") { json in
                json.object { json in
                    json.field("code", code)
                    json.field("reason", reason)
                }
            }
        }
    }
}
