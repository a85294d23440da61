/// Selectors (Selectors Level 4) as far as mail uses them and a static reader can decide them: type, class, id,
/// descendant and child. A selector with anything else (attributes, pseudo-classes, siblings) is left out, so that its
/// rule never applies by mistake.
///
/// What a selector asks for stands in lists that all selectors of a sheet share, so that there are no references to count
/// where rules are looked through; see `CSSSelectors`.
package struct CSSSelector: Sendable {
    /// One name that is asked for.
    struct Part: Sendable {
        /// The later ones tell more.
        enum Kind: UInt8 { case type, `class`, id }

        let kind: Kind
        /// Of a type.
        let element: ElementName
        /// Where it stands in the names; types are in lower case.
        var name: Range<Int>
        let hash: UInt64
    }

    /// What is asked of one element.
    struct Compound: Sendable {
        var parts: Range<Int>
        /// Must stand directly in what the compound before it matches.
        let isChild: Bool
        /// One bit for each name that it asks for.
        let bits: UInt64
    }

    /// From the outermost to the subject.
    private(set) var compounds: Range<Int>
    /// Ids, classes and types, compared in this order (§17).
    let specificity: Int
    /// The part of the subject by which it is looked for, the most telling one; nil where any element may be it.
    private(set) var key: Int?
    /// That part is all that it asks for.
    let isPlain: Bool
    /// One bit for each name that it asks of its subject, and of ancestors.
    let subjectBits: UInt64
    let ancestorBits: UInt64

    static let idSpecificity = 1 << 20

    /// - Parameter specificity: of what is repeated.
    init(_ range: Range<Int>, _ compounds: Span<Compound>, _ parts: Span<Part>, besides specificity: Int) {
        self.compounds = range
        let subject = compounds[range.upperBound - 1]
        var specificity = specificity
        var ancestorBits: UInt64 = 0
        for place in range {
            for part in compounds[place].parts {
                switch parts[part].kind {
                case .id: specificity += Self.idSpecificity
                case .class: specificity += 1 << 10
                case .type: specificity += 1
                }
            }
            if place < range.upperBound - 1 { ancestorBits |= compounds[place].bits }
        }
        self.specificity = specificity
        self.ancestorBits = ancestorBits
        subjectBits = subject.bits
        isPlain = range.count == 1 && subject.parts.count <= 1
        var key: Int?
        for part in subject.parts {
            if let other = key, parts[other].kind.rawValue >= parts[part].kind.rawValue { continue }
            key = part
        }
        self.key = key
    }

    fileprivate mutating func shift(compounds count: Int, parts: Int) {
        compounds = compounds.lowerBound + count..<compounds.upperBound + count
        key = key.map { $0 + parts }
    }
}

/// The selectors of a sheet, or of all sheets of a document.
package struct CSSSelectors: Sendable {
    var names: [UInt8] = []
    var parts: [CSSSelector.Part] = []
    var compounds: [CSSSelector.Compound] = []
    var selectors: [CSSSelector] = []
    /// Some were left out, because a list has too many or they are too long.
    var isTruncated = false

    /// How many parts all compounds of a selector have.
    func partCount(_ selector: CSSSelector) -> Int {
        compounds[selector.compounds.upperBound - 1].parts.upperBound - compounds[selector.compounds.lowerBound].parts.lowerBound
    }

    /// Appends those of another sheet.
    /// - Returns: how many there were before.
    mutating func add(_ other: CSSSelectors) -> Int {
        guard !selectors.isEmpty else {
            self = other
            return 0
        }
        let counts = (names: names.count, parts: parts.count, compounds: compounds.count, selectors: selectors.count)
        names += other.names
        parts += other.parts
        compounds += other.compounds
        selectors += other.selectors
        for place in counts.parts..<parts.count {
            let name = parts[place].name
            parts[place].name = name.lowerBound + counts.names..<name.upperBound + counts.names
        }
        for place in counts.compounds..<compounds.count {
            let range = compounds[place].parts
            compounds[place].parts = range.lowerBound + counts.parts..<range.upperBound + counts.parts
        }
        for place in counts.selectors..<selectors.count {
            selectors[place].shift(compounds: counts.compounds, parts: counts.parts)
        }
        return counts.selectors
    }
}

/// Names of types, classes and ids as numbers, to find the rules that may match (FNV-1a).
enum CSSName {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always) static func append(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    static func hash(_ octets: Span<UInt8>) -> UInt64 {
        var hash = start
        for index in octets.indices { hash = append(octets[index], to: hash) }
        return hash
    }

    /// One of 64: names with different bits are different.
    static func bit(ofHash hash: UInt64) -> UInt64 { 1 &<< (hash & 63) }

    /// By the number of an `ElementName`.
    static let typeHashes: [UInt64] = ElementName.texts.map { text in
        let octets = Array(text.utf8)
        return hash(octets.span)
    }
}
