
/// Everything that is said of one message; `write(to:)` gives the JSON of the contract. It is large, and so it is handed
/// on and never copied.
package final class Report: Sendable {
    package let source: MessageSource?
    package let evidence: Evidence
    package let findings: [Finding]
    package let score: Score
    package let verdict: Verdict
    /// What was asked of the DNS for this message.
    package let dns: DNSUse?

    package init(
        evidence: Evidence, findings: [Finding], score: Score, verdict: Verdict, source: MessageSource? = nil, dns: DNSUse? = nil
    ) {
        self.evidence = evidence
        self.findings = findings
        self.score = score
        self.verdict = verdict
        self.source = source
        self.dns = dns
    }
}

/// Where DNS answers came from, and what was missing.
package struct DNSUse: Sendable {
    /// `live`, `none`, or the snapshot's path.
    package var source: String
    /// Look-ups made for this message.
    package var queries: Int
    /// Names that the source knew nothing of, as `name TYPE`.
    package var notRecorded: [String]

    package init(source: String, queries: Int, notRecorded: [String]) {
        self.source = source
        self.queries = queries
        self.notRecorded = notRecorded
    }
}

/// A message that could not be analysed: the line that takes the report's place.
package struct ReportFailure: Sendable {
    package var source: MessageSource
    /// Stable, `kebab-case`.
    package var code: String
    package var reason: String

    package init(source: MessageSource, code: String, reason: String) {
        self.source = source
        self.code = code
        self.reason = reason
    }
}
