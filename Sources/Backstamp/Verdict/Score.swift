/// How a spam filter would see the message: the weights of the findings, added up as SpamAssassin does, with a cap on
/// what one family of signals can contribute, so that twenty small faults of one kind do not outweigh the rest.
package struct Score: Sendable {
    /// SpamAssassin's default `required_score`.
    package static let threshold = 5.0

    /// What a family adds at the most, and takes away at the most. Forged dates, names and postmarks may flag a message
    /// by themselves; how it was encrypted, and how well bulk mail behaves, may not.
    package static let caps: [Signal.Family: ClosedRange<Double>] = [
        .originator: -1...5, .trace: -1...5, .transport: 0...1, .authentication: -2...5, .content: -1...6, .links: -1...5,
        .bulk: -2...3,
    ]

    private static let families = Signal.Family.allCases.map { ($0, caps[$0] ?? -1...3) }

    package let byFamily: [(family: Signal.Family, sum: Double)]
    package let total: Double

    package var isFlagged: Bool { total >= Self.threshold }

    /// The probability that a filter flags the message, 0 to 1: a logistic curve that is one half at the threshold.
    package var risk: Double { Logistic.curve(0.9 * (total - Self.threshold)) }

    package init(_ findings: [Finding]) {
        let findings = findings.span
        byFamily = Self.families.map { family, cap in
            var sum = 0.0
            for index in findings.indices where findings[index].signal.family == family { sum += findings[index].signal.weight }
            return (family, min(max(sum, cap.lowerBound), cap.upperBound))
        }
        // Hundredths, so that the sum of decimal weights reads as people add it.
        total = (byFamily.reduce(0) { $0 + $1.sum } * 100).rounded() / 100
    }
}

enum Logistic {
    /// 1 / (1 + e^-x), by the standard library alone: e^-x as (e^(-x/1024))^1024 with a short series.
    static func curve(_ x: Double) -> Double {
        let bounded = min(max(x, -40), 40)
        let small = -bounded / 1024
        var power = 1 + small * (1 + small / 2 * (1 + small / 3))
        for _ in 0..<10 { power *= power }
        return 1 / (1 + power)
    }
}
