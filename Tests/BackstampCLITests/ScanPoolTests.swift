import Foundation
import Testing

/// Workers: the same output whatever their number, and a fault costs one message.
@Suite struct ScanPoolTests {
    @Test func theNumberOfWorkersChangesNothing() throws {
        let archive = try ScanArchive(300)
        for jobs in [1, 2, 5] {
            #expect(try archive.scan(["--jobs", "\(jobs)", "--output", "\(jobs).ndjson"]).code == 0)
            #expect(try archive.lines("\(jobs).ndjson").map(\.index) == Array(0..<300))
        }
        #expect(try archive.read("1.ndjson") == archive.read("2.ndjson"))
        #expect(try archive.read("1.ndjson") == archive.read("5.ndjson"))
    }

    @Test(arguments: [("crash", "SIGABRT"), ("exit", "exit code 3")], [1, 2])
    func aMessageThatEndsItsWorkerCostsOneLine(_ fault: (String, String), _ jobs: Int) throws {
        let poison = [0, 7, 8, 149]
        let archive = try ScanArchive(150, poison: poison)
        let run = try archive.scan(["--jobs", "\(jobs)", "--output", "x.ndjson"], fault: "\(fault.0):poison")
        #expect(run.code == 0, "\(run.complaints)")
        let lines = try archive.lines("x.ndjson")
        #expect(lines.map(\.index) == Array(0..<150))
        for (index, line) in lines.enumerated() {
            #expect(line.error == (poison.contains(index) ? "crashed" : nil))
            if let reason = line.reason { #expect(reason.contains(fault.1), "\(reason)") }
        }
        #expect(run.complaints.contains("errors: 4 crashed"), "\(run.complaints)")
    }

    /// Files of one message each are pieces of their own, and share a batch.
    @Test func aFileThatEndsItsWorkerCostsOneLine() throws {
        let archive = try ScanArchive(0)
        let mails = archive.folder.appending(path: "mails")
        try FileManager.default.createDirectory(at: mails, withIntermediateDirectories: true)
        for number in 0..<80 {
            let text = ScanArchive.message(number, isPoison: number == 11 || number == 12 || number == 70)
            try Data(text.split(separator: "\n", maxSplits: 1)[1].utf8).write(to: mails.appending(path: "\(100 + number).eml"))
        }
        let run = try archive.scan(["--jobs", "2", "--output", "x.ndjson"], of: "mails", fault: "crash:poison")
        #expect(run.code == 0, "\(run.complaints)")
        let lines = try archive.lines("x.ndjson")
        #expect(lines.count == 80)
        #expect(lines.indices.filter { lines[$0].error == "crashed" } == [11, 12, 70])
    }

    @Test func aMessageThatHangsCostsOneLine() throws {
        let archive = try ScanArchive(40, poison: [20])
        // The others are far from the limit on any machine.
        let run = try archive.scan(["--jobs", "2", "--output", "x.ndjson", "--message-timeout", "12"], fault: "hang:poison")
        #expect(run.code == 0)
        let lines = try archive.lines("x.ndjson")
        #expect(lines.map(\.index) == Array(0..<40))
        #expect(lines.filter { $0.error != nil }.map(\.index) == [20])
        #expect(lines[20].error == "timeout" && lines[20].reason?.contains("12 s") == true)
    }

    /// A signal from outside says nothing about the message: it is analysed again.
    @Test func workersThatAreKilledCostNothing() throws {
        let archive = try ScanArchive(400)
        try archive.scan(["--output", "want.ndjson"])
        let program = try archive.start(["--jobs", "2", "--output", "x.ndjson"])
        var killed: Set<pid_t> = []
        while program.isRunning, killed.count < 6 {
            if let worker = program.workers.first(where: { !killed.contains($0) && Self.isAtWork($0) }) {
                killed.insert(worker)
                kill(worker, SIGKILL)
            }
            usleep(20_000)
        }
        #expect(program.wait() == 0, "\(program.complaints)")
        #expect(!killed.isEmpty)
        #expect(try archive.read("x.ndjson") == archive.read("want.ndjson"))
    }

    /// It has the archive before it. What it has written the system does not count, because the pages are lent.
    private static func isAtWork(_ process: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8))?.contains("mail.mbox") ?? false
    }

    @Test func whatIsWrongWithTheOptionsIsSaidOnce() throws {
        let archive = try ScanArchive(3)
        let program = try RunningProgram(["scan", "--dns", "no-such-snapshot", "--jobs", "3", "mail.mbox"], in: archive.folder)
        #expect(program.wait() == 66)
        #expect(program.complaints.split(separator: "\n").count == 1, "\(program.complaints)")
    }

    /// A worker does not outlive its pool, even if it hangs.
    @Test func workersEndWithTheirPool() throws {
        let archive = try ScanArchive(10, poison: [5])
        let program = try archive.start(["--jobs", "2", "--output", "x.ndjson"], fault: "hang:poison")
        #expect(RunningProgram.wait { program.workers.count == 2 })
        let workers = program.workers
        program.signal(SIGKILL)
        #expect(program.wait() == 128 + SIGKILL)
        #expect(RunningProgram.wait { workers.allSatisfy { kill($0, 0) != 0 } })
    }
}
