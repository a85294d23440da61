import Domains

/// The tags of a signature field, each read by its paragraph of RFC 6376 §3.5. DKIM-Signature, ARC-Message-Signature
/// and ARC-Seal share them (RFC 8617 §4.1.2, §4.1.3); which of them must be there is the caller's rule.
///
/// A reader throws the failure that the verifier reports: the whole signature is void then (RFC 6376 §6.1.1).
extension TagList {
    /// The value of a tag that must be there and not be empty.
    package func required(_ name: String) throws(DKIMFailure) -> ArraySlice<UInt8> {
        guard let value = self[name] else { throw .syntax("\(name)= is missing") }
        guard !value.isEmpty else { throw .syntax("\(name)= is empty") }
        return value
    }

    private func requiredText(_ name: String) throws(DKIMFailure) -> String {
        String(decoding: try required(name), as: UTF8.self)
    }

    /// Values are case-sensitive (§3.2).
    package func algorithm() throws(DKIMFailure) -> SignatureAlgorithm {
        let text = try requiredText("a")
        guard let algorithm = SignatureAlgorithm(rawValue: text) else {
            throw DKIMFailure(.permerror, .unknownAlgorithm, "algorithm unknown")
        }
        return algorithm
    }

    /// `c=`: header and body; both are simple where nothing is said.
    package func canonicalization() throws(DKIMFailure) -> (header: Canonicalization, body: Canonicalization) {
        guard let value = self["c"] else { return (.simple, .simple) }
        let slash = value.firstIndex(of: 0x2F) ?? value.endIndex
        guard let header = Canonicalization(value[..<slash]),
            let body = slash < value.endIndex ? Canonicalization(value[(slash + 1)...]) : .simple
        else { throw DKIMFailure(.permerror, .unknownCanonicalization, "canonicalization unknown") }
        return (header, body)
    }

    /// `d=`, lower case.
    package func domain() throws(DKIMFailure) -> String {
        let value = try required("d")
        guard let domain = Self.domain(value, labels: 2) else { throw .syntax("d= is no domain name") }
        return domain.lowercased()
    }

    /// `s=` as written; the DNS does not mind its case.
    package func selector() throws(DKIMFailure) -> String {
        let value = try required("s")
        guard let selector = Self.domain(value, labels: 1) else { throw .syntax("s= is no selector") }
        return selector
    }

    /// `b=` and `bh=`.
    package func base64(_ name: String) throws(DKIMFailure) -> [UInt8] {
        guard let octets = Base64.decode(try required(name)), !octets.isEmpty else {
            throw .syntax("\(name)= is not base64")
        }
        return octets
    }

    /// `h=` in lower case. An empty item between two colons names no field.
    package func signedHeaders() throws(DKIMFailure) -> [String] {
        guard let items = itemRanges("h") else { throw .syntax("h= is missing") }
        var names: [String] = []
        names.reserveCapacity(items.count)
        for item in items where !item.isEmpty {
            guard let name = lowercased(item) else { throw .syntax("h= names no header field") }
            names.append(name)
        }
        return names
    }

    /// `t=`, `x=` and `l=`: decimal digits. A number too large for `Int` is the largest.
    package func number(_ name: String, digits: Int) throws(DKIMFailure) -> Int? {
        guard let value = self[name] else { return nil }
        guard !value.isEmpty, value.count <= digits, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .syntax("\(name)= is no number")
        }
        var number = 0
        for digit in value {
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit) - 0x30)
            guard !overflow, !carry else { return .max }
            number = sum
        }
        return number
    }

    /// `i=`: the AUID with its domain in lower case; `domain` is what stands after the @.
    package func identity() throws(DKIMFailure) -> (text: String, domain: String)? {
        guard let value = self["i"] else { return nil }
        guard let decoded = Self.quotedPrintable(value), let at = decoded.lastIndex(of: 0x40),
            let domain = Self.domain(decoded[(at + 1)...], labels: 2)?.lowercased()
        else { throw .syntax("i= is no identity") }
        return (String(decoding: decoded[...at], as: UTF8.self) + domain, domain)
    }

    // MARK: Lexical

    /// Letters, digits, hyphen and underscore in labels with dots between them; nil for anything else.
    /// The underscore is in no grammar of host names, but selectors have it. U-labels become A-labels, as the DNS is asked
    /// for them (RFC 8616 §5); what was signed stays as it is.
    static func domain(_ value: ArraySlice<UInt8>, labels: Int) -> String? {
        if value.contains(where: { $0 >= 0x80 }) {
            guard value.count <= 1024, let text = String(validating: value, as: UTF8.self), let name = IDNA.toASCII(text),
                areULabels(text, of: name)
            else { return nil }
            return ascii(Array(name.utf8)[...], labels: labels)
        }
        return ascii(value, labels: labels)
    }

    /// RFC 5890 §2.3.2.1: a U-label is what its A-label stands for, octet by octet. What only a mapping makes a name of
    /// (soft hyphens, full-width letters, other full stops) is none.
    private static func areULabels(_ text: String, of name: String) -> Bool {
        let written = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        let asked = name.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard written.count == asked.count else { return false }
        return zip(written, asked).allSatisfy { written, asked in
            if written.allSatisfy({ $0 < 0x80 }) { return true }
            return IDNA.toUnicode(String(Substring(asked))).utf8.elementsEqual(Substring(written).lowercased().utf8)
        }
    }

    private static func ascii(_ value: ArraySlice<UInt8>, labels: Int) -> String? {
        guard value.count <= 253 else { return nil }
        let parts = value.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count >= labels else { return nil }
        for part in parts {
            guard (1...63).contains(part.count), part.allSatisfy(isLabelOctet) else { return nil }
        }
        return String(decoding: value, as: UTF8.self)
    }

    private static func isLabelOctet(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F: true
        default: false
        }
    }

    /// dkim-quoted-printable (§2.11): white space means nothing, `=XX` is an octet.
    private static func quotedPrintable(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var output: [UInt8] = []
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            position += 1
            if isSpace(byte) { continue }
            guard byte == 0x3D else {
                output.append(byte)
                continue
            }
            guard position + 1 < text.endIndex, let high = hexadecimal(text[position]),
                let low = hexadecimal(text[position + 1])
            else { return nil }
            output.append(high << 4 | low)
            position += 2
        }
        return output[...]
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
