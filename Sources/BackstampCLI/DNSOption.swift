import ArgumentParser
import Backstamp
import DNS
import Glibc

/// `--dns live|none|FILE` with `--resolver` and `--dns-budget`, and `--record-dns FILE`: where DNS answers come from,
/// and where they go.
struct DNSOption: ParsableArguments {
    @Option(
        help: "Where DNS answers come from: live, none, or a snapshot file. Default: live where a resolver answers.")
    var dns: String?

    @Option(
        help: ArgumentHelp(
            "The resolver to ask instead of those of /etc/resolv.conf; ADDRESS@PORT for another port than 53.",
            valueName: "address"))
    var resolver: String?

    @Option(
        help: ArgumentHelp(
            "How long the look-ups of one message may take together; what is left then is temperror. Default: 5.",
            valueName: "seconds"))
    var dnsBudget: Double?

    @Option(help: ArgumentHelp("Write every answer that was used, for a replay.", valueName: "file"))
    var recordDNS: String?

    /// The resolver that the options ask for. A snapshot that cannot be used, or no resolver where `live` was
    /// asked for, throws with a sentence for the user.
    ///
    /// - Parameter report: takes the answers line by line instead of a file, for a worker whose pool writes the snapshot.
    func open(report: (([UInt8]) -> Void)? = nil) throws -> DNSSource {
        try requireWritable()
        var (resolver, source) = try makeResolver(dns, live: LiveSettings(self))
        if let report { resolver = RecordingResolver(resolver, report: report) }
        guard let recordDNS else { return DNSSource(log: DNSLog(resolver, source: source), recording: nil) }
        let recording = RecordingResolver(resolver)
        resolver = recording
        return DNSSource(log: DNSLog(resolver, source: source), recording: (recording, recordDNS))
    }
}

extension DNSOption {
    /// `live`, `none` or the snapshot's path, for workers that are all to ask the same.
    func source() throws -> String {
        let settings = try LiveSettings(self)
        if let dns {
            if dns != "live", let given = settings.given {
                throw Exit.failure(.usage, "\(given) is for live look-ups, and --dns \(dns) is none.")
            }
            return dns
        }
        return settings.forwarder != nil || LiveResolver.isAvailable() ? "live" : "none"
    }

    /// A file that exists may be the snapshot of this very run; one that cannot be written is told before the work.
    func requireWritable() throws {
        guard let path = recordDNS else { return }
        let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw Exit.failure(.usage, "--record-dns \(path): the file exists; choose another name.") }
            throw Exit.failure(.inputOutput, "--record-dns \(path): cannot be written: \(Console.systemError())")
        }
        // The snapshot is there whole or not at all: it is written under this name at the end.
        close(descriptor)
        _ = unsafe unlink(path)
    }
}

/// The resolver of a run, with its counts, and the recording that is written at its end.
struct DNSSource {
    let log: DNSLog
    fileprivate let recording: (resolver: RecordingResolver, path: String)?

    var resolver: any Resolver { log }

    /// Writes what `--record-dns` asked for. Call it once, after the last message.
    func finish() throws {
        guard let recording else { return }
        do {
            try recording.resolver.write(to: recording.path, now: time(nil))
        } catch {
            throw Exit.failure(.inputOutput, "cannot write the DNS snapshot \(recording.path)")
        }
    }
}

/// How to ask live: which resolver, and for how long.
struct LiveSettings {
    /// As libunbound takes it; nil for `/etc/resolv.conf`.
    let forwarder: String?
    let budget: Duration
    /// An option that means something for live look-ups only.
    fileprivate let given: String?

    init(_ options: DNSOption) throws {
        forwarder = options.resolver
        given = options.resolver != nil ? "--resolver" : options.dnsBudget != nil ? "--dns-budget" : nil
        if let seconds = options.dnsBudget, !(0.1...3600).contains(seconds) {
            throw Exit.failure(.usage, "--dns-budget \(seconds): give seconds, from 0.1 to 3600.")
        }
        budget = .milliseconds(Int64(((options.dnsBudget ?? 5) * 1000).rounded()))
        guard let forwarder else { return }
        let parts = forwarder.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let isPort = parts.count < 2 || UInt16(parts[1]).map { $0 > 0 } ?? false
        guard let address = parts.first, IPAddress(address) != nil, isPort else {
            throw Exit.failure(.usage, "--resolver \(forwarder): give an IPv4 or IPv6 address, or ADDRESS@PORT.")
        }
    }

    fileprivate func open() throws(LiveResolverError) -> LiveResolver {
        guard LiveResolver.isAvailable(forwarder: forwarder) else {
            throw LiveResolverError(reason: forwarder.map { "\($0) does not answer" } ?? "none answers here")
        }
        let resolver = try LiveResolver(forwarder: forwarder, budget: budget)
        resolver.followUps = Foresight.followUps
        return resolver
    }
}

/// - Parameter option: `live`, `none`, a snapshot file, or nil for live where a resolver answers.
/// - Returns: the resolver, and what the report calls it.
func makeResolver(_ option: String?, live: LiveSettings) throws -> (any Resolver, source: String) {
    if let option, option != "live", let given = live.given {
        throw Exit.failure(.usage, "\(given) is for live look-ups, and --dns \(option) is none.")
    }
    switch option {
    case "none": return (NoResolver(), "none")
    case "live":
        do { return (try live.open(), "live") } catch { throw Exit.failure(.unavailable, error.description) }
    case let path?:
        do {
            return (try SnapshotResolver(path: path), path)
        } catch {
            if case .unreadable = error.problem { throw Exit.failure(.noInput, error.description) }
            throw Exit.failure(.data, error.description)
        }
    case nil:
        do { return (try live.open(), "live") } catch {
            // Whoever names a resolver wants that one and no silence.
            if live.forwarder != nil { throw Exit.failure(.unavailable, error.description) }
            return (NoResolver(), "none")
        }
    }
}
