import DNS

/// Names and explanations that a record spells with macros (RFC 7208 §6.2, §7).
extension SPFEvaluation {
    /// The name that a `domain-spec` expands to; nil where it is none, and then nothing is asked.
    mutating func name(_ target: MacroString, _ domain: String) throws(SPFStop) -> String? {
        let hadPointers = pointers != nil
        let octets = try expanded(target, domain)
        // RFC 7208 §4.6.4: the PTR query of %{p} counts.
        if !hadPointers, pointers != nil { try charge("%{p}", nil) }
        return octets.flatMap(Self.shortened)
    }

    mutating func name(_ target: MacroString?, orElse domain: String) throws(SPFStop) -> String? {
        guard let target else { return domain }
        return try name(target, domain)
    }

    private mutating func expanded(_ text: MacroString, _ domain: String) throws(SPFStop) -> [UInt8]? {
        try MacroExpansion(sender: sender, domain: domain).octets(text) { () throws(SPFStop) in
            knownPointers().name(for: domain)
        }
    }

    /// RFC 7208 §7.3: labels are taken off the left of a name of more than 253 octets.
    private static func shortened(_ name: [UInt8]) -> String? {
        var octets = Array(DomainName.normalized(String(decoding: name, as: UTF8.self)).utf8)[...]
        while octets.count > DomainName.maximumLength {
            guard let dot = octets.firstIndex(of: UInt8(ascii: ".")) else { return nil }
            octets = octets[(dot + 1)...]
        }
        let name = String(decoding: octets, as: UTF8.self)
        return DomainName.isWellFormed(name) ? name : nil
    }

    /// RFC 7208 §6.2: the owner's words for a fail; whatever goes wrong, there are none, and the result stays.
    mutating func explanation(_ modifier: SPFRecord.Modifier, domain: String) -> String? {
        guard let target = (try? expanded(modifier.target, domain)).flatMap({ $0 }).flatMap(Self.shortened) else {
            return nil
        }
        let answer = resolver.resolve(target, .txt)
        let texts = answer.texts
        guard answer.status == .noError, texts.count == 1, let text = texts.first, !text.isEmpty,
            let parsed = try? MacroString(text[...], .explanation), let octets = try? expanded(parsed, domain)
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }
}
