import DNS

/// What libspf2 may see, and what it was shown.
///
/// The library has aborted on, and written beyond its buffers for, records that no grammar allows
/// (CVE-2021-33912, CVE-2021-33913, CVE-2023-42118). So it is given known answers only, records that passed the
/// strict grammar, of bounded length and without URL escapes, and so many look-ups and no more.
final class LibSPF2Gate {
    static let maximumLookups = 40
    static let maximumRecord = 2048
    /// More than any sound answer has; the rest is left out.
    private static let maximumRecords = 100

    private let answers: AnswerMemory
    private var lookups = 0

    /// Why the library could not go on as it would have; the first reason counts.
    private(set) var refusal: String?
    /// What explains another result than ours.
    private(set) var hasZeroPrefix = false
    private(set) var hasEarlyRedirect = false
    private(set) var usesType99 = false
    private(set) var asksForPointers = false
    /// A question that a right evaluation did not put, where macros keep some of their parts.
    private(set) var strayQuestion: String?
    private var keepsParts = false

    init(_ answers: AnswerMemory) { self.answers = answers }

    /// The answer to a question of the library; nil for "try again later", which ends its evaluation.
    func answer(_ name: String, _ type: RecordType) -> DNSAnswer? {
        lookups += 1
        guard lookups <= Self.maximumLookups else {
            refuse("it counts look-ups anew in each include and did not end within \(Self.maximumLookups)")
            return nil
        }
        guard var answer = answers.known(name, type) else {
            // Nobody publishes type 99 any more (RFC 7208 §3.1), so nobody is asked for it.
            if type == .spf { return DNSAnswer(.noError) }
            refuse("it asks for \(type.rawValue) \(SPFGrammar.printable(Array(name.utf8))), which a right evaluation does not need")
            return nil
        }
        if keepsParts, strayQuestion == nil, type != .spf, !answers.wasAsked(name, type) {
            strayQuestion = "\(type.rawValue) \(SPFGrammar.printable(Array(name.utf8)))"
        }
        if type == .ptr { asksForPointers = true }
        if answer.status == .notRecorded { refuse("the answers are not recorded") }
        if answer.isTemporaryFailure { return nil }
        answer.records = answer.records.prefix(Self.maximumRecords).filter { admits($0, type, name) }
        return refusal == nil ? answer : nil
    }

    private func refuse(_ reason: String) {
        if refusal == nil { refusal = reason }
    }

    private func admits(_ record: DNSRecord, _ type: RecordType, _ name: String) -> Bool {
        switch record {
        case .text(let text): admits(text, type, name)
        case .name(let name), .mx(_, let name): DomainName.isWellFormed(name) && Self.isPlain(name)
        case .address(let address): address.isV4 == (type == .a)
        case .other: false
        }
    }

    private func admits(_ text: [UInt8], _ type: RecordType, _ name: String) -> Bool {
        guard SPFGrammar.isRecord(text) else {
            guard text.count <= Self.maximumRecord, let words = try? MacroString(text[...], .explanation) else { return false }
            return !words.hasEscapes
        }
        guard text.count <= Self.maximumRecord else {
            refuse("a record of \(text.count) octets is not given to it")
            return false
        }
        guard let record = try? SPFGrammar.record(text) else {
            refuse("a record that does not fit the grammar is not given to it")
            return false
        }
        let macros = record.macroStrings
        guard !macros.contains(where: \.hasEscapes) else {
            refuse("a record with URL-escaped macros is not given to it")
            return false
        }
        keepsParts = keepsParts || macros.contains(where: \.keepsParts)
        hasZeroPrefix = hasZeroPrefix || record.directives.contains { $0.mechanism.hasZeroPrefix }
        if record.redirect != nil, record.directivesBeforeRedirect < record.directives.count { hasEarlyRedirect = true }
        if type == .spf { usesType99 = usesType99 || answers.known(name, .txt)?.texts.contains(text) != true }
        return true
    }

    static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x21...0x7E).contains($0) } }
}

extension MacroString {
    /// Whether a macro asks for URL escapes.
    fileprivate var hasEscapes: Bool {
        parts.contains { if case .macro(let macro) = $0 { macro.isEscaped } else { false } }
    }

    fileprivate var keepsParts: Bool {
        parts.contains { if case .macro(let macro) = $0 { macro.keep != nil } else { false } }
    }
}

extension SPFRecord {
    fileprivate var macroStrings: [MacroString] {
        let modifiers = [redirect?.target, explanation?.target].compactMap { $0 }
        return modifiers + directives.compactMap(\.mechanism.target)
    }
}

extension SPFRecord.Mechanism {
    fileprivate var hasZeroPrefix: Bool {
        switch self {
        case .ip4(_, let prefix), .ip6(_, let prefix): prefix == 0
        case .a(_, let prefix), .mx(_, let prefix): prefix.v4 == 0 || prefix.v6 == 0
        case .all, .include, .ptr, .exists: false
        }
    }
}
