/// A domain name with what a comparison with others needs of it. Worked out once for each name in a run: who writes, who
/// reads and where the links lead are the same in many messages.
import Domains

final class KnownName: Sendable {
    let domain: DomainName
    let label: [UInt8]
    let fold: [UInt8]
    /// The label is an everyday word or too short to name anybody.
    let isWord: Bool
    let labelHash: WordSet.Word
    let foldHash: WordSet.Word
    /// Which octets the label has, six bits of each: one edit changes two of them at the most.
    let letters: UInt64

    init(_ domain: DomainName, isWord: Bool = false) {
        self.domain = domain
        label = Array(domain.label.utf8)
        fold = label.allSatisfy { $0 < 0x80 } ? VisualFold.fold(label) : VisualFold.fold(domain.label)
        self.isWord = isWord || HostWords.generic.contains(domain.label)
        labelHash = WordSet.Word(label[...])
        foldHash = WordSet.Word(fold[...])
        letters = label.reduce(0) { $0 | 1 &<< UInt64($1 & 63) }
    }

    /// nil for what is no domain name.
    static func of(_ name: String) -> KnownName? { names.value(for: name) { DomainName($0).map { KnownName($0) } } }

    private static let names = BoundedCache<KnownName?>(limit: 16_384)
}
