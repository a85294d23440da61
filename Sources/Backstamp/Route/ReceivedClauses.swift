/// The grammar of a Received field (RFC 5321 §4.4): clauses that a keyword opens, with their words and comments, and
/// the date behind the semicolon. Read tolerantly, since hardly a mailer writes it as the RFC has it: any order, any
/// repetition, comments anywhere (nested, RFC 5322 §3.2.2), no date, text behind the date.
///
/// Never fails. Linear in the octets, of which `limit` are read.

struct ReceivedClauses {
    /// As many as `wordRanges` has room for.
    enum Keyword: Int, CaseIterable {
        case lead, from, by, via, with, tls, id, `for`, envelopeFrom, claiming, at, uid, date
    }

    /// A word or a comment. Items are many and mostly passed over, so that they are places and hold no octets.
    struct Item {
        let keyword: Keyword
        let isComment: Bool
        /// Counts the clauses of the field: a keyword that comes again opens another.
        let clause: Int
        let range: Range<Int>
    }

    /// No relay writes more.
    static let limit = 32_768
    static let itemLimit = 400

    private(set) var items: [Item] = []
    /// The comments that are not about the client: where software is named. Of the first few.
    private var noteRanges: [Range<Int>] = []
    private static let noteLimit = 8
    /// What the comments of `from` say of the client, of the first few.
    private(set) var clients: [TCPInfo] = []
    private static let clientLimit = 12
    // The words of one clause follow each other here, whatever comments stand between them; where those of each keyword
    // lie is asked for by every dialect, so noted once.
    private var allWords: [Range<Int>] = []
    // One for each keyword.
    private var wordRanges = InlineArray<13, Range<Int>>(repeating: 0..<0)
    /// What the first word of the `with` clause is as a protocol's name; most clauses have one word.
    private(set) var mailProtocol: MailProtocol?
    /// Whether a limit was hit, so that the rest of the field is not known.
    private(set) var isCut: Bool
    let octets: Octets

    init(_ field: Octets) {
        let octets = Self.unwrapped(field.prefix(Self.limit))
        self.octets = octets
        isCut = field.count > Self.limit
        items.reserveCapacity(24)
        allWords.reserveCapacity(20)
        noteRanges.reserveCapacity(4)
        let text = octets.span
        var lexer = ReceivedLexer(octets)
        var keyword = Keyword.lead
        var clause = 0
        var hasFrom = false
        // The clause whose word came last: its words are counted on.
        var openClause = -1
        while let token = lexer.next(text) {
            guard items.count < Self.itemLimit else {
                isCut = true
                break
            }
            switch token {
            case .comment(let range):
                items.append(Item(keyword: keyword, isComment: true, clause: clause, range: range))
                if keyword != .from, keyword != .lead, noteRanges.count < Self.noteLimit {
                    noteRanges.append(octets[range].trimmedRange)
                }
                if keyword == .from, clients.count < Self.clientLimit, let client = TCPInfo(octets[range]) {
                    clients.append(client)
                }
            case .semicolon:
                keyword = .date
                clause += 1
            case .word(let range):
                let place = range.lowerBound - octets.startIndex
                guard let next = Self.keyword(text.extracting(place..<(place + range.count)), after: keyword) else {
                    items.append(Item(keyword: keyword, isComment: false, clause: clause, range: range))
                    allWords.append(range)
                    if wordRanges[keyword.rawValue].isEmpty {
                        wordRanges[keyword.rawValue] = (allWords.count - 1)..<allWords.count
                        openClause = clause
                    } else if openClause == clause {
                        wordRanges[keyword.rawValue] = wordRanges[keyword.rawValue].lowerBound..<allWords.count
                    }
                    continue
                }
                // `from mx.example from [192.0.2.1] by …`: still the client.
                if next == .from, keyword == .from { continue }
                // Further behind, a second `from` names the reverse-path, as XMail writes it.
                keyword = next == .from && hasFrom ? .envelopeFrom : next
                hasFrom = hasFrom || next == .from
                clause += 1
            }
        }
        mailProtocol = word(.with).flatMap { MailProtocol($0) }
    }

