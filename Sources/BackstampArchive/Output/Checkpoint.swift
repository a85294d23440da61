package import JSON

/// How far a scan has come, in a small file beside its output: what `--resume` goes by.
///
/// It is written after the output itself is on disk, whole or not at all, so that what it says is true at any moment.
package struct Checkpoint {
    /// Of everything that decides what the output holds, but the input itself.
    package var settings: Fingerprint
    /// Seconds since 1970: the clock of the whole scan, however often it is resumed.
    package var now: Int
    /// Where DNS answers come from.
    package var dns: String
    package var input = ArchivePosition()
    package var output = SinkPosition(lines: 0)
    /// Of the lines so far.
    package var tally = ScanTally()
    package var isComplete = false

    package init(settings: Fingerprint, now: Int, dns: String) {
        self.settings = settings
        self.now = now
        self.dns = dns
    }

    package static func path(for output: String) -> String { output + ".checkpoint" }

    /// The checkpoint beside an output; nil where there is none.
    package static func read(for output: String) throws(SinkError) -> Checkpoint? {
        let path = path(for: output)
        let octets: [UInt8]
        do throws(ArchiveError) { octets = try Archive.contents(of: path) } catch {
            if error == .missing { return nil }
            throw .doesNotMatch(path: path, why: error.reason)
        }
        guard let value = try? JSONReader.value(octets), value["checkpoint"]?.int == 1, let checkpoint = Checkpoint(value) else {
            throw .doesNotMatch(path: path, why: "it is no checkpoint of this version")
        }
        return checkpoint
    }

    package func write(for output: String) throws(SinkError) {
        var json = JSONWriter(capacity: 4096)
        write(to: &json)
        try OutputFile.replace(Self.path(for: output), with: json.bytes + [0x0A])
    }

    package static func remove(for output: String) { OutputFile.remove(path(for: output)) }

    private init?(_ value: JSONValue) {
        guard let settings = value["settings"]?.string.flatMap(Fingerprint.init(text:)), let now = value["now"]?.int,
            let dns = value["dns"]?.string, let input = ArchivePosition(value["input"]), let lines = value["lines"]?.int,
            let octets = value["octets"]?.int, lines >= 0, octets >= 0, let tally = ScanTally(value["tally"])
        else { return nil }
        self.init(settings: settings, now: now, dns: dns)
        self.input = input
        self.output = SinkPosition(lines: lines, octets: octets)
        self.tally = tally
        isComplete = value["complete"]?.bool ?? false
    }
}

extension Checkpoint: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("checkpoint", 1)
            json.field("settings", settings.text)
            json.field("now", now)
            json.field("dns", dns)
            json.field("complete", isComplete)
            json.field("lines", output.lines)
            json.field("octets", output.octets)
            json.field("input", input)
            json.field("tally", tally)
        }
    }
}
