package import JSON

/// A place in a scan's input, between two messages: how many files lie behind it, and how far it is into the next.
/// Fingerprints of what was read tell whether the input is still the same when the scan is resumed.
package struct ArchivePosition: Hashable, Sendable {
    /// Files that lie behind it.
    package var files = 0
    /// Of their names, sizes and times.
    package var fingerprint = Fingerprint()
    /// Where the next message starts in the file at hand; nil where that is a file of its own.
    package var within: Within?

    package struct Within: Hashable, Sendable {
        package var offset: Int
        package var index: Int
        /// Of the file itself.
        package var file: Fingerprint
    }

    package init() {}

    /// The place behind a file.
    func behind(_ file: Fingerprint) -> ArchivePosition {
        var position = self
        position.within = nil
        position.files += 1
        position.fingerprint.add(file)
        return position
    }

    func within(_ file: Fingerprint, offset: Int, index: Int) -> ArchivePosition {
        var position = self
        position.within = Within(offset: offset, index: index, file: file)
        return position
    }
}

/// 64 bits that change when what was added changes (FNV-1a). Against mistakes, not against malice.
package struct Fingerprint: Hashable, Sendable {
    private(set) package var value: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    /// From `text`.
    package init?(text: String) {
        guard text.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    /// 16 hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    package mutating func add(_ octets: some Sequence<UInt8>) {
        for octet in octets { value = (value ^ UInt64(octet)) &* 0x100_0000_01B3 }
        // What was added ends here.
        value = (value ^ 0x1FF) &* 0x100_0000_01B3
    }

    package mutating func add(_ text: String) { add(text.utf8) }

    package mutating func add(_ number: Int) { add((0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }) }

    package mutating func add(_ other: Fingerprint) { add(Int(truncatingIfNeeded: other.value)) }
}

extension ArchivePosition: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("files", files)
            json.field("fingerprint", fingerprint.text)
            guard let within else { return }
            json.field("offset", within.offset)
            json.field("index", within.index)
            json.field("file", within.file.text)
        }
    }

    package init?(_ value: JSONValue?) {
        guard let value, let files = value["files"]?.int, files >= 0,
            let fingerprint = value["fingerprint"]?.string.flatMap(Fingerprint.init(text:))
        else { return nil }
        self.init()
        self.files = files
        self.fingerprint = fingerprint
        guard let offset = value["offset"]?.int else { return }
        guard offset >= 0, let index = value["index"]?.int, (0...1 << 53).contains(index),
            let file = value["file"]?.string.flatMap(Fingerprint.init(text:))
        else { return nil }
        within = Within(offset: offset, index: index, file: file)
    }
}
