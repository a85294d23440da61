import Backstamp
import DNS
import Geography
import Glibc
import MIME

/// One run of `check` or `scan`: the analyser with what it looks things up in, for one batch of messages after the other.
struct AnalysisRun {
    private let analyzer: Analyzer
    let policy: Policy
    private let dns: DNSSource

    /// - Parameters:
    ///   - now: seconds since 1970; nil for the clock of the machine.
    ///   - report: takes DNS answers as they are recorded; nil where they are written to the file of `--record-dns`.
    init(_ options: AnalysisOptions, now: Int? = nil, report: (([UInt8]) -> Void)? = nil) throws {
        policy = try options.policy(now: MailDate(seconds: now ?? Int(time(nil))))
        dns = try options.dns.open(report: report)
        let locations = try Self.locations(options.location)
        analyzer = Analyzer(resolver: dns.resolver, locations: locations, policy: policy)
    }

    /// A file that the user names must be there; the standard one may be missing.
    private static func locations(_ paths: [String]) throws -> (any LocationDatabase)? {
        do {
            return paths.isEmpty ? try LocLocationDatabase() : try LocationFiles(paths: paths)
        } catch {
            guard paths.isEmpty else { throw Exit.failure(.noInput, "--location \(error)") }
            Console.complain("\(error); countries and networks stay unknown.")
            return nil
        }
    }

    /// - Parameter clock: is told how long each message takes.
    func reports(_ batch: [RawMessage], clock: StageClock = StageClock()) -> [Report] {
        analyzer.analyze(batch, clock: clock) {
            DNSUse(source: dns.log.source, queries: dns.log.queries, notRecorded: dns.log.notRecorded)
        }
    }

    func report(_ source: MessageSource, _ octets: [UInt8]) -> Report {
        reports([RawMessage(octets: octets, source: source)])[0]
    }

    /// Whether answers of the DNS have to be waited for.
    var asksOthers: Bool { dns.log.source == "live" }

    /// Asks the DNS what a message will need, from its header section.
    func foresee(_ header: [UInt8]) { dns.log.foresee(Foresight.questions(header, policy: policy)) }

    /// Writes what the run has to leave behind.
    func finish() throws { try dns.finish() }
}
