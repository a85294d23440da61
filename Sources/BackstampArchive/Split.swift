package import JSON

/// A part of an archive for a worker: a range of a file's octets. A message belongs to the split in which its `From `
/// line starts, so that splits may be cut anywhere and need no coordination.
///
/// As JSON: `{"path","start","end"}`, both offsets optional. `index` says that `start` is where a message starts, and its
/// number in the file. With `octets` the message itself follows the line, for messages that are in no file the worker
/// could open: `index`, `offset` and `length` then are what the report says of its source. `alone` asks for each line before
/// the next message is looked at, so that a worker that dies has named the message. `records` says where in the file the
/// messages stand, for whoever has looked for them already.
package struct Split: Hashable, Sendable, JSONWritable {
    package var path: String
    package var start: Int?
    package var end: Int?
    package var index: Int?
    package var offset: Int?
    package var length: Int?
    package var octets: Int?
    package var isAlone = false
    var records: [Mbox.Record] = []

    package init(path: String, start: Int? = nil, end: Int? = nil, index: Int? = nil) {
        self.path = path
        self.start = start
        self.end = end
        self.index = index
    }

    /// - Parameter line: one line of a worker's input.
    package init(_ line: [UInt8]) throws(SplitError) {
        let value: JSONValue
        do { value = try JSONReader.value(line) } catch { throw SplitError(reason: error.description) }
        guard value.isObject, let path = value["path"]?.string, !path.isEmpty else {
            throw SplitError(reason: "a split is an object with a \"path\"")
        }
        self.path = path
        start = try Self.number(value, "start")
        end = try Self.number(value, "end")
        index = try Self.number(value, "index")
        // Those that follow are counted on from it; more is no number of JSON's (RFC 8259 §6).
        if let index, index > 1 << 53 { throw SplitError(reason: "\"index\" is too large") }
        offset = try Self.number(value, "offset")
        length = try Self.number(value, "length")
        octets = try Self.number(value, "octets")
        isAlone = try Self.flag(value, "alone")
        records = try Mbox.Record.records(value["records"], from: index ?? 0)
        try checkRecords()
        if let octets, octets > Archive.messageLimit { throw SplitError(reason: "\"octets\" is too large") }
    }

    /// They are those of the split, in its order, and none reaches into the next.
    private func checkRecords() throws(SplitError) {
        guard !records.isEmpty else { return }
        guard var position = start, index != nil else { throw SplitError(reason: "\"records\" asks for \"start\" and \"index\"") }
        for record in records {
            // A message belongs to the split in which its `From ` line starts.
            guard record.range.lowerBound >= position, record.range.lowerBound < end ?? .max else {
                throw SplitError(reason: "\"records\" must lie between \"start\" and \"end\", one behind the other")
            }
            position = record.range.upperBound
        }
    }

    private static func number(_ value: JSONValue, _ key: String) throws(SplitError) -> Int? {
        guard let member = value[key], member != .null else { return nil }
        guard let number = member.int, number >= 0 else {
            throw SplitError(reason: "\"\(key)\" must be a whole number from 0")
        }
        return number
    }

    private static func flag(_ value: JSONValue, _ key: String) throws(SplitError) -> Bool {
        guard let member = value[key], member != .null else { return false }
        guard let flag = member.bool else { throw SplitError(reason: "\"\(key)\" must be true or false") }
        return flag
    }

    /// With its line end.
    package var line: [UInt8] {
        var json = JSONWriter(capacity: 128)
        write(to: &json)
        return json.bytes + [0x0A]
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("path", path)
            json.field("start", start)
            json.field("end", end)
            json.field("index", index)
            json.field("offset", offset)
            json.field("length", length)
            json.field("octets", octets)
            if isAlone { json.field("alone", true) }
            if !records.isEmpty { json.field("records", records) }
        }
    }
}

/// A line that is no split.
package struct SplitError: Error, Hashable, Sendable {
    package let reason: String
}
