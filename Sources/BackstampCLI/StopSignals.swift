import BackstampArchive
import Glibc

/// Ctrl-C and SIGTERM: they are noted, and the work stops at the next message.
enum StopSignals {
    static func watch() {
        for number in [SIGINT, SIGTERM, SIGHUP] { watch(number) }
        // A reader or a worker that has gone away shows where it is written to.
        signal(SIGPIPE, SIG_IGN)
    }

    private static func watch(_ number: Int32) {
        var action = sigaction()
        // What nohup(1) or a shell's background ignores stays ignored.
        guard unsafe sigaction(number, nil, &action) == 0, !isIgnored(action) else { return }
        // Without SA_RESTART: a read that waits for its input ends and sees that it shall.
        action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { StopRequest.make(signal: $0) }
        _ = unsafe sigaction(number, &action, nil)
        // Whoever started the program may have left it blocked: then a thread that reads no input would take it.
        var set = sigset_t()
        _ = unsafe (sigemptyset(&set), sigaddset(&set, number), pthread_sigmask(SIG_UNBLOCK, &set, nil))
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// The signal that wants the work to stop; nil where none does.
    static var received: Int32? { StopRequest.signal }
}
