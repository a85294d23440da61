/// The domain under suspicion, with what every rule needs of it. A class, because each of them is handed it.
final class Suspect: Sendable {
    private let name: KnownName
    let isASCII: Bool
    /// The label's pieces between hyphens.
    let tokens: [Substring]
    /// The whole name's pieces between dots and hyphens, the suffix left out.
    let pieces: [Substring]
    /// Without hyphens: what is left, folded, where a word that is known for it is cut off at an end, and that word.
    let besideWords: [(fold: [UInt8], word: String)]

    /// Hashes of all labels and folds of labels by which the rules look for a name, but for those of one edit.
    private let traces: [UInt64]

    var domain: DomainName { name.domain }
    var label: [UInt8] { name.label }
    var fold: [UInt8] { name.fold }

    init(_ name: KnownName) {
        self.name = name
        let domain = name.domain
        let label = name.label
        isASCII = label.allSatisfy { $0 < 0x80 }
        tokens = domain.label.pieces { $0 == 0x2D }
        let ascii = domain.ascii.utf8.dropLast(domain.suffix.isEmpty ? 0 : domain.suffix.utf8.count + 1)
        pieces = String(Substring(ascii)).pieces { $0 == 0x2E || $0 == 0x2D }
        besideWords = isASCII && tokens.count <= 1 ? Self.besideWords(label) : []
        var traces: [UInt64] = []
        traces.reserveCapacity(12)
        traces.append(name.labelHash.hash)
        traces.append(name.foldHash.hash)
        for piece in pieces { traces.append(WordSet.Word(piece.utf8).hash) }
        if tokens.count > 1 {
            traces.append(WordSet.Word(label.filter { $0 != 0x2D }[...]).hash)
            for token in tokens { traces.append(WordSet.Word(VisualFold.fold(Array(token.utf8))[...]).hash) }
        }
        for beside in besideWords { traces.append(WordSet.Word(beside.fold[...]).hash) }
        self.traces = traces
    }

    /// Whether one of the rules may find the name imitated; they decide.
    func mayImitate(_ other: KnownName) -> Bool {
        for trace in traces where trace == other.labelHash.hash || trace == other.foldHash.hash { return true }
        return abs(label.count - other.label.count) <= 1 && (name.letters ^ other.letters).nonzeroBitCount <= 2
    }

    /// The same of many names, by what their labels and their folds are; one edit is asked for elsewhere.
    func mayImitate(labels: WordSet, folds: WordSet) -> Bool {
        for trace in traces {
            let word = WordSet.Word(hash: trace)
            if labels.contains(word) || folds.contains(word) { return true }
        }
        return false
    }

    /// `paypalsecure`, `loginpaypal`, `wwwpaypal`: in the order of the length of the name.
    private static func besideWords(_ label: [UInt8]) -> [(fold: [UInt8], word: String)] {
        guard label.count <= 40 else { return [] }
        var found: [(fold: [UInt8], word: String)] = []
        let shortest = LookalikeRules.minimumFoldLength
        let words = words
        func add(_ name: Range<Int>, _ rest: Range<Int>) {
            var word = WordSet.Word()
            for index in rest { word.append(label[index]) }
            guard words.contains(word) else { return }
            let text = String(decoding: label[rest], as: UTF8.self)
            if HostWords.beside.contains(text) || text == "com" { found.append((VisualFold.fold(Array(label[name])), text)) }
        }
        // What is longer than the longest word is none.
        for length in max(shortest, label.count - longestWord)..<max(shortest, label.count - 1, label.count - longestWord) {
            add(0..<length, length..<label.count)
            add((label.count - length)..<label.count, 0..<(label.count - length))
        }
        return found
    }

    private static let words = WordSet(["com"] + HostWords.beside)
    private static let longestWord = HostWords.beside.map(\.utf8.count).max() ?? 0
}

struct Likeness: Sendable {
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
