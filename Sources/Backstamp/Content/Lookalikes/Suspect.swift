/// The domain under suspicion, with what every rule needs of it.
struct Suspect {
    let domain: DomainName
    let label: [UInt8]
    let fold: [UInt8]
    let isASCII: Bool
    /// The label's pieces between hyphens.
    let tokens: [Substring]
    /// The whole name's pieces between dots and hyphens, the suffix left out.
    let pieces: [Substring]

    init(_ domain: DomainName) {
        self.domain = domain
        label = Array(domain.label.utf8)
        isASCII = label.allSatisfy { $0 < 0x80 }
        fold = VisualFold.fold(domain.label)
        tokens = domain.label.split(separator: "-")
        let name = domain.ascii.dropLast(domain.suffix.isEmpty ? 0 : domain.suffix.utf8.count + 1)
        pieces = name.split { $0 == "." || $0 == "-" }
    }
}

struct Likeness {
    var imitates: String
    var technique: Lookalike.Technique
    var confidence: Double
    var reasons: [String]

    init(_ imitates: String, _ technique: Lookalike.Technique, _ confidence: Double, _ reason: String) {
        self.imitates = imitates
        self.technique = technique
        self.confidence = confidence
        reasons = [reason]
    }
}
