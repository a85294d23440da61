package import JSON

/// Where a message was read from: the contract's `source` object.
package struct MessageSource: Hashable, Sendable, JSONWritable {
    /// As it was given, joined with the file's place below it; `-` for standard input.
    package var path: String
    /// Position in the mbox file, from 0; nil for a file that is one message.
    package var index: Int?
    /// Where its `From ` line starts in the mbox file, and how many octets there are from there to the message's end
    /// (without the empty line that separates it from the next).
    package var offset: Int?
    package var length: Int?

    package init(path: String, index: Int? = nil, offset: Int? = nil, length: Int? = nil) {
        self.path = path
        self.index = index
        self.offset = offset
        self.length = length
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("path", path)
            json.field("index", index)
            json.field("offset", offset)
            json.field("length", length)
        }
    }
}
