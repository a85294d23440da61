import Glibc
import Synchronization

/// Ctrl-C and SIGTERM: they are noted, and the work stops at the next message.
enum StopSignals {
    private static let number = Atomic<Int32>(0)

    static func watch() {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { Self.number.store($0, ordering: .relaxed) } }
        // A reader or a worker that has gone away shows where it is written to.
        signal(SIGPIPE, SIG_IGN)
    }

    /// The signal that wants the work to stop; nil where none does.
    static var received: Int32? {
        let number = number.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
