import Foundation
import Testing

/// A scan that is stopped, killed, or out of room goes on where it was, and its output is that of an undisturbed one.
@Suite struct ScanResumeTests {
    @Test func killedAtAnyMomentAndResumed() throws {
        let archive = try ScanArchive(500)
        try archive.scan(["--output", "want.ndjson"])
        let options = ["--jobs", "2", "--output", "x.ndjson", "--resume", "--checkpoint-interval", "0.05"]
        for attempt in 0..<8 {
            let program = try archive.start(options)
            // Later each time, from before the first line on.
            usleep(UInt32(attempt) * 120_000 + 10_000)
            let workers = program.workers
            // All at once, as the power goes, or the pool alone.
            program.signal(SIGKILL)
            if attempt % 2 == 0 { for worker in workers { kill(worker, SIGKILL) } }
            _ = program.wait()
        }
        let last = try archive.scan(options)
        #expect(last.code == 0, "\(last.complaints)")
        #expect(try archive.read("x.ndjson") == archive.read("want.ndjson"))
        // The summary is that of the whole.
        #expect(last.complaints.contains("500 "), "\(last.complaints)")
        let again = try archive.scan(options)
        #expect(again.code == 0 && again.complaints.contains("complete"))
        #expect(try archive.read("x.ndjson") == archive.read("want.ndjson"))
    }

    @Test(arguments: [SIGINT, SIGTERM]) func stopsCleanly(_ signal: Int32) throws {
        let archive = try ScanArchive(60, poison: [30])
        let program = try archive.start(["--jobs", "2", "--output", "x.ndjson"], fault: "hang:poison")
        #expect(RunningProgram.wait { program.workers.count == 2 })
        program.signal(signal)
        #expect(program.wait() == 128 + signal)
        #expect(program.complaints.contains("--resume"))
        let lines = try archive.lines("x.ndjson")
        #expect(lines.map(\.index) == Array(0..<lines.count) && lines.count <= 30)
        #expect(try archive.scan(["--output", "x.ndjson", "--resume"]).code == 0)
        try archive.scan(["--output", "want.ndjson"])
        #expect(try archive.read("x.ndjson") == archive.read("want.ndjson"))
    }

