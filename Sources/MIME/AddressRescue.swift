/// Mailboxes of a field that no grammar calls a list of addresses, and that names somebody all the same: `[Joe] <a@b>`,
/// `Joe (Sales <a@b>`, `joe..doe.@b`, `Joe Doe a@b`. Mail programs show whoever stands in the angle brackets, so nobody must
/// become nobody by a bracket in his name.
///
/// Each piece between commas has its address in angle brackets, or as its last word, or around its only @; pieces without
/// are left out.
struct AddressRescue {
    private let octets: [UInt8]
    /// Marks that have no partner mean nothing.
    private let hasQuotes: Bool
    private let hasComments: Bool

    /// - Parameter octets: the body of a field, unfolded, in UTF-8.
    static func mailboxes(in octets: [UInt8], limit: Int) -> [Mailbox] {
        let rescue = AddressRescue(octets)
        return Array(rescue.pieces().lazy.compactMap(rescue.mailbox).prefix(limit))
    }

    private init(_ octets: [UInt8]) {
        self.octets = octets
        var depth = 0
        var isBalanced = true
        for octet in octets where octet == 0x28 || octet == 0x29 {
            depth += octet == 0x28 ? 1 : -1
            if depth < 0 { isBalanced = false }
        }
        hasComments = isBalanced && depth == 0
        hasQuotes = octets.count { $0 == 0x22 } % 2 == 0
    }

    /// Between commas and semicolons, comments taken out.
    private func pieces() -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var isQuoted = false
        var isBracketed = false
        var depth = 0
        for octet in octets {
            switch octet {
            case 0x22 where hasQuotes && depth == 0: isQuoted.toggle()
            case _ where isQuoted: break
            case 0x28 where hasComments: depth += 1
            case 0x29 where hasComments:
                depth -= 1
                continue
            case 0x3C: isBracketed = true
            case 0x3E: isBracketed = false
            case 0x2C where !isBracketed && depth == 0, 0x3B where !isBracketed && depth == 0:
                pieces.append(piece)
                piece = []
                continue
            default: break
            }
            if depth == 0 { piece.append(octet) }
        }
        return pieces + [piece]
    }

    private func mailbox(_ piece: [UInt8]) -> Mailbox? {
        // What is quoted is a name, whatever stands in it.
        let marks = hasQuotes ? Self.withoutQuoted(piece) : piece
        return Self.inItsPlace(piece, marks) ?? (hasQuotes ? Self.aroundSign(piece, marks) : nil)
    }

    private static func inItsPlace(_ piece: [UInt8], _ marks: [UInt8]) -> Mailbox? {
        if let close = marks.lastIndex(of: 0x3E), let open = marks[..<close].lastIndex(of: 0x3C) {
            return address(piece[(open + 1)..<close]).map { Mailbox(name: name(piece[..<open]), address: $0) }
        }
        // A bracket without its partner.
        if let open = marks.lastIndex(of: 0x3C), !marks[open...].contains(0x3E) {
            return address(piece[(open + 1)...]).map { Mailbox(name: name(piece[..<open]), address: $0) }
        }
        let end = marks.lastIndex { $0 > 0x20 && $0 != 0x3E }.map { $0 + 1 } ?? 0
        let start = marks[..<end].lastIndex { $0 == 0x20 || $0 == 0x09 }.map { $0 + 1 } ?? 0
        guard !marks[..<start].contains(0x40) else { return nil }
        return address(piece[start..<end]).map { Mailbox(name: name(piece[..<start]), address: $0) }
    }

    /// `[a@b]`, `a@b (Sales`, `Joe <my a@b>`: mail programs show such a text as it is, and its reader finds an address there.
    private static func aroundSign(_ piece: [UInt8], _ marks: [UInt8]) -> Mailbox? {
        guard let sign = marks.firstIndex(of: 0x40), marks.lastIndex(of: 0x40) == sign else { return nil }
        let start = marks[..<sign].lastIndex { !isOfLocalPart($0) }.map { $0 + 1 } ?? 0
        let end = marks[(sign + 1)...].firstIndex { $0 != 0x2E && !isOfLabel(lowered($0)) } ?? marks.endIndex
        return address(piece[start..<end]).map { address in
            let names = [piece[..<(marks[..<start].firstIndex(of: 0x3C) ?? start)], piece[end...]].map { text in
                name(text.filter { !"<>[]()".utf8.contains($0) }[...])
            }
            return Mailbox(name: names[0] ?? names[1], address: address)
        }
    }

    /// The same with a letter for each octet between quotation marks.
    private static func withoutQuoted(_ piece: [UInt8]) -> [UInt8] {
        var piece = piece
        var isQuoted = false
        for index in piece.indices {
            if piece[index] == 0x22 { isQuoted.toggle() } else if isQuoted { piece[index] = 0x61 }
        }
        return piece
    }

    private static func name(_ phrase: ArraySlice<UInt8>) -> String? {
        let text = trimmed(phrase).filter { $0 != 0x22 }
        return text.isEmpty ? nil : HeaderText.decode(text)
    }

    /// One @, a domain of labels, and on its left a quoted string, or no mark that ends a word.
    private static func address(_ text: ArraySlice<UInt8>) -> String? {
        var text = trimmed(text)
        for scheme in ["mailto:", "smtp:"] where text.prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 | 0x20 }) {
            text = text.dropFirst(scheme.utf8.count)
        }
        // RFC 5322 §4.4: a route before the address means nothing.
        if text.first == 0x40, let colon = text.firstIndex(of: 0x3A) { text = text[(colon + 1)...] }
        guard let at = text.lastIndex(of: 0x40), isLocalPart(text[..<at]) else { return nil }
        let domain = text[(at + 1)...].map(lowered)
        let labels = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isOfLabel) }) else { return nil }
        return String(decoding: text[...at] + domain, as: UTF8.self)
    }

    private static func isLocalPart(_ text: ArraySlice<UInt8>) -> Bool {
        if text.count > 2, text.first == 0x22, text.last == 0x22 {
            return !text.dropFirst().dropLast().contains { $0 < 0x20 || "<>@\"\\".utf8.contains($0) }
        }
        return !text.isEmpty && text.allSatisfy(isOfLocalPart)
    }

    private static func isOfLocalPart(_ octet: UInt8) -> Bool {
        octet > 0x20 && !"@<>,;:\"()[]\\".utf8.contains(octet)
    }

    private static func lowered(_ octet: UInt8) -> UInt8 { (0x41...0x5A).contains(octet) ? octet | 0x20 : octet }

    private static func isOfLabel(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F, 0x80...: true
        default: false
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0 <= 0x20 }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }
}
