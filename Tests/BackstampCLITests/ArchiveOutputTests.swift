import Foundation
import Testing

/// `scan --output` in its formats, `drift`, and baselines, as a user runs them, over the corpus.
@Suite struct ArchiveOutputTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "backstamp-output-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }
    private func remove() { try? FileManager.default.removeItem(at: folder) }

    private static let alerts = ["mi5-2007-whatcounts", "mi5-2007-mailtrack"].map { Program.corpus.appending(path: "\($0)/message.eml").path }

    private func scan(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(["scan", "--dns", "none", "--jobs", "1", "--progress", "never"] + arguments)
    }

    @Test func driftReadsAllThatScanWrites() throws {
        defer { remove() }
        for name in ["a.ndjson", "a.sqlite"] {
            #expect(try scan(["--output", path(name), Program.corpus.path]).code == 0)
        }
        let archive = try Program.run(["drift", "--dns", "none", "--format", "json", Program.corpus.path])
        #expect(archive.code == 0 && archive.text.contains("sent by MailTrack in GB instead of WhatCounts in the US"))
        for name in ["a.ndjson", "a.sqlite"] {
            #expect(try Program.run(["drift", "--format", "json", path(name)]).text == archive.text, "\(name)")
        }
    }

    @Test func csvHasALineForEachMessage() throws {
        defer { remove() }
        #expect(try scan(["--output", path("a.csv")] + Self.alerts).code == 0)
        let text = try String(contentsOfFile: path("a.csv"), encoding: .utf8)
        #expect(text.split(separator: "\r\n").count == 3 && text.hasPrefix("path,"))
        #expect(try scan(["--output", path("a.csv")] + Self.alerts).code == 64)
        #expect(try scan(["--overwrite", "--output", path("a.csv")] + Self.alerts).code == 0)
        #expect(try scan(["--output", path("a.xlsx")] + Self.alerts).code == 64)
    }

    @Test func drawsAndLearns() throws {
        defer { remove() }
        let outcome = try Program.run(
            ["drift", "--dns", "none", "--format", "text", "--svg", path("d.svg"), "--learn", path("known.json"), Self.alerts[0], Self.alerts[0]])
        #expect(outcome.code == 0 && outcome.text.contains("mi5.gov.uk"))
        let picture = try String(contentsOfFile: path("d.svg"), encoding: .utf8)
        #expect(picture.hasPrefix("<svg") && picture.contains("mi5.gov.uk") && picture.contains("prefers-color-scheme:dark"))
        let check = ["check", "--dns", "none", "--format", "json", "--baseline", path("known.json")]
        let other = try Program.run(check + [Self.alerts[1]])
        #expect(other.text.contains("trace.new-operator") && other.text.contains("trace.new-country"))
        let same = try Program.run(check + [Self.alerts[0]])
        #expect(!same.text.contains("trace.new-operator"))
    }

    /// A picture or a baseline of an earlier run is replaced, and nothing else is.
    @Test(arguments: ["--svg", "--learn"]) func replacesOnlyItsOwn(_ option: String) throws {
        defer { remove() }
        let mail = try Data(contentsOf: URL(filePath: Self.alerts[0]))
        try FileManager.default.createDirectory(at: folder.appending(path: "cur"), withIntermediateDirectories: true)
        try mail.write(to: folder.appending(path: "cur/1:2,S"))
        let drift = ["drift", "--dns", "none", path("cur"), option]
        let refused = try Program.run(drift + [path("cur/1:2,S")])
        #expect(refused.code == 64 && refused.complaint.contains(option), "\(refused.complaint)")
        #expect(try Data(contentsOf: folder.appending(path: "cur/1:2,S")) == mail)
        for _ in 0..<2 { #expect(try Program.run(drift + [path("again")]).code == 0) }
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "again")
        #expect(try Program.run(drift + [path("link")]).code == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "again")
        #expect(try Program.run(drift + ["/dev/null"]).code == 0)
        #expect(try Program.run(drift + [path("none/there")]).code == 74)
    }

    @Test func driftSaysWhatIsMissing() throws {
        defer { remove() }
        try Data([0x1F, 0x8B, 8, 0]).write(to: folder.appending(path: "cut.mbox.gz"))
        let outcome = try Program.run(["drift", "--dns", "none", path("cut.mbox.gz"), Self.alerts[0]])
        #expect(outcome.code == 0 && outcome.complaint.contains("cut.mbox.gz") && outcome.complaint.contains("1 errors"), "\(outcome.complaint)")
    }

    @Test func whatIsWrongIsSaid() throws {
        defer { remove() }
        try Data("{}".utf8).write(to: folder.appending(path: "bad.json"))
        try Data("no database".utf8).write(to: folder.appending(path: "bad.sqlite"))
        #expect(try Program.run(["check", "--dns", "none", "--baseline", path("bad.json"), Self.alerts[0]]).code == 65)
        #expect(try Program.run(["check", "--dns", "none", "--baseline", path("none.json"), Self.alerts[0]]).code == 66)
        #expect(try Program.run(["drift", path("none.ndjson")]).code == 66)
        #expect(try Program.run(["drift", path("bad.sqlite")]).code == 65)
        #expect(try Program.run(["drift", path("none.sqlite")]).code == 66)
        #expect(try Program.run(["drift", "--dns", "none", path("none.mbox")]).code == 66)
        #expect(try Program.run(["drift", "--least", "0", Self.alerts[0]]).code == 64)
    }

    /// A line that was cut off counts for nothing.
    @Test func aTruncatedResultIsRead() throws {
        defer { remove() }
        #expect(try scan(["--output", path("a.ndjson")] + Self.alerts).code == 0)
        let whole = try Data(contentsOf: folder.appending(path: "a.ndjson"))
        try whole.dropLast(200).write(to: folder.appending(path: "cut.ndjson"))
        let outcome = try Program.run(["drift", "--format", "json", "--least", "1", path("cut.ndjson")])
        #expect(outcome.code == 0 && outcome.object?["messages"] as? Int == 1)
    }
}