    /// A pipe that nobody writes to: opening it waits, and so does reading it.
    @Test(arguments: [false, true]) func stopsWhileTheInputIsAwaited(_ isOpened: Bool) throws {
        let archive = try ScanArchive(0)
        let pipe = archive.folder.appending(path: "pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let program = try archive.start(["--jobs", "1", "--output", "x.ndjson"], of: "pipe")
        #expect(RunningProgram.wait { program.workers.count == 1 })
        var writer: FileHandle?
        if isOpened {
            writer = FileHandle(forWritingAtPath: pipe)
            try writer?.write(contentsOf: Data(ScanArchive.message(0).utf8))
        }
        #expect(RunningProgram.wait {
            program.signal(SIGINT)
            return !program.isRunning
        })
        #expect(program.wait() == 128 + SIGINT)
        #expect(program.complaints.contains("--resume"), "\(program.complaints)")
        #expect(try archive.lines("x.ndjson").isEmpty)
        try writer?.close()
    }

    @Test func campaignsHaveAFileOfTheirOwn() throws {
        let archive = try ScanArchive(3)
        let same = try archive.scan(["--output", "x.ndjson", "--campaigns", "./x.ndjson"])
        #expect(same.code == 64 && same.complaints.contains("--campaigns"), "\(same.complaints)")
        try Data("{}".utf8).write(to: archive.folder.appending(path: "x.ndjson"))
        #expect(try archive.scan(["--output", "x.ndjson", "--campaigns", "c.ndjson"]).code == 64)
        #expect(!FileManager.default.fileExists(atPath: archive.folder.appending(path: "c.ndjson").path))
    }

    @Test func anOutputThatExistsIsRefused() throws {
        let archive = try ScanArchive(3)
        try archive.scan(["--output", "x.ndjson"])
        let before = try archive.read("x.ndjson")
        let refused = try archive.scan(["--output", "x.ndjson"])
        #expect(refused.code == 64 && refused.complaints.contains("--resume"), "\(refused.complaints)")
        #expect(try archive.read("x.ndjson") == before)
        #expect(try archive.scan(["--output", "x.ndjson", "--overwrite"]).code == 0)
        #expect(try archive.read("x.ndjson") == before)
    }

    /// An output that is an input is refused before a line of it is lost; one in the folder that is read is no message.
    @Test func anOutputIsNoInput() throws {
        let archive = try ScanArchive(3)
        let mail = try archive.read("mail.mbox")
        try FileManager.default.copyItem(at: archive.folder.appending(path: "mail.mbox"), to: archive.folder.appending(path: "mail.json"))
        try FileManager.default.createSymbolicLink(
            atPath: archive.folder.appending(path: "link.ndjson").path, withDestinationPath: "mail.json")
        for (output, input) in [("mail.json", "mail.json"), ("link.ndjson", "mail.json"), ("mail.json", "./link.ndjson")] {
            let refused = try archive.scan(["--overwrite", "--output", output], of: input)
            #expect(refused.code == 64 && refused.complaints.contains(input), "\(refused.complaints)")
            #expect(try archive.read("mail.json") == mail)
        }
        let campaigns = try archive.scan(["--overwrite", "--campaigns", "mail.json"], of: "mail.json")
        #expect(campaigns.code == 64 && campaigns.complaints.contains("mail.json"))
        #expect(try archive.read("mail.json") == mail)
        let inside = archive.folder.appending(path: "in")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        // A mail of the folder by a link's name.
        try FileManager.default.createSymbolicLink(
            atPath: archive.folder.appending(path: "mail.ndjson").path, withDestinationPath: "mail.mbox")
        let linked = try archive.scan(["--overwrite", "--output", "mail.ndjson"], of: "in")
        #expect(linked.code == 64 && linked.complaints.contains("mail.mbox"), "\(linked.complaints)")
        #expect(try archive.read("mail.mbox") == mail)
        try FileManager.default.moveItem(at: archive.folder.appending(path: "mail.mbox"), to: inside.appending(path: "mail.mbox"))
        for name in ["x.ndjson", "x.sqlite", "x.csv"] {
            for _ in 0..<2 {
                let outcome = try archive.scan(["--overwrite", "--output", "in/" + name, "--campaigns", "in/c.ndjson"], of: "in")
                #expect(outcome.code == 0 && outcome.complaints.contains("3 messages"), "\(outcome.complaints)")
                #expect(!outcome.complaints.contains("errors: "), "\(outcome.complaints)")
            }
            for file in [name, name + ".checkpoint", "c.ndjson"] { try FileManager.default.removeItem(at: inside.appending(path: file)) }
        }
    }

    /// What a checkpoint stands for must be there, and be the same.
    @Test func whatDoesNotMatchIsRefused() throws {
        let archive = try ScanArchive(60, poison: [30])
        let stopped = try archive.start(["--output", "x.ndjson", "--checkpoint-interval", "0"], fault: "hang:poison")
        #expect(RunningProgram.wait { (try? archive.read("x.ndjson").count) ?? 0 > 1000 })
        stopped.signal(SIGTERM)
        #expect(stopped.wait() == 128 + SIGTERM)
        let stand = try archive.read("x.ndjson")

        let options = try archive.scan(["--output", "x.ndjson", "--resume", "--trusted", "10.0.0.0/8"])
        #expect(options.code == 64 && options.complaints.contains("options"), "\(options.complaints)")

        // The archive has grown.
        let mail = archive.folder.appending(path: "mail.mbox")
        let content = try Data(contentsOf: mail)
        try (content + Data(ScanArchive.message(60).utf8)).write(to: mail)
        let grown = try archive.scan(["--output", "x.ndjson", "--resume"])
        #expect(grown.code == 65 && grown.complaints.contains("mail.mbox"), "\(grown.complaints)")

        // The output was shortened.
        try Data(stand.dropLast(10)).write(to: archive.folder.appending(path: "x.ndjson"))
        let short = try archive.scan(["--output", "x.ndjson", "--resume"])
        #expect(short.code == 65 && short.complaints.contains("x.ndjson"), "\(short.complaints)")
        #expect(try archive.read("x.ndjson") == Array(stand.dropLast(10)))

        // The checkpoint is broken.
        try Data("{".utf8).write(to: archive.folder.appending(path: "x.ndjson.checkpoint"))
        #expect(try archive.scan(["--output", "x.ndjson", "--resume"]).code == 65)
    }

    @Test func outputThatCannotBeWritten() throws {
        let archive = try ScanArchive(3)
        let missing = try archive.scan(["--output", "no-such-folder/x.ndjson"])
        #expect(missing.code == 74 && missing.complaints.split(separator: "\n").count == 1, "\(missing.complaints)")
        let full = try RunningProgram(["scan", "--dns", "none", "mail.mbox", "--output", "/dev/full"], in: archive.folder)
        #expect(full.wait() == 64)
        let device = archive.folder.appending(path: "full.ndjson")
        try FileManager.default.createSymbolicLink(atPath: device.path, withDestinationPath: "/dev/full")
        let written = try archive.scan(["--output", "full.ndjson", "--overwrite"])
        #expect(written.code == 74 && written.complaints.contains("full.ndjson"), "\(written.complaints)")
    }

    /// A disk that is full stops the scan with a sentence; with room again it goes on.
    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDisk() throws {
        let archive = try ScanArchive(200)
        try archive.scan(["--output", "want.ndjson"])
        let disk = try SmallDisk(in: archive.folder, octets: 200_000)
        let output = "small/x.ndjson"
        let full = try archive.scan(["--output", output, "--checkpoint-interval", "0"])
        #expect(full.code == 74 && full.complaints.contains("No space left"), "\(full.complaints)")
        let part = try archive.read(output)
        #expect(try archive.read("want.ndjson").starts(with: part.prefix { _ in true }.prefix(part.lastIndex(of: 0x0A) ?? 0)))
        try disk.grow(octets: 20_000_000)
        let rest = try archive.scan(["--output", output, "--resume"])
        #expect(rest.code == 0, "\(rest.complaints)")
        #expect(try archive.read(output) == archive.read("want.ndjson"))
    }

    /// A mail that comes in meanwhile is not of this scan; one that goes costs lines with a reason, never the scan.
    @Test func theArchiveGrowsOrShrinksMeanwhile() throws {
        for isGrowing in [true, false] {
            let archive = try ScanArchive(300)
            let mail = archive.folder.appending(path: "mail.mbox")
            let program = try archive.start(["--jobs", "2", "--output", "x.ndjson"])
            _ = RunningProgram.wait { program.workers.count == 2 }
            let handle = try FileHandle(forUpdating: mail)
            if isGrowing {
                try handle.seekToEnd()
                try handle.write(contentsOf: Data(ScanArchive.message(300).utf8))
            } else {
                try handle.truncate(atOffset: 2000)
            }
            #expect(program.wait() == 0, "\(program.complaints)")
            let lines = try archive.lines("x.ndjson")
            #expect(lines.compactMap(\.index) == Array(0..<lines.count))
            #expect(lines.allSatisfy { [nil, "cut-off", "crashed"].contains($0.error) })
            if isGrowing { #expect(lines.count == 300 || lines.count == 301) }
        }
    }
}

/// A file system of a few octets in memory; for root only.
final class SmallDisk {
    private let place: URL

    static let isPossible: Bool = {
        guard geteuid() == 0, let folder = try? BadInputTests.folder([:]) else { return false }
        defer { try? FileManager.default.removeItem(at: folder) }
        return (try? SmallDisk(in: folder, octets: 65_536)) != nil
    }()

    init(in folder: URL, octets: Int) throws {
        place = folder.appending(path: "small")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        guard mount("tmpfs", place.path, "tmpfs", 0, "size=\(octets)") == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { umount2(place.path, Int32(MNT_DETACH)) }

    func grow(octets: Int) throws {
        guard mount("tmpfs", place.path, "tmpfs", UInt(MS_REMOUNT), "size=\(octets)") == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }
}
