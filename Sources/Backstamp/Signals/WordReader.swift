/// Reads a text into words, once for all signals. Case, punctuation and line ends do not matter; letters of Latin-1 lose
/// their marks (`verificação` reads as `verificacao`), because people leave them out and fraudsters play with them; what
/// has no width is passed over. A word is kept as a number (`WordNumber`), which is all that comparing needs. Where a
/// clause ends stands a gap, so that no phrase reaches over it: "at work, at home" is not "work at home".
struct WordReader {
    /// Stands in `words` where a clause ends.
    static let gap: UInt64 = 0
    /// How many octets of a text are looked at.
    static let octetLimit = 65_536

    private let keepsLongWords: Bool

    private(set) var words: [UInt64] = []
    private var gaps = 0
    /// Without the gaps.
    var wordCount: Int { words.count - gaps }
    /// Words of four letters and more, for comparing two versions of a text. Those with digits are left out, those of
    /// addresses, which one version has only, and those of scripts without blanks between words, which are folded anywhere.
    private(set) var longWords: [UInt64] = []
    /// How many of them were left out with the addresses.
    private(set) var addressWords = 0
    /// Words with something invisible between two ASCII letters.
    private(set) var splitWords = 0
    /// Words that mix Latin with Cyrillic letters.
    private(set) var mixedWords = 0
    /// Letters of the mathematical and full-width kinds, which look like ordinary ones.
    private(set) var styledLetters = 0
    /// Runs of six and more words of one letter.
    private(set) var spacedRuns = 0
    private(set) var capitals = 0
    private(set) var smallLetters = 0

    // The word that is being read.
    private var word = WordNumber()
    /// Latin letters of it.
    private var letters = 0
    /// Letters of other alphabets, and their octets.
    private var otherLetters = 0
    private var otherOctets = 0
    private var isInvisiblePending = false
    private var endsInLetter = false
    private var isSplit = false
    private var hasCyrillic = false
    private var singleRun = 0

    // The piece between white space that is being read: how many long words there were before it, and whether it holds `://`
    // or `@`.
    private var pieceStart = 0
    private var isAddress = false

    init(keepsLongWords: Bool = false) { self.keepsLongWords = keepsLongWords }

    static func words(_ text: Substring) -> [UInt64] {
        var reader = WordReader()
        reader.read(text)
        return reader.words
    }

    mutating func read(_ text: Substring) { read(text.utf8.span) }

    /// - Parameter text: UTF-8.
    mutating func read(_ text: Span<UInt8>) {
        let octets = text.extracting(first: Self.octetLimit)
        words.reserveCapacity(words.count + octets.count / 5)
        var position = 0
        while position < octets.count {
            let octet = octets[position]
            if octet.isASCIILetter {
                position = word.isEmpty ? readPlainWords(octets, position) : readLetters(octets, position)
            } else if octet < 0x80 {
                ascii(octets, position)
                position += 1
            } else {
                position += beyondASCII(octets, position)
            }
        }
        endWord()
        endRun()
        endPiece()
    }

    /// Reads words of ASCII letters with blanks behind them, or the end of a clause, which most of a text is, and gives the
    /// place where something else comes. No word is open at `start`; one that something else ends is left open.
    private mutating func readPlainWords(_ octets: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        var (all, large) = (0, 0)
        var isEnded = false
        // For some words at once, so that the array is not asked for room by each; and apart, because the others change too.
        let batch = 64
        var words: [UInt64] = []
        swap(&words, &self.words)
        while !isEnded {
            if words.capacity - words.count < batch { words.reserveCapacity(2 * words.capacity + batch) }
            words.append(addingCapacity: batch) { words in
                while words.freeCapacity > 1 {
                    let first = position
                    var word = WordNumber()
                    large &+= word.addLetters(of: octets, &position)
                    let count = position &- first
                    all &+= count
                    let isBlankNext = position < octets.count && octets[position] <= 0x20
                    guard isBlankNext || Self.isEndOfClause(octets, position) else {
                        leaveOpen(word)
                        isEnded = true
                        return
                    }
                    let number = word.number
                    words.append(number)
                    if keepsLongWords {
                        // The length of a word cannot be foreseen: it is asked for last.
                        if count >= 4 { longWords.append(number) }
                        endPiece()
                    }
                    if count == 1 { singleRun += 1 } else if singleRun > 0 { endRun() }
                    if !isBlankNext {
                        words.append(Self.gap)
                        gaps += 1
                        position &+= 1
                    }
                    while position < octets.count, octets[position] <= 0x20 { position &+= 1 }
                    guard position < octets.count, octets[position].isASCIILetter else {
                        isEnded = true
                        return
                    }
                }
            }
        }
        swap(&words, &self.words)
        capitals += large
        smallLetters += all - large
        return position
    }

    /// A word that something else than a blank ends, which may go on with it.
    private mutating func leaveOpen(_ word: WordNumber) {
        self.word = word
        letters = word.length
        endsInLetter = letters > 0
    }

    /// Reads the ASCII letters from `start` on, which go on with a word, and gives the place behind them.
    private mutating func readLetters(_ octets: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < octets.count, octets[position].isASCIILetter {
            let octet = octets[position]
            word.add(octet | 0x20)
            if octet & 0x20 == 0 { capitals += 1 } else { smallLetters += 1 }
            position += 1
        }
        letters += position - start
        isSplit = isSplit || isInvisiblePending
        isInvisiblePending = false
        endsInLetter = true
        return position
    }