    /// Some list servers put the whole field into brackets, `[from … by … ]`.
    private static func unwrapped(_ field: Octets) -> Octets {
        let text = field.trimmed
        guard text.hasPrefix("[from "), text.last == 0x5D else { return field }
        return text.dropFirst().dropLast()
    }

    private static func keyword(_ word: Span<UInt8>, after current: Keyword) -> Keyword? {
        guard word.count <= 13, word.count > 1 else { return nil }
        switch word[0].lowered {
        case 0x62: return word.equals("by") ? .by : nil
        case 0x66:
            if word.equals("from") { return .from }
            return word.equals("for") ? .for : nil
        case 0x76: return word.equals("via") ? .via : nil
        case 0x77: return word.equals("with") ? .with : nil
        case 0x69: return word.equals("id") ? .id : nil
        case 0x65: return word.equals("envelope-from") ? .envelopeFrom : nil
        // Words that are keywords only behind certain others: a host may be called so.
        case 0x63: return current == .from && word.equals("claiming") ? .claiming : nil
        case 0x61: return current == .from && word.equals("at") ? .at : nil
        case 0x74: return current == .with && word.equals("tls") ? .tls : nil
        case 0x75: return current == .by && word.equals("uid") ? .uid : nil
        default: return nil
        }
    }

    // MARK: Reading

    /// Of the first clause that the keyword opens and that has words.
    func words(_ keyword: Keyword) -> OctetList { OctetList(octets, allWords[wordRanges[keyword.rawValue]]) }

    func word(_ keyword: Keyword) -> Octets? {
        let range = wordRanges[keyword.rawValue]
        return range.isEmpty ? nil : octets[allWords[range.lowerBound]]
    }

    func hasWord(_ keyword: Keyword) -> Bool { !wordRanges[keyword.rawValue].isEmpty }

    /// Whether one of the first words of the `with` clause is the name of such a protocol.
    func hasProtocol(among limit: Int = 400, where isSo: (MailProtocol) -> Bool) -> Bool {
        if let mailProtocol, isSo(mailProtocol) { return true }
        guard wordRanges[Keyword.with.rawValue].count > 1 else { return false }
        return words(.with).prefix(limit).dropFirst().contains { MailProtocol($0).map(isSo) == true }
    }

    var notes: OctetList { OctetList(octets, noteRanges[...]) }

    /// All of them, or of all clauses that the keyword opens.
    func comments(_ keyword: Keyword? = nil) -> OctetList {
        var found: [Range<Int>] = []
        for item in items where item.isComment && (keyword == nil || item.keyword == keyword) { found.append(item.range) }
        return OctetList(octets, found[...])
    }

    func firstComment(_ keyword: Keyword) -> Octets? {
        for item in items where item.isComment && item.keyword == keyword { return octets[item.range] }
        return nil
    }

    func hasComment(_ keyword: Keyword, where isSo: (Octets) -> Bool = { _ in true }) -> Bool {
        for item in items where item.isComment && item.keyword == keyword && isSo(octets[item.range]) { return true }
        return false
    }

    /// The words behind the last semicolon that has any, in one piece: the date, and what a mailer adds to it.
    var date: Octets? {
        guard let lastWord = items.lastIndex(where: { $0.keyword == .date && !$0.isComment }) else { return nil }
        let clause = items[lastWord].clause
        guard let first = items.firstIndex(where: { $0.clause == clause && !$0.isComment }),
            let end = items.last(where: { $0.clause == clause })
        else { return nil }
        let start = items[first].range.lowerBound
        return octets[start..<min(end.range.upperBound + (end.isComment ? 1 : 0), octets.endIndex)]
    }
}

/// Pieces of a field, which are made into slices one by one as they are read.
struct OctetList: RandomAccessCollection {
    private let octets: Octets
    private let ranges: ArraySlice<Range<Int>>

    init(_ octets: Octets, _ ranges: ArraySlice<Range<Int>>) {
        self.octets = octets
        self.ranges = ranges
    }

    var startIndex: Int { ranges.startIndex }
    var endIndex: Int { ranges.endIndex }
    subscript(index: Int) -> Octets { octets[ranges[index]] }
}
