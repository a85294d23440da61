import DNS

/// The grammar of RFC 7208 §12, read strictly and octet by octet: what it does not allow is a `SPFSyntaxError`,
/// and one such error anywhere makes the whole record a permerror (§4.6).
enum SPFGrammar {
    private static let version = Array("v=spf1".utf8)

    /// RFC 7208 §4.5: "v=spf1" in any case, and then a space or the end.
    static func isRecord(_ text: [UInt8]) -> Bool {
        guard text.count >= version.count else { return false }
        for (octet, wanted) in zip(text, version) where lower(octet) != wanted { return false }
        return text.count == version.count || text[version.count] == 0x20
    }

    /// - Parameter text: a record for which `isRecord` holds.
    static func record(_ text: [UInt8]) throws(SPFSyntaxError) -> SPFRecord {
        var record = SPFRecord()
        for term in text.dropFirst(version.count).split(separator: 0x20) {
            do {
                try read(term, into: &record)
            } catch {
                throw SPFSyntaxError(error.problem, term: printable(term))
            }
        }
        return record
    }

    private static func read(_ term: ArraySlice<UInt8>, into record: inout SPFRecord) throws(SPFSyntaxError) {
        // RFC 7208 §12: name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ); with "=" after it a modifier.
        let end = term.firstIndex { !isNameOctet($0) } ?? term.endIndex
        guard end < term.endIndex, term[end] == UInt8(ascii: "="), let first = term.first, isAlpha(first) else {
            record.directives.append(try directive(term))
            return
        }
        let value = term[(end + 1)...]
        switch lower(term[..<end]) {
        case "redirect":
            // RFC 7208 §6: each of the two at most once.
            guard record.redirect == nil else { throw SPFSyntaxError("a second redirect") }
            record.redirect = SPFRecord.Modifier(target: try domainSpec(value), text: printable(term))
            record.directivesBeforeRedirect = record.directives.count
        case "exp":
            guard record.explanation == nil else { throw SPFSyntaxError("a second exp") }
            record.explanation = SPFRecord.Modifier(target: try domainSpec(value), text: printable(term))
        default:
            // RFC 7208 §6: unknown modifiers are ignored, but their syntax counts; any macro letter fits it.
            _ = try MacroString(value, .explanation)
        }
    }

    // MARK: Directives

    private static let qualifiers: [UInt8: SPFResult] = [
        UInt8(ascii: "+"): .pass, UInt8(ascii: "-"): .fail, UInt8(ascii: "~"): .softfail, UInt8(ascii: "?"): .neutral,
    ]

    private static func directive(_ term: ArraySlice<UInt8>) throws(SPFSyntaxError) -> SPFRecord.Directive {
        var rest = term
        var qualifier = SPFResult.pass
        if let first = rest.first, let written = qualifiers[first] {
            qualifier = written
            rest = rest.dropFirst()
        }
        let end = rest.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") } ?? rest.endIndex
        let mechanism = try mechanism(lower(rest[..<end]), rest[end...])
        return SPFRecord.Directive(qualifier: qualifier, mechanism: mechanism, text: printable(term))
    }

    /// - Parameter rest: what follows the name, with its ":" or "/".
    private static func mechanism(
        _ name: String, _ rest: ArraySlice<UInt8>
    ) throws(SPFSyntaxError) -> SPFRecord.Mechanism {
        switch name {
        case "all":
            guard rest.isEmpty else { throw SPFSyntaxError("\"all\" takes no argument") }
            return .all
        case "include": return .include(try domainSpec(argument(rest)))
        case "exists": return .exists(try domainSpec(argument(rest)))
        case "ptr": return .ptr(rest.isEmpty ? nil : try domainSpec(argument(rest)))
        case "a":
            let (target, prefix) = try target(rest)
            return .a(target, prefix)
        case "mx":
            let (target, prefix) = try target(rest)
            return .mx(target, prefix)
        case "ip4":
            let (address, prefix) = try network(argument(rest), maximum: 32)
            guard address.isV4 else { throw SPFSyntaxError("no IPv4 address") }
            return .ip4(address, prefix: prefix)
        case "ip6":
            let (address, prefix) = try network(argument(rest), maximum: 128)
            guard !address.isV4 else { throw SPFSyntaxError("no IPv6 address") }
            return .ip6(address, prefix: prefix)
        default: throw SPFSyntaxError("an unknown mechanism")
        }
    }

    private static func argument(_ rest: ArraySlice<UInt8>) throws(SPFSyntaxError) -> ArraySlice<UInt8> {
        guard rest.first == UInt8(ascii: ":"), rest.count > 1 else { throw SPFSyntaxError("an argument is missing") }
        return rest.dropFirst()
    }

