/// What a Received field says of TLS. Each mailer has a wording of its own:
///
///     (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …)      Postfix, MessageLabs, Stalwart
///     (version=TLS1_2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128/128)         Sendmail, Gmail, Exchange, Haraka
///     (TLSv1.2:ECDHE-RSA-AES128-GCM-SHA256:128), (TLS1.3) tls TLS_AES_…        Exim, OpenSMTPD, MDaemon
///     (TLS: TLSv1.3,256bits,TLS_AES_256_GCM_SHA384)                            Courier
///     (AES256-SHA encrypted)                                                   patches for qmail, qpsmtpd
///
/// A wording that is none of these says nothing: nothing is guessed.

import Domains

struct ReceivedTLS: Sendable {
    private(set) var isUsed = false
    private(set) var version: String?
    private(set) var cipher: String?
    private(set) var bits: Int?
    /// The comment is `version=… cipher=…`, where a cipher `none` means that there was no TLS.
    private var isOfPairs = false

    init(_ clauses: ReceivedClauses) {
        for item in clauses.items where item.isComment && item.range.count >= 3 {
            // The first that tells is the connection's: proxies add theirs behind it.
            if version != nil && cipher != nil { break }
            take(clauses.octets[item.range].trimmed)
        }
        if let word = clauses.word(.tls) {
            isUsed = true
            cipher = cipher ?? Self.name(word)
        }
        readProtocol(clauses)
    }

    // MARK: Wordings

    private init() {}

    private mutating func take(_ comment: Octets) {
        // How one server words it is the same in each of its fields; other comments name clients, and are read sooner than
        // they are looked up.
        let isWording = comment.hasPrefix("using ") || comment.hasPrefix("version=") || comment.hasPrefix("tls")
        if isWording, comment.span.isASCII {
            add(Self.known.value(for: String(decoding: comment, as: UTF8.self), Self.told))
        } else {
            read(comment)
        }
        guard isOfPairs else { return }
        isOfPairs = false
        if let cipher, cipher.lowercased() == "none" {
            self.cipher = nil
            isUsed = version != nil
        }
    }

    private static let known = BoundedCache<ReceivedTLS>()

    private static func told(_ comment: String) -> ReceivedTLS {
        var told = ReceivedTLS()
        told.read(Array(comment.utf8)[...])
        return told
    }

    /// What comes first counts.
    private mutating func add(_ told: ReceivedTLS) {
        isUsed = isUsed || told.isUsed
        version = version ?? told.version
        cipher = cipher ?? told.cipher
        bits = bits ?? told.bits
        isOfPairs = told.isOfPairs
    }

    private mutating func read(_ comment: Octets) {
        switch comment.first?.lowered {
        case 0x75: if let rest = comment.after("using ") { return readUsing(rest) }
        case 0x73: if let rest = comment.after("ssl:") { return readList(rest) }
        case 0x74: if let rest = comment.after("tls:") { return readList(rest) }
        case 0x61:
            if comment.hasPrefix("auth"), let tail = comment.cut(at: "ssl: ")?.after ?? comment.cut(at: "tls: ")?.after {
                return readList(tail)
            }
        default: break
        }
        if comment.contains(0x3D),
            comment.contains("cipher=") || comment.contains("version=tls") || comment.contains("version=ssl")
        {
            return readPairs(comment)
        }
        if let rest = comment.after("cipher ") { return readColons(rest.trimmed) }
        if comment.contains(0x20), let (suite, _) = comment.cut(at: " encrypted") {
            isUsed = true
            if let name = Self.name(suite.trimmed), CipherSuite(name) != nil { cipher = cipher ?? name }
            return
        }
        if comment.hasPrefix("google transport security") || comment.equals("ssl") || comment.equals("tls") {
            isUsed = true
            return
        }
        readColons(comment)
    }

    /// `TLSv1.3 with cipher X (256/256 bits)`.
    private mutating func readUsing(_ text: Octets) {
        let words = text.words(limit: 8)
        guard let first = words.first, let version = Self.version(first) else { return }
        isUsed = true
        self.version = self.version ?? version
        guard words.count > 3, words[2].equals("cipher"), let cipher = Self.name(words[3]) else { return }
        self.cipher = self.cipher ?? cipher
        if words.count > 4 { bits = bits ?? Self.bits(words[4]) }
    }

