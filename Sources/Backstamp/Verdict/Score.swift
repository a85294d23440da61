/// How a spam filter would see the message: the weights of the findings, added up.
package struct Score: Sendable {
    package let total: Double

    package init(_ findings: [Finding]) { total = findings.reduce(0) { $0 + $1.signal.weight } }
}
