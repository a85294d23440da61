import Backstamp
import DNS
import Geography
import Glibc
import MIME

/// One run of `check` or `scan`: the analyser with what it looks things up in, for one message after the other.
struct AnalysisRun {
    private let analyzer: Analyzer
    private let dns: DNSSource

    init(_ options: AnalysisOptions) throws {
        let policy = try options.policy(now: MailDate(seconds: Int(time(nil))))
        dns = try options.dns.open()
        var locations: (any LocationDatabase)?
        do {
            locations = try LocLocationDatabase()
        } catch {
            Console.complain("\(error); countries and networks stay unknown.")
        }
        analyzer = Analyzer(resolver: dns.resolver, locations: locations, policy: policy)
    }

    func report(_ source: MessageSource, _ octets: [UInt8]) -> Report {
        dns.log.beginMessage()
        var report = analyzer.analyze(octets)
        report.source = source
        report.dns = DNSUse(source: dns.log.source, queries: dns.log.queries, notRecorded: dns.log.notRecorded)
        return report
    }

    /// Writes what the run has to leave behind.
    func finish() throws { try dns.finish() }
}