    /// `TLSv1.2,256bits,ECDHE-RSA-AES256-GCM-SHA384`.
    private mutating func readList(_ text: Octets) {
        isUsed = true
        for part in text.split(separator: 0x2C, maxSplits: 5).map(\.trimmed) {
            if let version = Self.version(part) {
                self.version = self.version ?? version
            } else if part.hasSuffix("bits") {
                bits = bits ?? part.leadingNumber
            } else if let name = Self.name(part), CipherSuite(name) != nil {
                cipher = cipher ?? name
            }
        }
    }

    /// `version=… cipher=… bits=…`, in any order, with spaces, commas or semicolons between.
    private mutating func readPairs(_ text: Octets) {
        isUsed = true
        isOfPairs = true
        let isSeparator = { (byte: UInt8) in
            byte.isBlank || byte == 0x2C || byte == 0x3B || byte == 0x28 || byte == 0x29
        }
        for pair in text.split(maxSplits: 32, whereSeparator: isSeparator).prefix(32) {
            if let value = pair.after("version=") {
                version = version ?? Self.version(value)
            } else if let value = pair.after("cipher=") {
                cipher = cipher ?? Self.name(value)
            } else if let value = pair.after("bits=") {
                bits = bits ?? Self.bits(value)
            }
        }
    }

    /// `TLS1.2:ECDHE_RSA_AES_256_GCM_SHA384:256`, `TLS1.3`, `TLS1.3 TLS_AES_128_GCM_SHA256`, `TLS-1.0:RSA_ARCFOUR_MD5:16`,
    /// `UNKNOWN:AES256-SHA:256`.
    private mutating func readColons(_ text: Octets) {
        let head = text.upTo { $0.isBlank || $0 == 0x2C }
        // Nothing else begins a version, or has a suite's underscores.
        guard head.hasPrefix("tls") || head.hasPrefix("ssl") || head.hasPrefix("unknown") else {
            return head.contains(0x5F) ? readSuite(text, head) : ()
        }
        let parts = head.split(separator: 0x3A, maxSplits: 4)
        guard let first = parts.first else { return }
        let version = Self.version(first)
        let isUnknown = first.equals("unknown") && parts.count >= 3
        guard version != nil || isUnknown else { return readSuite(text, head) }
        isUsed = true
        self.version = self.version ?? version
        if parts.count == 1, let name = text.words(limit: 2).dropFirst().first.flatMap(Self.name), CipherSuite(name) != nil {
            cipher = cipher ?? name
        }
        guard parts.count > 1, let name = Self.name(parts[1]), CipherSuite(name) != nil else { return }
        cipher = cipher ?? name
        guard parts.count > 2, let number = parts[2].leadingNumber else { return }
        // Exim 4 with an early GnuTLS gives the key's octets for its bits.
        let isOctets = first.hasPrefix("tls-") && number <= 32
        bits = bits ?? (isOctets ? number * 8 : number)
    }

    /// `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (TLS1.2)`, or the suite alone.
    private mutating func readSuite(_ text: Octets, _ head: Octets) {
        guard head.contains("_with_") || head.hasPrefix("tls_aes_") || head.hasPrefix("tls_chacha20_"),
            let name = Self.name(head), CipherSuite(name) != nil
        else { return }
        isUsed = true
        cipher = cipher ?? name
        for word in text.words(limit: 4).dropFirst() {
            version = version ?? Self.version(word.trimming { $0 == 0x28 || $0 == 0x29 })
        }
    }

    /// The S of RFC 3848's protocol names, and `ESMTP/TLS/AES256-SHA` as Cisco writes it.
    private mutating func readProtocol(_ clauses: ReceivedClauses) {
        if clauses.hasProtocol(among: 4, where: { $0.isEncrypted }) { isUsed = true }
        let words = clauses.words(.with)
        if words.count > 2, let first = words.first, words[words.startIndex + 1].equals("encrypted"), let name = Self.name(first),
            CipherSuite(name) != nil
        {
            isUsed = true
            cipher = cipher ?? name
        }
        for word in words.prefix(4) {
            guard word.contains(0x2F) else { continue }
            let parts = word.split(separator: 0x2F, maxSplits: 3)
            guard parts.count >= 2, parts[1].equals("tls") || parts[1].equals("ssl") else { continue }
            isUsed = true
            if parts.count > 2, let name = Self.name(parts[2]), CipherSuite(name) != nil { cipher = cipher ?? name }
        }
    }

