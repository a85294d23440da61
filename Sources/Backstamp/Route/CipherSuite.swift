/// What the name of a TLS cipher suite stands for: key exchange and cipher. The registered ones are a table
/// (`CipherSuiteData`); a name that is not in it is read by its words, since mailers print names of their own. IANA's names
/// (`TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`), OpenSSL's (`ECDHE-RSA-AES128-GCM-SHA256`) and GnuTLS's
/// (`ECDHE_RSA_AES_128_GCM_SHA256`, `ECDHE_SECP256R1__RSA_SHA256__AES_128_GCM`) are made of the same words.

import Domains

struct CipherSuite: Hashable, Sendable {
    enum KeyExchange: Sendable { case ephemeral, fixed, anonymous, unnamed }
    enum Cipher: Hashable, Sendable { case null, export, rc4, rc2, des, tripleDES, idea, seed, cbc, aead, gost }

    let keyExchange: KeyExchange
    let cipher: Cipher
    /// The cipher's own, where the name tells.
    let bits: Int?
    /// A suite of TLS 1.3 names no key exchange, because there is only an ephemeral one (RFC 8446 §B.4).
    let isTLS13: Bool

    /// nil for what is not the name of a suite.
    init?(_ name: String) {
        guard name.utf8.count <= 80, let suite = Self.known.value(for: name, Self.read) else { return nil }
        self = suite
    }

    /// Mail servers use a dozen suites, so each is read once.
    private static let known = BoundedCache<CipherSuite?>(limit: 2000)

    private static func read(_ name: String) -> CipherSuite? { registered[key(name)] ?? CipherSuite(words: name) }

    private init(keyExchange: KeyExchange, cipher: Cipher, bits: Int, isTLS13: Bool) {
        self.keyExchange = keyExchange
        self.cipher = cipher
        self.bits = bits
        self.isTLS13 = isTLS13
    }

    // MARK: The registry

    /// By each name of a suite, reduced to what all programs spell alike.
    private static let registered: [String: CipherSuite] = {
        var suites: [String: CipherSuite] = [:]
        for line in data.utf8.split(separator: 0x0A) {
            let parts = line.split(separator: 0x7C, omittingEmptySubsequences: false).map { String(Substring($0)) }
            guard parts.count == 5, let cipher = ciphers[parts[3]], let bits = Int(parts[4]), let exchange = exchanges[parts[2]]
            else { continue }
            let suite = CipherSuite(
                keyExchange: exchange, cipher: cipher, bits: bits, isTLS13: parts[2] == "tls13")
            suites[key(parts[0])] = suite
            for name in parts[1].utf8.split(separator: 0x2C) { suites[key(String(Substring(name)))] = suite }
        }
        return suites
    }()

    private static let exchanges: [String: KeyExchange] = [
        "ephemeral": .ephemeral, "tls13": .ephemeral, "fixed": .fixed, "anonymous": .anonymous,
    ]

    private static let ciphers: [String: Cipher] = [
        "null": .null, "export": .export, "rc4": .rc4, "des": .des, "3des": .tripleDES, "idea": .idea, "seed": .seed,
        "cbc": .cbc, "aead": .aead, "gost": .gost,
    ]

