/// Time that a test itself took: other tests and other programs run beside it, so a clock on the wall says nothing.

import Glibc

package enum ProcessorTime {
    /// What this thread spent on `body`.
    package static func spent(_ body: () throws -> Void) rethrows -> Duration {
        let start = now()
        try body()
        return now() - start
    }

    private static func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
