import CUnbound
import Glibc
import Synchronization

/// One libunbound context and the only code that touches it. Questions run on libunbound's own thread, so that
/// waiting can end when the time is up; answers are copied out and freed here.
///
/// "The functions are thread-safe, and a context can be used in a threaded (as well as in a non-threaded)
/// environment" (libunbound(3)). Creating and deleting contexts is the exception: both stand under one lock.
final class UnboundContext {
    private static let creation = Mutex(())

    private let context: OpaquePointer
    /// Without a trust anchor nothing is validated, and every answer is indeterminate.
    private let isValidating: Bool

    init(forwarder: String?, trustAnchor: String?) throws(LiveResolverError) {
        guard let context = Self.creation.withLock({ _ in ub_ctx_create().map(Unowned.init) })?.pointer else {
            throw LiveResolverError(reason: "libunbound cannot start")
        }
        self.context = context
        isValidating = trustAnchor != nil
        // PTR records of private networks: the resolver that is asked may know them, so libunbound is not to deny
        // them by itself, nor to expect signatures there.
        for option in ["unblock-lan-zones:", "insecure-lan-zones:"] { ub_ctx_set_option(context, option, "yes") }
        // Records come as the server gave them, so that two runs say the same.
        ub_ctx_set_option(context, "rrset-roundrobin:", "no")
        var code = ub_ctx_async(context, 1)
        if code == 0 {
            if let forwarder {
                code = ub_ctx_set_fwd(context, forwarder)
            } else {
                code = ub_ctx_resolvconf(context, nil)
            }
        }
        if code == 0, let trustAnchor { code = ub_ctx_add_ta_file(context, trustAnchor) }
        if code != 0 { throw LiveResolverError(reason: String(cString: ub_strerror(code))) }
    }

    deinit {
        Self.creation.withLock { [context = Unowned(context)] _ in ub_ctx_delete(context.pointer) }
    }

    /// - Parameter name: as `ResourceData.question` writes it.
    func ask(_ name: String, _ type: RecordType, within limit: Duration) -> DNSAnswer {
        guard let question = start(name, type) else { return DNSAnswer(.serverFailure) }
        wait(for: question, limit)
        if question.answer == nil { cancel(question) }
        return question.answer ?? DNSAnswer(.timeout)
    }

    /// Asks and does not wait; nil where libunbound refuses the question.
    func start(_ name: String, _ type: RecordType) -> PendingQuestion? {
        let pending = PendingQuestion(type, isValidated: isValidating)
        let handle = Unmanaged.passRetained(pending)
        let code = ub_resolve_async(
            context, name + ".", Int32(type.code), 1, handle.toOpaque(),
            { data, code, result in
                if let data { Unmanaged<PendingQuestion>.fromOpaque(data).takeRetainedValue().receive(code, result) }
                ub_resolve_free(result)
            }, &pending.id)
        guard code == 0 else {
            handle.release()
            return nil
        }
        return pending
    }

    /// Takes in what has been answered; does not wait.
    func process() { if ub_poll(context) != 0 { ub_process(context) } }

    /// Until it is answered, or the time is up.
    func wait(for pending: PendingQuestion, _ limit: Duration) {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while pending.answer == nil {
            let left = end - clock.now
            guard left > .zero else { return }
            let (seconds, attoseconds) = left.components
            let milliseconds = min(seconds, 3600) * 1000 + attoseconds / 1_000_000_000_000_000 + 1
            var descriptor = pollfd(fd: ub_fd(context), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0, ub_process(context) != 0 { return }
        }
    }

    private func cancel(_ pending: PendingQuestion) {
        if ub_cancel(context, pending.id) == 0 { Unmanaged.passUnretained(pending).release() }
    }
}

/// A context on its way through the lock, which takes only what may cross threads.
/// Sendable because the lock is held by the thread that owns the context, and it goes nowhere else.
private struct Unowned: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }
}

/// A question on its way, and its answer once the callback has brought it. Both on the thread that asks.
final class PendingQuestion {
    private let type: RecordType
    private let isValidated: Bool
    fileprivate var id: Int32 = 0
    private(set) var answer: DNSAnswer?

    fileprivate init(_ type: RecordType, isValidated: Bool) {
        self.type = type
        self.isValidated = isValidated
    }

    fileprivate func receive(_ code: Int32, _ result: UnsafeMutablePointer<ub_result>?) {
        guard code == 0, let result = result?.pointee else {
            answer = DNSAnswer(.serverFailure)
            return
        }
        answer = read(result)
    }

    /// More records of one type than any honest name has.
    private static let maximumRecords = 1000

    private func read(_ result: ub_result) -> DNSAnswer {
        let ttl = UInt32(clamping: result.ttl)
        if result.bogus != 0 { return DNSAnswer(.serverFailure, ttl: ttl, security: .bogus) }
        let security: DNSAnswer.Security = result.secure != 0 ? .secure : isValidated ? .insecure : .indeterminate
        if result.nxdomain != 0 || result.rcode == 3 { return DNSAnswer(.nxDomain, ttl: ttl, security: security) }
        guard result.rcode == 0 else { return DNSAnswer(.serverFailure, ttl: ttl, security: security) }
        var records: [DNSRecord] = []
        var index = 0
        while index < Self.maximumRecords, let data = result.data?[index] {
            let count = max(0, Int(result.len[index]))
            let octets = UnsafeRawBufferPointer(start: data, count: count)
            // A record that cannot be read is no record: the others still count.
            if let record = ResourceData.record(type, Array(octets)[...]) { records.append(record) }
            index += 1
        }
        // Data was there and none of it could be read: that is no "no data".
        if index > 0, records.isEmpty { return DNSAnswer(.serverFailure, ttl: ttl, security: security) }
        return DNSAnswer(.noError, records, ttl: ttl, security: security)
    }
}
