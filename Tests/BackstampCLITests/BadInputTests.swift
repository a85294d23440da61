import Foundation
import Testing

/// Bad input gives one clear line, and the exit code of sysexits.h.
@Suite struct BadInputTests {
    static let alert = "corpus/gov-alert-genuine/message.eml"

    static func folder(_ files: [String: [UInt8]]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "backstamp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, octets) in files { try Data(octets).write(to: folder.appending(path: name)) }
        return folder
    }

    @Test(arguments: [
        (["check", "--dns", "none", "no-such-file.eml"], Int32(66), "no-such-file.eml"),
        (["check", "--dns", "none", "corpus"], 66, "directory"),
        (["check", "--dns", "no-such-snapshot", alert], 66, "no-such-snapshot"),
        (["check", "--dns", "none", "--as-of", "yesterday", alert], 64, "--as-of yesterday"),
        (["check", "--dns", "none", "--client-ip", "300.1.2.3", alert], 64, "--client-ip 300.1.2.3"),
        (["check", "--dns", "none", "--trusted", "10.0.0.0/99", alert], 64, "--trusted 10.0.0.0/99"),
        (["check", "--dns", "none", "--trusted", "10.0.0.0/", alert], 64, "--trusted 10.0.0.0/"),
        (["check", "--dns", "none", "--trusted", "1.2.3.4.5", alert], 64, "--trusted 1.2.3.4.5"),
        (["check", "--dns", "none", "--trusted", "example.org,300.1.1.1", alert], 64, "--trusted 300.1.1.1"),
        (["check", "--dns", "none", "--trusted", "a..b", alert], 64, "--trusted a..b"),
        (["check", "--dns", "none", "--trusted", "exa*mple.org", alert], 64, "--trusted exa*mple.org"),
        (["drift", "--record-dns", "answers.ndjson", alert], 64, "--record-dns"),
        (["no-such-command"], 64, "no-such-command"),
        (["inspect", "no-such-aspect"], 64, "no-such-aspect"),
        (["inspect", "spf", "1.2.3"], 64, "1.2.3"),
        (["inspect", "html", "no-such-file.html"], 66, "no-such-file.html"),
        (["inspect", "html", "corpus"], 66, "directory"),
        (["check", "--dns"], 64, "--dns"),
        (["check", "--format", "yaml", alert], 64, "yaml"),
        (["check"], 64, "file"),
        (["check", "--no-such-option", alert], 64, "--no-such-option"),
        (["explain", "links.no-such-signal"], 64, "no such signal"),
        (["scan", "--dns", "none", "--jobs", "0", "corpus"], 64, "--jobs"),
        (["scan", "--dns", "none", "--format", "text", "corpus"], 64, "--format"),
        (["drift", "--dns", "none", "no-such-folder"], 66, "no-such-folder"),
        (["scan", "--dns", "none", "no-such-folder"], 66, "no-such-folder"),
        (["scan", "--dns", "none", "--output", "README.md", "corpus"], 64, "README.md"),
        (["check", "--dns", "none", "corpus/gov-alert-genuine/message.eml:1"], 66, "message"),
    ])
    func complains(_ arguments: [String], _ code: Int32, _ words: String) throws {
        let outcome = try Program.run(arguments, in: Program.root)
        #expect(outcome.code == code)
        #expect(outcome.complaint.contains(words), "\(outcome.complaint)")
        // `scan` adds its summary.
        let lines = outcome.complaint.split(separator: "\n")
        #expect(lines.first?.hasPrefix("backstamp: ") == true, "\(outcome.complaint)")
        if arguments[0] != "scan" { #expect(lines.count == 1, "\(outcome.complaint)") }
    }

    /// A descriptor that is closed must not become the number of a file: neither waited for, nor written into.
    @Test(arguments: [
        ("check --dns none - <&-", Int32(74)), ("scan --dns none - <&-", 0), ("scan --dns none $ALERT >&-", 74),
        ("check --dns none $ALERT >&-", 74), ("worker --dns none <&-", 74), ("scan --dns none --output $OUT $ALERT 2>&-", 0),
        ("scan --dns none --output $OUT $ALERT <&- 2>&-", 0),
    ])
    func closedDescriptors(_ command: String, _ code: Int32) throws {
        let folder = try Self.folder([:])
        let output = folder.appending(path: "x.ndjson")
        let outcome = try Self.shell(command, ["OUT": output.path, "ALERT": Self.alert])
        #expect(outcome.code == code, "\(outcome.complaint)")
        guard command.contains("$OUT") else { return }
        let lines = try Data(contentsOf: output).split(separator: 0x0A)
        #expect(lines.count == 1 && lines.first?.starts(with: Data("{\"schema\"".utf8)) == true)
    }

    /// Answers that cannot be written are told: whoever asked must not take fewer for all.
    @Test(arguments: [
        "inspect received -", "inspect authres -", "inspect domain -", "inspect html -", "inspect spf --dns none -", "worker --dns none",
    ])
    func fullDisk(_ command: String) throws {
        let input = command.hasPrefix("worker") ? #"{"path":"\#(Self.alert)"}"# : #""x""#
        let outcome = try Self.shell(command + " > /dev/full", [:], input: input + "\n")
        #expect(outcome.code == 74 && outcome.complaint.contains("standard output"), "\(outcome.complaint)")
    }

    private static func shell(_ command: String, _ environment: [String: String], input: String = "") throws -> Program.Outcome {
        guard let program = Program.executable else { throw CocoaError(.fileNoSuchFile) }
        // `timeout` because what waits for ever would wait here too.
        return try Program.run(
            ["timeout", "60", "sh", "-c", "\"$BACKSTAMP\" " + command], by: URL(filePath: "/usr/bin/env"), in: Program.root,
            input: Array(input.utf8), environment: environment.merging(["BACKSTAMP": program.path]) { $1 })
    }

    /// A slip of the pen would move the boundary silently.
    @Test func tellsOfRelaysThatAreNotThere() throws {
        let mail = """
            Received: from a.example.org (a.example.org [192.0.2.1]) by mx.example.net (Postfix) with ESMTP id 1; Mon, 1 Jan 2024 00:00:00 +0000
            Received: from b.example.org (b.example.org [192.0.2.2]) by a.example.org (Postfix) with ESMTP id 2; Mon, 1 Jan 2024 00:00:00 +0000
            From: a@example.org

            x

            """
        let folder = try Self.folder(["m.eml": Array(mail.utf8)])
        for (trusted, told) in [
            ("192.0.2.0/24,mx.example.net", []), ("a.exampel.org,192.0.2.1,10.0.0.0/8", ["a.exampel.org", "10.0.0.0/8"]), ("example.org", []),
        ] as [(String, [String])] {
            let outcome = try Program.run(["check", "--dns", "none", "--trusted", trusted, "m.eml"], in: folder)
            let lines = outcome.complaint.split(separator: "\n")
            #expect(lines.count == told.count, "\(outcome.complaint)")
            for (line, item) in zip(lines, told) { #expect(line.hasPrefix("backstamp: --trusted \(item): ")) }
        }
    }

    @Test(arguments: ["--svg", "--learn"]) func driftDoesNotWriteOverItsInput(_ option: String) throws {
        let mail = Array("From: a@example.org\r\n\r\nx\r\n".utf8)
        let folder = try Self.folder(["m.eml": mail])
        let outcome = try Program.run(["drift", "--dns", "none", option, "../\(folder.lastPathComponent)/m.eml", "m.eml"], in: folder)
        #expect(outcome.code == 64 && outcome.complaint.contains("would be written over"), "\(outcome.complaint)")
        #expect(try Data(contentsOf: folder.appending(path: "m.eml")) == Data(mail))
    }

    @Test func inputThatCannotBeReadIsNoEndOfIt() throws {
        let outcome = try Self.shell("inspect domain - <&-", [:])
        #expect(outcome.code == 74, "\(outcome.complaint)")
    }

    @Test(arguments: [["--help"], [], ["check", "--help"], ["inspect"], ["--version"]])
    func helpIsNoMistake(_ arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.code == 0 && outcome.complaint.isEmpty)
        #expect(outcome.text.contains(arguments == ["--version"] ? "0." : "USAGE"))
    }

    @Test(arguments: [
        ([UInt8](), "empty"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], "message"),
    ])
    func refusesWhatIsNoMessage(_ octets: [UInt8], _ words: String) throws {
        let folder = try Self.folder(["input.eml": octets])
        let outcome = try Program.run(["check", "--dns", "none", "--format", "json", "input.eml"], in: folder)
        #expect(outcome.code == 65)
        #expect(outcome.complaint.split(separator: "\n").count == 1 && outcome.complaint.contains(words))
        #expect((outcome.object?["error"] as? [String: Any])?["code"] != nil)
    }

    @Test func namesTheLineOfABrokenSnapshot() throws {
        let snapshot = """
            {"snapshot":1,"recorded":"2026-01-01T00:00:00Z","absent":"nxdomain"}
            {"name":"example.org","type":"TXT","rcode":"NOERR
            """
        let folder = try Self.folder(["dns.ndjson": Array(snapshot.utf8), "m.eml": Array("From: a@example.org\r\n\r\n".utf8)])
        let outcome = try Program.run(["check", "--dns", "dns.ndjson", "m.eml"], in: folder)
        #expect(outcome.code == 65)
        #expect(outcome.complaint.contains("dns.ndjson") && outcome.complaint.contains("2"), "\(outcome.complaint)")
    }
}