    /// Without `TLS_` and `WITH_`, in upper case, with underscores; GnuTLS's SHA1 and ARCFOUR as IANA's SHA and RC4.
    private static func key(_ name: String) -> String {
        var words = name.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }
            .split { $0 == 0x2D || $0 == 0x5F }.map { String(decoding: $0, as: UTF8.self) }
        // A suite of TLS 1.3 keeps its prefix: `AES_256_GCM_SHA384` alone may be any.
        if let with = words.firstIndex(of: "WITH") {
            words.remove(at: with)
            if words.first == "TLS" || words.first == "SSL" { words.removeFirst() }
        } else if words.first == "TLS", words.count > 1, keyExchanges.contains(words[1]) || words[1] == "DH" {
            words.removeFirst()
        }
        return words.map { $0 == "SHA1" ? "SHA" : $0 == "ARCFOUR" ? "RC4" : $0 }.joined(separator: "_")
    }

    // MARK: By words

    private init?(words name: String) {
        let upper = name.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }
        let parts = upper.split { $0 == 0x2D || $0 == 0x5F }.map { String(decoding: $0, as: UTF8.self) }
        guard (1...16).contains(parts.count) else { return nil }
        let words = Set(parts)
        guard let (cipher, bits) = Self.cipher(words, parts) else { return nil }
        self.cipher = cipher
        self.bits = bits
        let hasKeyExchange = !words.isDisjoint(with: Self.keyExchanges)
        isTLS13 =
            cipher == .aead && !hasKeyExchange && ["TLS", "TLS13", "AEAD"].contains(parts[0])
            && !words.contains("WITH")
        keyExchange = Self.keyExchange(words, parts, isTLS13: isTLS13)
    }

    private static let keyExchanges: Set<String> = [
        "RSA", "DHE", "EDH", "ECDHE", "EECDH", "ADH", "AECDH", "ANON", "PSK", "KRB5", "SRP", "DH", "ECDH", "ECCPWD",
        "GOST", "GOSTR341001", "GOSTR341012",
    ]

    private static func keyExchange(_ words: Set<String>, _ parts: [String], isTLS13: Bool) -> KeyExchange {
        if isTLS13 { return .ephemeral }
        if words.contains("ADH") || words.contains("AECDH") || words.contains("ANON") || words.contains("ANONYMOUS") {
            return .anonymous
        }
        if words.contains("DHE") || words.contains("EDH") || words.contains("ECDHE") || words.contains("EECDH") {
            return .ephemeral
        }
        // OpenSSL leaves out plain RSA: `AES256-SHA`, `RC4-SHA`. A cipher without a hash (`AES-256-GCM`) is no whole suite.
        let isWhole = !words.isDisjoint(with: keyExchanges) || (parts.last.map { isHash($0) } ?? false)
        return isWhole ? .fixed : .unnamed
    }

    private static func cipher(_ words: Set<String>, _ parts: [String]) -> (Cipher, Int?)? {
        if words.contains("NULL") { return (.null, 0) }
        if words.contains(where: { $0.hasPrefix("EXP") }) { return (.export, 40) }
        if words.contains("RC4") || words.contains("ARCFOUR") { return (.rc4, words.contains("40") ? 40 : 128) }
        if words.contains("RC2") || words.contains("DES40") || words.contains("DES40CBC") { return (.rc2, 40) }
        if words.contains("3DES") || words.contains("CBC3") { return (.tripleDES, 112) }
        if words.contains("DES") { return (.des, 56) }
        if words.contains("IDEA") { return (.idea, 128) }
        if words.contains("SEED") { return (.seed, 128) }
        if words.contains(where: { $0.hasPrefix("CHACHA20") }) { return (.aead, 256) }
        if words.contains(where: { $0.hasPrefix("GOST") || $0 == "KUZNYECHIK" || $0 == "MAGMA" }) {
            return (.gost, 256)
        }
        // OpenSSL's `EDH-DSS-CBC-SHA`: single DES, whose name it lost.
        if words.contains("CBC"), !words.contains(where: { isBlockCipher($0) }) { return (.des, 56) }
        guard let start = parts.firstIndex(where: { isBlockCipher($0) }) else { return nil }
        let isAEAD = words.contains { $0 == "GCM" || $0.hasPrefix("CCM") || $0 == "MGM" }
        // The bits stand in the word (`AES256`) or in the one behind it (`AES_256`).
        let own = Int(parts[start].drop { !$0.isNumber })
        let next = start + 1 < parts.count ? Int(parts[start + 1]) : nil
        let size = [own, next].compactMap { $0 }.first { $0 == 128 || $0 == 192 || $0 == 256 }
        return (isAEAD ? .aead : .cbc, size)
    }

    private static func isHash(_ word: String) -> Bool {
        word.hasPrefix("SHA") || word.hasPrefix("MD5") || word.hasPrefix("CCM") || word == "IMIT"
    }

    private static func isBlockCipher(_ word: String) -> Bool {
        ["AES", "CAMELLIA", "ARIA", "SM4", "AEGIS"].contains { word.hasPrefix($0) } && word.utf8.count <= 12
    }
}
