/// The domain under suspicion, with what every rule needs of it. A class, because each of them is handed it.
final class Suspect: Sendable {
    private let name: KnownName
    let isASCII: Bool
    /// The label has pieces between hyphens, two at least.
    let isHyphenated: Bool
    /// Without hyphens: what is left, folded, where a word that is known for it is cut off at an end, and that word.
    let besideWords: [(fold: [UInt8], word: String)]

    /// Hashes of all labels and folds of labels by which the rules look for a name, but for those of one edit.
    private let traces: [UInt64]
    /// Which of them are those of the pieces.
    private let pieceTraces: Range<Int>

    var domain: DomainName { name.domain }
    var label: [UInt8] { name.label }
    var fold: [UInt8] { name.fold }
    /// The label's pieces between hyphens. Asked for by few rules, of few names.
    var tokens: [Substring] { domain.label.pieces { $0 == 0x2D } }
    /// The whole name's pieces between dots and hyphens, the suffix left out. Asked for as rarely.
    var pieces: [Substring] {
        let ascii = domain.ascii.utf8.prefix(Self.countBeforeSuffix(domain))
        return String(Substring(ascii)).pieces { $0 == 0x2E || $0 == 0x2D }
    }

    init(_ name: KnownName) {
        self.name = name
        let domain = name.domain
        let label = name.label
        isASCII = label.allSatisfy { $0 < 0x80 }
        let tokens = label.contains(0x2D) ? label.split(separator: 0x2D) : []
        isHyphenated = tokens.count > 1
        besideWords = isASCII && !isHyphenated ? Self.besideWords(label) : []
        var traces: [UInt64] = []
        traces.reserveCapacity(12)
        traces.append(name.labelHash.hash)
        traces.append(name.foldHash.hash)
        let firstPiece = traces.count
        Self.addPieces(domain.ascii.utf8.span.extracting(first: Self.countBeforeSuffix(domain)), to: &traces)
        pieceTraces = firstPiece..<traces.count
        if isHyphenated {
            traces.append(WordSet.Word(label.filter { $0 != 0x2D }[...]).hash)
            for token in tokens { traces.append(WordSet.Word(VisualFold.fold(Array(token))[...]).hash) }
        }
        for beside in besideWords { traces.append(WordSet.Word(beside.fold[...]).hash) }
        self.traces = traces
    }

    /// How many octets of the name stand before the suffix and its dot.
    private static func countBeforeSuffix(_ domain: DomainName) -> Int {
        max(0, domain.ascii.utf8.count - (domain.suffix.isEmpty ? 0 : domain.suffix.utf8.count + 1))
    }

    /// The hashes of the pieces between dots and hyphens.
    private static func addPieces(_ name: Span<UInt8>, to traces: inout [UInt64]) {
        var word = WordSet.Word()
        var isEmpty = true
        for index in name.indices {
            if name[index] == 0x2E || name[index] == 0x2D {
                if !isEmpty { traces.append(word.hash) }
                (word, isEmpty) = (WordSet.Word(), true)
            } else {
                word.append(name[index])
                isEmpty = false
            }
        }
        if !isEmpty { traces.append(word.hash) }
    }

    /// Whether one of the pieces may be among some words.
    func mayHavePiece(in words: WordSet) -> Bool {
        for index in pieceTraces where words.contains(WordSet.Word(hash: traces[index])) { return true }
        return false
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
        func add(_ name: Range<Int>, _ rest: Range<Int>, _ word: WordSet.Word) {
            guard words.contains(word) else { return }
            let text = String(decoding: label[rest], as: UTF8.self)
            if HostWords.beside.contains(text) || text == "com" { found.append((VisualFold.fold(Array(label[name])), text)) }
        }
        // What is longer than the longest word is none.
        let lengths = max(shortest, label.count - longestWord)..<max(shortest, label.count - 1, label.count - longestWord)
        if lengths.isEmpty { return [] }
        /// Of what the label starts with, by its length.
        var starts = InlineArray<41, WordSet.Word>(repeating: WordSet.Word())
        for index in label.indices {
            starts[index + 1] = starts[index]
            starts[index + 1].append(label[index])
        }
        let mayEndInWord = endings[ending(label)]
        for length in lengths {
            if mayEndInWord {
                var word = WordSet.Word()
                for index in length..<label.count { word.append(label[index]) }
                add(0..<length, length..<label.count, word)
            }
            add((label.count - length)..<label.count, 0..<(label.count - length), starts[label.count - length])
        }
        return found
    }

    /// Whether a word has such an ending.
    private static let endings: [Bool] = {
        var endings = [Bool](repeating: false, count: 1 << 10)
        for word in HostWords.beside.union(["com"]) { endings[ending(Array(word.utf8))] = true }
        return endings
    }()

    /// The last two octets, five bits of each.
    private static func ending(_ word: [UInt8]) -> Int {
        guard word.count >= 2 else { return 0 }
        return Int(word[word.count - 2] & 0x1F) << 5 | Int(word[word.count - 1] & 0x1F)
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