    private static func network(
        _ text: ArraySlice<UInt8>, maximum: Int
    ) throws(SPFSyntaxError) -> (IPAddress, prefix: Int) {
        let slash = text.firstIndex(of: UInt8(ascii: "/")) ?? text.endIndex
        guard let address = IPAddress(utf8: text[..<slash]) else { throw SPFSyntaxError("no IP address") }
        guard slash < text.endIndex else { return (address, maximum) }
        return (address, try prefix(text[(slash + 1)...], maximum: maximum))
    }

    /// `[":" domain-spec] [dual-cidr-length]`. A slash is allowed in a domain-spec, but not in what ends it, so the
    /// lengths are what stands at the very end.
    private static func target(
        _ rest: ArraySlice<UInt8>
    ) throws(SPFSyntaxError) -> (MacroString?, SPFRecord.DualPrefix) {
        var text = rest
        var prefixes = SPFRecord.DualPrefix()
        if let (before, digits) = slashAndDigits(text), before.last == UInt8(ascii: "/") {
            prefixes.v6 = try prefix(digits, maximum: 128)
            text = before.dropLast()
        }
        if let (before, digits) = slashAndDigits(text) {
            prefixes.v4 = try prefix(digits, maximum: 32)
            text = before
        }
        return (text.isEmpty ? nil : try domainSpec(argument(text)), prefixes)
    }

    /// Splits `x/12` into `x` and `12`.
    private static func slashAndDigits(_ text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        guard let last = text.lastIndex(where: { !isDigit($0) }), text[last] == UInt8(ascii: "/") else { return nil }
        let digits = text[(last + 1)...]
        return digits.isEmpty ? nil : (text[..<last], digits)
    }

    /// RFC 7208 §5.6: no leading zeros, at most 32 or 128.
    private static func prefix(_ digits: ArraySlice<UInt8>, maximum: Int) throws(SPFSyntaxError) -> Int {
        guard (1...3).contains(digits.count), digits.allSatisfy(isDigit), digits.count == 1 || digits.first != 0x30 else {
            throw SPFSyntaxError("no prefix length")
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard value <= maximum else { throw SPFSyntaxError("a prefix length above \(maximum)") }
        return value
    }

    // MARK: Domain names

    /// `domain-spec = macro-string domain-end`, `domain-end = ( "." toplabel [ "." ] ) / macro-expand`.
    private static func domainSpec(_ text: ArraySlice<UInt8>) throws(SPFSyntaxError) -> MacroString {
        guard !text.isEmpty else { throw SPFSyntaxError("a domain is missing") }
        let target = try MacroString(text, .record)
        if endsInMacro(text) { return target }
        var name = text
        if name.last == UInt8(ascii: ".") { name = name.dropLast() }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), isTopLabel(name[(dot + 1)...]) else {
            throw SPFSyntaxError("the domain does not end in a top-level label")
        }
        return target
    }

    /// Whether the last thing in a well-formed macro-string is a macro-expand.
    private static func endsInMacro(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex
        var ends = false
        while index < text.endIndex {
            ends = text[index] == UInt8(ascii: "%")
            guard ends, index + 1 < text.endIndex else {
                index += 1
                continue
            }
            if text[index + 1] == UInt8(ascii: "{") {
                index = (text[index...].firstIndex(of: UInt8(ascii: "}")) ?? index + 1) + 1
            } else {
                index += 2
            }
        }
        return ends
    }

    /// `toplabel`: letters, digits and inner hyphens, but not digits alone.
    static func isTopLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last, isAlpha(first) || isDigit(first),
            isAlpha(last) || isDigit(last)
        else { return false }
        return label.allSatisfy { isAlpha($0) || isDigit($0) || $0 == UInt8(ascii: "-") } && !label.allSatisfy(isDigit)
    }

    // MARK: Octets

    private static func isAlpha(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) }

    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        isAlpha(octet) || isDigit(octet) || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
            || octet == UInt8(ascii: ".")
    }

    private static func lower(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet | 0x20 : octet }

    private static func lower(_ text: ArraySlice<UInt8>) -> String {
        String(decoding: text.prefix(64).map(lower), as: UTF8.self)
    }

    /// A term as a report shows it.
    static func printable(_ text: some Collection<UInt8>) -> String {
        let shown = String(decoding: Array(text.prefix(256)), as: UTF8.self)
        return text.count > 256 ? shown + "…" : shown
    }
}
