/// Names that may be imitated, indexed so that a domain is compared with the few that resemble it and not with all.
///
/// A label within one edit of another shares with it a key: the label itself, or the label without one of its letters
/// (the deletion neighbourhood of SymSpell). So a look-up asks for as many keys as the label has letters. Of the few
/// names that a message protects no index is made: they are gone through.
struct ProtectedNames: Sendable {
    /// The caller's, not the catalogue's.
    let isGiven: Bool
    private(set) var names: [KnownName] = []
    private var byLabel: [String: [Int]] = [:]
    private var byFold: [[UInt8]: [Int]] = [:]
    private var byDeletion: [UInt64: [Int]] = [:]
    /// The keys of `byLabel` and of `byFold`: most that are asked for are not there. nil where nothing is indexed.
    private var indexed: (labels: WordSet, folds: WordSet)?
    /// A bit for each key in `byDeletion`: most that are asked for are not there. Empty where nothing is indexed.
    private var deletions: [UInt64] = []
    /// Registrable domains that are themselves protected, or owned by who owns one that is: as long as they are few, and when
    /// they are many. As long as the names are few, those of the names are not among them.
    private var fewHonest: [String] = []
    private var honest: Set<String> = []
    /// Hashes of these, asked before them.
    private var honestWords: WordSet?

    /// Shorter labels have too many honest neighbours.
    static let minimumEditLength = 5
    private static let maximumLabelLength = 63

    init(isGiven: Bool) { self.isGiven = isGiven }

    /// The caller's.
    init(given names: [KnownName]) {
        isGiven = true
        self.names.reserveCapacity(min(names.count, Self.scannedCount))
        for name in names { insert(name) }
    }

    /// So many names are gone through faster than looked up.
    private static let scannedCount = 16

    mutating func insert(_ name: KnownName) {
        guard !isHonest(name.domain.registrable) else { return }
        guard !name.label.isEmpty, name.label.count <= Self.maximumLabelLength else {
            return insertHonest(name.domain.registrable)
        }
        names.append(name)
        if names.count == Self.scannedCount + 1 {
            for index in names.indices { addToIndex(index) }
        } else if names.count > Self.scannedCount {
            addToIndex(names.count - 1)
        }
    }

    private mutating func addToIndex(_ index: Int) {
        let name = names[index]
        insertHonest(name.domain.registrable)
        var words = indexed ?? (WordSet(), WordSet())
        indexed = nil
        words.labels.insert(name.labelHash)
        words.folds.insert(name.foldHash)
        indexed = words
        byLabel[name.domain.label, default: []].append(index)
        byFold[name.fold, default: []].append(index)
        if name.label.count >= Self.minimumEditLength {
            if deletions.isEmpty { deletions = [UInt64](repeating: 0, count: Self.deletionWords) }
            for key in Self.keys(name.label) {
                byDeletion[key, default: []].append(index)
                deletions[Self.deletionWord(key)] |= 1 &<< (key & 63)
            }
        }
    }

    var isEmpty: Bool { names.isEmpty }

    private var isScanned: Bool { names.count <= Self.scannedCount }

    mutating func insertHonest(_ registrable: String) {
        fewHonest.append(registrable)
        guard fewHonest.count > Self.scannedCount || honestWords != nil else { return }
        var words = honestWords ?? WordSet()
        honestWords = nil
        for name in fewHonest {
            honest.insert(name)
            words.insert(WordSet.Word(name.utf8))
        }
        honestWords = words
        fewHonest = []
    }

    func isHonest(_ registrable: String) -> Bool {
        if isScanned, names.contains(where: { $0.domain.registrable == registrable }) { return true }
        guard let honestWords else { return fewHonest.contains(registrable) }
        return honestWords.contains(WordSet.Word(registrable.utf8)) && honest.contains(registrable)
    }

    /// A cheap first look: whether any of the rules may find one of the names imitated.
    func mayBeImitated(by suspect: Suspect) -> Bool {
        if isScanned {
            for name in names where suspect.mayImitate(name) { return true }
            return false
        }
        guard let indexed else { return true }
        return suspect.mayImitate(labels: indexed.labels, folds: indexed.folds) || mayBeNear(suspect.label)
    }

    func named(_ label: String) -> [KnownName] {
        if isScanned { return names.isEmpty ? [] : names.filter { $0.domain.label == label } }
        guard let indexed, indexed.labels.contains(WordSet.Word(label.utf8)) else { return [] }
        return (byLabel[label] ?? []).map { names[$0] }
    }

    func folding(to fold: [UInt8]) -> [KnownName] {
        if isScanned { return names.isEmpty ? [] : names.filter { $0.fold == fold } }
        guard let indexed, indexed.folds.contains(WordSet.Word(fold)) else { return [] }
        return (byFold[fold] ?? []).map { names[$0] }
    }

    /// Whether one of the names that are indexed may be one edit away.
    private func mayBeNear(_ label: [UInt8]) -> Bool {
        guard !deletions.isEmpty, label.count >= Self.minimumEditLength - 1, label.count <= Self.maximumLabelLength else {
            return false
        }
        return Self.keys(label).contains { deletions[Self.deletionWord($0)] & 1 &<< ($0 & 63) != 0 }
    }

    /// Names whose label may be one edit away; `SingleEdit` decides.
    func near(_ label: [UInt8]) -> [KnownName] {
        guard label.count >= Self.minimumEditLength - 1, label.count <= Self.maximumLabelLength else { return [] }
        if isScanned {
            return names.isEmpty
                ? []
                : names.filter {
                    $0.label.count >= Self.minimumEditLength && SingleEdit(label, from: $0.label) != nil
                }
        }
        var found: [Int] = []
        guard !deletions.isEmpty else { return [] }
        for key in Self.keys(label) where deletions[Self.deletionWord(key)] & 1 &<< (key & 63) != 0 {
            for index in byDeletion[key] ?? [] where !found.contains(index) { found.append(index) }
        }
        return found.sorted().map { names[$0] }
    }

    private static let deletionWords = 1_024

    private static func deletionWord(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key &>> 6) & (deletionWords - 1) }

    /// Hashes (FNV-1a) of the label without each of its octets and of all of it. A collision costs a comparison, no
    /// more.
    private static func keys(_ label: [UInt8]) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(label.count + 1)
        let octets = label.span
        /// Of what stands before the one that is left out.
        var start = WordSet.Word()
        for omitted in octets.indices {
            var word = start
            for index in (omitted + 1)..<octets.count { word.append(octets[index]) }
            if keys.last != word.hash { keys.append(word.hash) }
            start.append(octets[omitted])
        }
        keys.append(start.hash)
        return keys
    }
}
