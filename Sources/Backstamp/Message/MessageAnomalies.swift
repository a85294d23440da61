package import MIME

/// Our own look at the raw header section (RFC 5322 §2.2, §3.6): what a MIME library repairs in silence is what an
/// attacker uses, because two programs repair it in two ways. The parser's own complaints are in
/// `ParsedMessage.anomalies`.
package enum MessageAnomalies {
    package static func all(_ message: ParsedMessage) -> [Anomaly] { [] }
}
