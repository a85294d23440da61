import ArgumentParser
import DNS
import Glibc

/// `--dns live|none|FILE` and `--record-dns FILE`: where DNS answers come from, and where they go.
struct DNSOption: ParsableArguments {
    @Option(
        help: "Where DNS answers come from: live, none, or a snapshot file. Default: live where a resolver answers.")
    var dns: String?

    @Option(help: ArgumentHelp("Write every answer that was used, for a replay.", valueName: "file"))
    var recordDNS: String?

    /// The resolver that the options ask for. A snapshot that cannot be used, or no resolver where `live` was
    /// asked for, throws with a sentence for the user.
    func open() throws -> DNSSource {
        if let recordDNS { try Self.requireWritable(recordDNS) }
        var (resolver, source) = try makeResolver(dns)
        guard let recordDNS else { return DNSSource(log: DNSLog(resolver, source: source), recording: nil) }
        let recording = RecordingResolver(resolver)
        resolver = recording
        return DNSSource(log: DNSLog(resolver, source: source), recording: (recording, recordDNS))
    }
}

extension DNSOption {
    /// A file that exists may be the snapshot of this very run; one that cannot be written is told before the work.
    private static func requireWritable(_ path: String) throws {
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

/// - Parameter option: `live`, `none`, a snapshot file, or nil for live where a resolver answers.
/// - Returns: the resolver, and what the report calls it.
func makeResolver(_ option: String?) throws -> (any Resolver, source: String) {
    switch option {
    case "none": return (NoResolver(), "none")
    case "live":
        guard LiveResolver.isAvailable() else {
            throw Exit.failure(.unavailable, "no DNS resolver answers here. Give --dns a snapshot, or none.")
        }
        do { return (try LiveResolver(), "live") } catch { throw Exit.failure(.unavailable, error.description) }
    case let path?:
        do {
            return (try SnapshotResolver(path: path), path)
        } catch {
            if case .unreadable = error.problem { throw Exit.failure(.noInput, error.description) }
            throw Exit.failure(.data, error.description)
        }
    case nil:
        guard LiveResolver.isAvailable(), let live = try? LiveResolver() else { return (NoResolver(), "none") }
        return (live, "live")
    }
}
