/// A DMARC Policy Record (RFC 9989 §4.7, §4.8): text to tags.
///
/// Text that is no DMARC record gives nil. A tag that is unknown, historic (`pct`, `rf`, `ri`) or malformed is passed
/// over and its default counts (RFC 9989 §4.8); only a policy that cannot be read has consequences of its own, see
/// `isPolicyReadable`.
struct DMARCRecord: Sendable, Equatable {
    enum Mode: Sendable { case relaxed, strict }
    enum PublicSuffixFlag: Sendable { case yes, no, unknown }

    /// `p`, and what holds for existing and for non-existent subdomains; nil where the tag is missing or not valid.
    private(set) var p: DMARCCheck.Policy?
    private(set) var sp: DMARCCheck.Policy?
    private(set) var np: DMARCCheck.Policy?
    private(set) var dkimMode = Mode.relaxed
    private(set) var spfMode = Mode.relaxed
    private(set) var psd = PublicSuffixFlag.unknown
    /// `t=y`.
    private(set) var testing = false
    /// `rua` names at least one syntactically valid URI.
    private(set) var hasReportURI = false
    /// `sp` or `np` is there with a value that is no policy.
    private var hasInvalidSubdomainPolicy = false

    /// RFC 9989 §4.10.1: without a valid `p`, or with an `sp` or `np` that is not valid, the record counts as `p=none`
    /// where `rua` is valid, and as no reason for DMARC processing where it is not.
    var isPolicyReadable: Bool { p != nil && !hasInvalidSubdomainPolicy }

    /// - Parameter text: the character-strings of one TXT record, joined.
    init?(_ text: [UInt8]) {
        let tags = text.split(separator: 0x3B, omittingEmptySubsequences: false)
        // RFC 9989 §4.7: `v` stands first, and its value is case-sensitive; the ABNF's "v" itself is not.
        guard let first = tags.first, first.first != 0x20, first.first != 0x09, let (name, value) = Self.tag(first),
            name == "v", value.elementsEqual("DMARC1".utf8)
        else { return nil }
        var seen: Set<String> = ["v"]
        for tag in tags.dropFirst() {
            // A tag that comes twice: the first counts, so that nothing appended changes what was said.
            guard let (name, value) = Self.tag(tag), seen.insert(name).inserted else { continue }
            switch name {
            case "p": p = Self.policy(value)
            case "sp":
                sp = Self.policy(value)
                if sp == nil { hasInvalidSubdomainPolicy = true }
            case "np":
                np = Self.policy(value)
                if np == nil { hasInvalidSubdomainPolicy = true }
            case "adkim": dkimMode = Self.word(value) == "s" ? .strict : .relaxed
            case "aspf": spfMode = Self.word(value) == "s" ? .strict : .relaxed
            case "psd":
                switch Self.word(value) {
                case "y": psd = .yes
                case "n": psd = .no
                default: break
                }
            case "t": testing = Self.word(value) == "y"
            case "rua": hasReportURI = value.split(separator: 0x2C).contains(where: Self.isURI)
            default: break
            }
        }
    }

    /// Name in lower case, value without white space around it; nil where the tag is malformed.
    private static func tag(_ text: ArraySlice<UInt8>) -> (name: String, value: ArraySlice<UInt8>)? {
        guard let equals = text.firstIndex(of: 0x3D) else { return nil }
        let name = trimmed(text[..<equals])
        let value = trimmed(text[(equals + 1)...])
        // dmarc-tag = 1*ALPHA equals 1*dmarc-value; no known name is longer than five letters.
        guard (1...16).contains(name.count), name.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }), !value.isEmpty,
            value.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        return (String(decoding: name, as: UTF8.self).lowercased(), value)
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while let byte = text.first, byte == 0x20 || byte == 0x09 { text.removeFirst() }
        while let byte = text.last, byte == 0x20 || byte == 0x09 { text.removeLast() }
        return text
    }

    /// ABNF strings are case-insensitive (RFC 5234 §2.3).
    private static func word(_ value: ArraySlice<UInt8>) -> String? {
        value.count <= 16 ? String(decoding: value, as: UTF8.self).lowercased() : nil
    }

    private static func policy(_ value: ArraySlice<UInt8>) -> DMARCCheck.Policy? {
        word(value).flatMap(DMARCCheck.Policy.init)
    }

    /// RFC 3986 §3 as far as it matters here: a scheme, a colon, and something without characters that no URI has.
    private static func isURI(_ text: ArraySlice<UInt8>) -> Bool {
        let text = trimmed(text)
        guard let colon = text.firstIndex(of: 0x3A), colon > text.startIndex, colon + 1 < text.endIndex,
            (0x61...0x7A).contains(text[text.startIndex] | 0x20)
        else { return false }
        let isSchemeByte = { (byte: UInt8) in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
        }
        let never = Array(" <>\"{}|\\^`".utf8)
        return text[..<colon].allSatisfy(isSchemeByte) && !text[colon...].contains(where: never.contains)
    }
}
