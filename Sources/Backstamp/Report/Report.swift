package struct Report: Sendable {
    package var evidence: Evidence
    package var findings: [Finding]
    package var score: Score
    package var verdict: Verdict

    package init(evidence: Evidence, findings: [Finding], score: Score, verdict: Verdict) {
        self.evidence = evidence
        self.findings = findings
        self.score = score
        self.verdict = verdict
    }
}
