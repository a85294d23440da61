package struct Verdict: Sendable {
    package enum Label: String, Sendable { case genuine, unverified, suspicious, forged }

    package let label: Label

    package init(_ evidence: Evidence, _ findings: [Finding], _ score: Score) { label = .unverified }
}