    private mutating func ascii(_ octets: Span<UInt8>, _ position: Int) {
        let octet = octets[position]
        let next = position + 1 < octets.count ? octets[position + 1] : 0x20
        switch octet {
        case 0x30...0x39: add(octet)
        case 0x27: break  // don't = dont
        default:
            endWord()
            switch octet {
            case 0...0x20: endPiece()
            case 0x40: isAddress = true
            case 0x3A where next == 0x2F && position + 2 < octets.count && octets[position + 2] == 0x2F: isAddress = true
            // A currency sign is a word.
            case 0x24: words.append(WordNumber.of([octet]))
            case let sign where Self.isSentenceSign(sign): if next <= 0x20 || next == 0x22 { endClause() }
            default: break
            }
        }
    }

    /// A sign of a sentence with a blank behind it. Inside 1,000 and example.com it ends nothing.
    private static func isEndOfClause(_ octets: Span<UInt8>, _ position: Int) -> Bool {
        position &+ 1 < octets.count && isSentenceSign(octets[position]) && octets[position &+ 1] <= 0x20
    }

    private static func isSentenceSign(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): true
        default: false
        }
    }

    /// Reads one character and gives its length in octets.
    private mutating func beyondASCII(_ octets: Span<UInt8>, _ position: Int) -> Int {
        let lead = octets[position]
        let next = position + 1 < octets.count ? octets[position + 1] : 0
        let third = position + 2 < octets.count ? octets[position + 2] : 0
        switch lead {
        case 0xC2:
            if next == 0xAD { return 2 }  // soft hyphen
            endWord()
            if next == 0xA0 { endPiece() }
            return 2
        case 0xC3:
            for letter in WordLetters.plainLatin[Int(next & 0x3F)] { self.letter(letter) }
            return 2
        // Marks that combine with the letter before, and the grapheme joiner among them.
        case 0xCC: return 2
        case 0xCD where next <= 0xAF: return 2
        case 0xD0...0xD3:
            hasCyrillic = true
            addLetter(lead, next)
            return 2
        case 0xE2 where next == 0x80 && (0x8B...0x8D).contains(third), 0xEF where next == 0xBB && third == 0xBF:
            isInvisiblePending = endsInLetter
            return 3
        case 0xE2 where next == 0x80 && third == 0x99: return 3  // apostrophe
        case 0xE2 where next == 0x80 || next == 0x81, 0xE3 where next == 0x80 && third == 0x80:
            endWord()
            if WordLetters.isSpace(lead, next, third) { endPiece() }
            return 3
        case 0xEF where (next == 0xBC && third >= 0xA1) || (next == 0xBD && third <= 0x9A):
            styledLetters += 1
            add(third)
            return 3
        case 0xF0 where next == 0x9D && (0x90...0x9F).contains(third):
            styledLetters += 1
            add(third)
            return 4
        case 0xF0...0xF4: return 4
        case 0xC4...0xDF:
            addLetter(lead, next)
            return 2
        case 0xE0 where next < 0xB8, 0xE1 where !WordLetters.hasNoBlanks(next), 0xEA...0xED:
            for index in position..<min(position + 3, octets.count) { add(octets[index]) }
            otherLetters += 1
            otherOctets += min(3, octets.count - position)
            return 3
        default:
            let size = lead >= 0xE0 ? 3 : 1
            for index in position..<min(position + size, octets.count) { add(octets[index]) }
            return size
        }
    }

    private mutating func letter(_ octet: UInt8) {
        if isInvisiblePending {
            isSplit = true
            isInvisiblePending = false
        }
        letters += 1
        add(octet)
        endsInLetter = true
    }

    private mutating func add(_ octet: UInt8) {
        word.add(octet)
        endsInLetter = false
    }

    /// One of an alphabet beyond Latin-1, of two octets, in lower case.
    private mutating func addLetter(_ lead: UInt8, _ next: UInt8) {
        let lower = WordLetters.lowercased(UInt32(lead & 0x1F) << 6 | UInt32(next & 0x3F))
        add(UInt8(truncatingIfNeeded: 0xC0 | lower >> 6))
        add(UInt8(truncatingIfNeeded: 0x80 | lower & 0x3F))
        otherLetters += 1
        otherOctets += 2
    }

    private mutating func endPiece() {
        if isAddress {
            addressWords += longWords.count - pieceStart
            longWords.removeLast(longWords.count - pieceStart)
            isAddress = false
        }
        pieceStart = longWords.count
    }

    private mutating func endWord() {
        isInvisiblePending = false
        endsInLetter = false
        if !word.isEmpty { keepWord() }
    }

    private mutating func keepWord() {
        let length = word.length
        words.append(word.number)
        if keepsLongWords, letters + otherLetters >= 4, letters + otherOctets == length { longWords.append(word.number) }
        if isSplit { splitWords += 1 }
        if hasCyrillic, letters > 0 { mixedWords += 1 }
        if length == 1, letters == 1 {
            singleRun += 1
        } else {
            endRun()
        }
        word = WordNumber()
        letters = 0
        (otherLetters, otherOctets) = (0, 0)
        isSplit = false
        hasCyrillic = false
    }

    private mutating func endClause() {
        guard let last = words.last, last != Self.gap else { return }
        words.append(Self.gap)
        gaps += 1
    }

    private mutating func endRun() {
        if singleRun >= 6 { spacedRuns += 1 }
        singleRun = 0
    }
}
