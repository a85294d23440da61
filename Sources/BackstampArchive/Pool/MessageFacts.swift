import ARC
package import Backstamp
import DKIM
import Geography
import SPF

/// What the summary of a scan counts of a report: the worker says it beside the line, so that nobody has to read the
/// line again.
extension MessageFacts {
    /// What the summary of a scan counts.
    package init(_ report: Report, octets: Int, took duration: Duration) {
        var facts = ["verdict=" + report.verdict.label.rawValue]
        if report.score.isFlagged { facts.append("flagged=yes") }
        let authentication = report.evidence.authentication
        let spf = authentication.spfMailFrom?.result ?? authentication.spfHelo?.result
        facts.append("spf=" + (spf?.rawValue ?? "none"))
        facts.append("dkim=" + Self.best(authentication.dkim))
        facts.append("dmarc=" + authentication.dmarc.result.rawValue)
        facts.append("arc=" + authentication.arc.result.rawValue)
        let origin = report.evidence.route.origin
        if let country = origin?.location?.country { facts.append("country=" + country) }
        if let name = origin?.operator?.name { facts.append("operator=" + name) }
        var vendors: Set<String> = []
        for beacon in report.evidence.content.beacons {
            if let vendor = beacon.vendor ?? beacon.host, vendors.insert(vendor).inserted, vendors.count <= 20 {
                facts.append("tracker=" + vendor)
            }
        }
        let (seconds, attoseconds) = duration.components
        self.init(
            octets: octets, microseconds: Int(clamping: seconds) &* 1_000_000 &+ Int(attoseconds / 1_000_000_000_000),
            facts: facts)
    }

    /// One signature that passes is enough.
    private static func best(_ signatures: [DKIMSignature]) -> String {
        let signatures = signatures.span
        for index in signatures.indices where signatures[index].result == .pass { return "pass" }
        return signatures.isEmpty ? "none" : signatures[0].result.rawValue
    }
}
