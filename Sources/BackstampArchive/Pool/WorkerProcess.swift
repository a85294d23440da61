import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// A worker: a process of this program with three pipes. swift-subprocess starts it, closes what is not its business,
/// and reaps it; the pipes are ours, because one loop over all workers keeps order and memory in hand.
final class WorkerProcess {
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// It could not even be started.
        case failed(String)
    }

    /// Ours, and none of them blocks: splits go in, frames come out, and what it has to complain about.
    let input: Pipe.End
    let output: Pipe.End
    let complaints: Pipe.End
    /// Readable once the process is gone.
    let gone: Pipe.End
    /// Whether several reports have room in `output`, so that it need not be read at once.
    let hasWideOutput: Bool
    private let state: State

    /// - Parameter command: the program and its arguments.
    init(command: [String]) throws(PoolError) {
        let (stdin, stdout, stderr, end) = (try Pipe(), try Pipe(), try Pipe(), try Pipe())
        hasWideOutput = stdout.widen()
        (input, output, complaints, gone) = (stdin.writing, stdout.reading, stderr.reading, end.reading)
        for ours in [input, output, complaints] { ours.doNotBlock() }
        let state = State()
        self.state = state
        let theirs = (stdin.reading.take(), stdout.writing.take(), stderr.writing.take())
        let signal = end.writing
        Task.detached {
            let reason: End
            do {
                let result = try await Subprocess.run(
                    .path(FilePath(command.first ?? "")), arguments: Arguments(Array(command.dropFirst())),
                    // A trace of each crash would cost more than the message. GLib before 2.76 has an allocator of its own, which
                    // keeps for long what a message of a thousand parts took.
                    environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no", "G_SLICE": "always-malloc"]),
                    input: .fileDescriptor(FileDescriptor(rawValue: theirs.0), closeAfterSpawningProcess: true),
                    output: .fileDescriptor(FileDescriptor(rawValue: theirs.1), closeAfterSpawningProcess: true),
                    error: .fileDescriptor(FileDescriptor(rawValue: theirs.2), closeAfterSpawningProcess: true)
                ) { execution in
                    state.started(execution.processIdentifier.value)
                }
                switch result.terminationStatus {
                case .exited(let code): reason = .exited(code)
                case .signaled(let number): reason = .signalled(number)
                }
            } catch {
                reason = .failed("\(error)")
            }
            state.ended(reason)
            signal.close()
        }
    }

    /// How it ended; nil while it runs.
    var end: End? { state.end }

    /// - Returns: whether it has ended within that time.
    func awaitEnd(milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: gone.descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&polled, 1, milliseconds) > 0
    }

    /// Ends it now. It cannot refuse.
    func kill() { state.kill() }

    /// What the task that waits for the process and the loop both know.
    private final class State: Sendable {
        private struct Known {
            var process: pid_t?
            var end: End?
            var isUnwanted = false
        }

        private let known = Mutex(Known())

        var end: End? { known.withLock { $0.end } }

        func started(_ process: pid_t) {
            known.withLock {
                $0.process = process
                if $0.isUnwanted { _ = Glibc.kill(process, SIGKILL) }
            }
        }

        func ended(_ end: End) {
            known.withLock {
                $0.end = end
                $0.process = nil
            }
        }

        func kill() {
            known.withLock {
                $0.isUnwanted = true
                if let process = $0.process { _ = Glibc.kill(process, SIGKILL) }
            }
        }
    }
}

/// A pipe whose ends are closed when they are let go.
struct Pipe {
    let reading: End
    let writing: End

    init() throws(PoolError) {
        var ends: (Int32, Int32) = (-1, -1)
        let result = unsafe withUnsafeMutableBytes(of: &ends) { unsafe pipe($0.bindMemory(to: Int32.self).baseAddress) }
        guard result == 0 else { throw .system("no pipe can be made: " + (unsafe String(cString: strerror(errno)))) }
        reading = End(ends.0)
        writing = End(ends.1)
        // A worker is started with no descriptor but its three.
        for end in [ends.0, ends.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    /// Room for several reports, so that a worker seldom waits. A system that allows less keeps what it has: false.
    func widen() -> Bool { fcntl(reading.descriptor, Self.setSize, 1 << 20) >= 1 << 20 }

    /// F_SETPIPE_SZ (fcntl(2)), which the C library hides from Swift.
    private static let setSize: Int32 = 1031

    final class End: Sendable {
        private let held: Mutex<Int32>

        fileprivate init(_ descriptor: Int32) { held = Mutex(descriptor) }

        deinit { close() }

        /// -1 once it is closed, which poll(2) passes over.
        var descriptor: Int32 { held.withLock { $0 } }

        var isOpen: Bool { descriptor >= 0 }

        func close() {
            held.withLock {
                if $0 >= 0 { Glibc.close($0) }
                $0 = -1
            }
        }

        /// The descriptor for somebody who will close it.
        fileprivate func take() -> Int32 {
            held.withLock { held in
                defer { held = -1 }
                return held
            }
        }

        fileprivate func doNotBlock() { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }

        /// Reads what is there now, as far as there is room for it.
        /// - Returns: how many octets these were, 0 at the end; nil where nothing is there.
        func read(into buffer: inout [UInt8], from start: Int = 0) -> Int? {
            let descriptor = descriptor
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : 0 }
            return count
        }

        /// - Returns: how many octets went; nil where nobody reads any more.
        func write(_ octets: ArraySlice<UInt8>) -> Int? {
            let descriptor = descriptor
            let count = unsafe octets.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? 0 : nil }
            return count
        }
    }
}
