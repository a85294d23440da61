package import ARC
package import DKIM
package import SPF

/// What was verified here and now (SPF, DKIM, DMARC, ARC), and apart from it what other hosts recorded.
package struct Authentication: Sendable {
    /// nil where the envelope is not known or has no such identity.
    package var spfMailFrom: SPFCheck?
    package var spfHelo: SPFCheck?
    /// In header order, top first.
    package var dkim: [DKIMSignature] = []
    package var dmarc = DMARCCheck()
    package var arc = ARCChain()
    /// Whether the client's address has a name that leads back to it; nil where there is none to ask for.
    package var iprev: ReverseCheck?
    package var recorded: [RecordedResults] = []
    /// Where `recorded` says something else than what was verified.
    package var differences: [RecordedDifference] = []

    package init() {}
}
