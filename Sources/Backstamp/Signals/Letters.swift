/// Which kinds of octets a text holds.
struct Letters: OptionSet {
    let rawValue: UInt16

    static let small = Letters(rawValue: 1)
    static let digit = Letters(rawValue: 2)
    static let at = Letters(rawValue: 4)
    static let hash = Letters(rawValue: 8)
    static let underscore = Letters(rawValue: 16)
    static let mark = Letters(rawValue: 32)
    static let sign = Letters(rawValue: 64)
    static let doubtful = Letters(rawValue: 128)
    static let beyondASCII = Letters(rawValue: 256)
    /// Of ASCII.
    static let visible = Letters(rawValue: 512)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ text: String) {
        let octets = text.utf8.span
        let kinds = Self.kinds.span
        var found: UInt16 = 0
        for index in octets.indices { found |= kinds[Int(octets[index])] }
        rawValue = found
    }

    /// By octet.
    private static let kinds: [UInt16] = (0...255).map { (octet: UInt8) in
        var kinds: Letters = []
        switch octet {
        case 0x61...0x7A: kinds = .small
        case 0x30...0x39: kinds = .digit
        case 0x80...: kinds = .beyondASCII
        default: break
        }
        if (0x21...0x7E).contains(octet) { kinds.insert(.visible) }
        if octet == 0x40 { kinds.insert(.at) }
        if octet == 0x23 { kinds.insert(.hash) }
        if octet == 0x5F { kinds.insert(.underscore) }
        if "!?$".utf8.contains(octet) { kinds.insert(.mark) }
        if PunctuatedName.signs.contains(octet) || octet == 0x22 || octet == 0x2D { kinds.insert(.sign) }
        if "IO0".utf8.contains(octet) { kinds.insert(.doubtful) }
        return kinds.rawValue
    }
}
