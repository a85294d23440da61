import JSON

/// Where a message stands in an mbox file, from the pool to its workers: the pool has looked for it, so they need not.
///
///     {"offset","start","body","end","counted","quotes"}
///
/// Octets from the start of the file: the `From ` line, the message behind it, its body (left out where no empty line ends
/// the header section), and what is behind the message; then whether a Content-Length has told the end, and whether a line of
/// the body may start with a quoting `>`.
extension Mbox.Record: JSONWritable {
    private static let limit = 10_000

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("offset", range.lowerBound)
            json.field("start", start)
            json.field("body", body)
            json.field("end", range.upperBound)
            json.field("counted", isCounted)
            json.field("quotes", mayQuote)
        }
    }

    /// - Parameter index: of the first.
    static func records(_ value: JSONValue?, from index: Int) throws(SplitError) -> [Mbox.Record] {
        guard let value, value != .null else { return [] }
        guard let rows = value.array, rows.count <= limit, index <= Int.max - limit else {
            throw SplitError(reason: "\"records\" must be an array of at most \(limit)")
        }
        var records: [Mbox.Record] = []
        records.reserveCapacity(rows.count)
        for row in rows {
            guard let record = Mbox.Record(row, index: index + records.count) else {
                throw SplitError(reason: "a record is an object with offsets in ascending order")
            }
            records.append(record)
        }
        return records
    }

    private init?(_ value: JSONValue, index: Int) {
        guard let offset = value["offset"]?.int, let start = value["start"]?.int, let end = value["end"]?.int,
            let isCounted = value["counted"]?.bool, let mayQuote = value["quotes"]?.bool
        else { return nil }
        let body = value["body"]?.int
        // A body may start behind the end: the empty line before it can be the one that ends an mbox message.
        guard 0 <= offset, offset <= start, start <= end, start <= body ?? start else { return nil }
        self.init(
            index: index, range: offset..<end, start: start, body: body, isCounted: isCounted, mayQuote: mayQuote, next: end)
    }
}