    // MARK: Values

    /// `TLS1_2`, `TLS1.2`, `TLS-1.0`, `TLSv1/SSLv3` in the spelling of the RFCs; nil for what is no version.
    static func version(_ text: Octets) -> String? {
        let text = text.trimming { $0 == 0x2C || $0 == 0x28 || $0 == 0x29 || $0 == 0x3B }
        let isTLS = text.hasPrefix("tls")
        guard text.count <= 16, isTLS || text.hasPrefix("ssl") else { return nil }
        var rest = text.dropFirst(3).drop { $0 == 0x2D || $0 == 0x5F || $0 == 0x20 || $0.lowered == 0x76 }
        let digits = rest.prefix { $0.isDigit || $0 == 0x2E || $0 == 0x5F }
        rest = rest.dropFirst(digits.count)
        guard let first = digits.first, first.isDigit, digits.count <= 3, let last = digits.last, last.isDigit else {
            return nil
        }
        guard rest.isEmpty || rest.first == 0x2F else { return nil }
        let number = String(decoding: digits.map { $0 == 0x5F ? 0x2E : $0 }, as: UTF8.self)
        // OpenSSL's name for what both versions have: which of them it was is not known.
        let tail = rest.isEmpty ? "" : rest.text
        return (isTLS ? "TLSv" : "SSLv") + number + tail
    }

    /// The name of a cipher suite: letters, digits, hyphens and underscores.
    private static func name(_ text: Octets) -> String? {
        let text = text.trimming { $0 == 0x2C || $0 == 0x3B }
        guard (3...80).contains(text.count),
            text.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        return text.text
    }

    /// `256/256`, `(256/256`, `256`: the bits in use.
    private static func bits(_ text: Octets) -> Int? {
        let number = text.drop { $0 == 0x28 }.leadingNumber
        return number.flatMap { (1...4096).contains($0) || $0 == 0 ? $0 : nil }
    }
}

/// The name of a protocol in a `with` clause (RFC 3848, RFC 5451's registry "Mail Transmission Types").
struct MailProtocol {
    let isEncrypted: Bool
    let isAuthenticated: Bool
    /// Whether its names tell TLS by an S: where none stands, there was none.
    let isSMTP: Bool

    /// nil for what is no name of a protocol.
    init?(_ word: Octets) {
        let slash = word.firstIndex(of: 0x2F) ?? word.endIndex
        var name = word[..<slash]
        guard (3...12).contains(name.count) else { return nil }
        if let rest = name.after("utf8") { name = rest }
        switch name.first?.lowered {
        case 0x61:
            // Exim 3's own name for `esmtpa`.
            guard name.equals("asmtp") else { return nil }
            (isEncrypted, isAuthenticated, isSMTP) = (false, true, true)
        case 0x65, 0x73, 0x6C:
            guard let tail = name.after("esmtp") ?? name.after("smtp") ?? name.after("lmtp"), Self.isTail(tail) else { return nil }
            isSMTP = true
            isEncrypted = tail.first?.lowered == 0x73
            isAuthenticated = tail.last?.lowered == 0x61
        case 0x68:
            guard let tail = name.after("http"), tail.allSatisfy({ $0.isLetter || $0.isDigit }) else { return nil }
            isEncrypted = tail.first?.lowered == 0x73
            guard !isEncrypted || Self.isTail(tail.dropFirst()) else { return nil }
            (isSMTP, isAuthenticated) = (false, false)
        default: return nil
        }
    }

    /// What RFC 3848 puts behind a name.
    private static func isTail(_ tail: Octets) -> Bool {
        tail.isEmpty || tail.equals("s") || tail.equals("a") || tail.equals("sa")
    }
}
