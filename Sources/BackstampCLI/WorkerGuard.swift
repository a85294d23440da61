import Backstamp
import Glibc

/// What keeps a pool's worker from outliving its pool: when the pipe to it has no writer any more, the process ends,
/// whatever it is doing. Without this a worker that hangs would stay when the pool is killed.
enum WorkerGuard {
    static func start() {
        // Ctrl-C goes to all processes of a terminal; the pool decides what becomes of its workers.
        signal(SIGINT, SIG_IGN)
        var thread = pthread_t()
        let failure = unsafe pthread_create(
            &thread, nil,
            { _ in
                while true {
                    var input = pollfd(fd: 0, events: 0, revents: 0)
                    if unsafe poll(&input, 1, -1) > 0, Int32(input.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { _exit(0) }
                }
            }, nil)
        if failure == 0 { pthread_detach(thread) }
    }
}

/// A fault for the tests of the pool: `BACKSTAMP_FAULT=crash:TEXT`, `hang:TEXT` or `exit:TEXT` strikes each message that
/// holds the text. Debug builds only.
struct Fault {
    private let kind: Substring
    private let text: [UInt8]

    static func fromEnvironment() -> Fault? {
        #if DEBUG
            guard let value = Console.environment("BACKSTAMP_FAULT"), let colon = value.firstIndex(of: ":") else { return nil }
            return Fault(kind: value[..<colon], text: Array(value[value.index(after: colon)...].utf8))
        #else
            return nil
        #endif
    }

    func strike(_ message: [UInt8]) {
        guard !text.isEmpty, message.count >= text.count else { return }
        let isHit = message.indices.dropLast(text.count - 1).contains { message[$0...].starts(with: text) }
        guard isHit else { return }
        switch kind {
        case "crash": abort()
        case "exit": _exit(3)
        case "hang": while true { sleep(1000) }
        default: break
        }
    }
}
