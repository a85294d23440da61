import CGMime

/// Mailboxes of an address list (RFC 5322 §3.4) as GMime reads them: comments and obsolete routes dropped, groups
/// replaced by their members. What cannot be read becomes a warning, and is left out where `AddressRescue` finds nobody in
/// it either.
///
/// Encoded words are hidden from GMime and decoded here (`EncodedWord` says why): in what it is given, the `=?` that
/// opens one is `=` and a private character.
enum AddressList {
    /// How many mailboxes are taken from one field, and how many octets of it are read.
    static let limit = 10_000
    private static let octetLimit = 1 << 18
    /// GMime calls itself for each group that opens in a group.
    private static let colonLimit = 1000
    /// How deep groups may nest; RFC 5322 allows no nesting.
    private static let depthLimit = 4

    /// - Parameter fallback: the charset of octets that are not UTF-8, where the message names one.
    static func parse(
        _ octets: [UInt8], fallback: String?, options: ParserOptions, warnings: ParserWarnings
    ) -> [Mailbox] {
        let plain = octets.count <= octetLimit ? PlainAddresses.parse(octets, limit: limit) : nil
        return plain ?? parseAny(octets, fallback: fallback, options: options, warnings: warnings)
    }

    static func parseAny(
        _ octets: [UInt8], fallback: String?, options: ParserOptions, warnings: ParserWarnings
    ) -> [Mailbox] {
        let text = Charset.utf8(header: bounded(octets, warnings), fallback: fallback)
        let complaints = warnings.record.total
        let mailboxes = byLibrary(hidingWords(withCommas(text)), options)
        let isSplit = mailboxes.contains { $0.domain == nil } && hasCommaInBrackets(text)
        guard mailboxes.isEmpty || isSplit || warnings.record.total > complaints else { return mailboxes }
        let rescued = AddressRescue.mailboxes(in: text, limit: limit)
        guard rescued.count > (isSplit ? 0 : mailboxes.count) else { return mailboxes }
        if warnings.record.total == complaints {
            warnings.add("invalid-address-list", "A list of addresses does not have the form of one.")
        }
        return rescued
    }

    private static func byLibrary(_ octets: [UInt8], _ options: ParserOptions) -> [Mailbox] {
        let settings = options.pointer
        guard let list = GMime.withCString(octets, { internet_address_list_parse(settings, $0) }) else { return [] }
        defer { g_object_unref(list) }
        var mailboxes: [Mailbox] = []
        append(list, to: &mailboxes, depth: 0)
        return mailboxes
    }

    private static func bounded(_ octets: [UInt8], _ warnings: ParserWarnings) -> [UInt8] {
        var octets = octets
        if octets.count > octetLimit {
            octets.removeSubrange(octetLimit...)
            warnings.add(
                "address-limit", "An address field is longer than \(octetLimit) octets; the rest of it is not read.")
        }
        var colons = 0
        for index in octets.indices where octets[index] == 0x3A {
            colons += 1
            if colons > colonLimit { octets[index] = 0x20 }
        }
        if colons > colonLimit {
            warnings.add(
                "group-limit",
                "An address field has \(colons) colons; those after \(colonLimit) are not read as groups.")
        }
        return octets
    }

    /// Outlook shows and people copy `a@b; c@d`. Where no colon opens a group, a semicolon can only mean a comma.
    private static func withCommas(_ octets: [UInt8]) -> [UInt8] {
        guard octets.contains(0x3B), !octets.contains(0x3A) else { return octets }
        var octets = octets
        var isQuoted = false
        var depth = 0
        for index in octets.indices where index == 0 || octets[index - 1] != 0x5C {
            switch octets[index] {
            case 0x22: isQuoted.toggle()
            case 0x28 where !isQuoted: depth += 1
            case 0x29 where !isQuoted: depth -= 1
            case 0x3B where !isQuoted && depth <= 0: octets[index] = 0x2C
            default: break
            }
        }
        return octets
    }

    /// Of `Joe <a,b@c>` GMime makes two mailboxes, of which Joe has the one without a domain.
    private static func hasCommaInBrackets(_ octets: [UInt8]) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for octet in octets {
            switch octet {
            case 0x22: isQuoted.toggle()
            case _ where isQuoted: break
            case 0x3C: isBracketed = true
            case 0x3E: isBracketed = false
            case 0x2C where isBracketed: return true
            default: break
            }
        }
        return false
    }

    private static func append(
        _ list: UnsafeMutablePointer<InternetAddressList>, to mailboxes: inout [Mailbox], depth: Int
    ) {
        for index in 0..<max(0, internet_address_list_length(list)) {
            guard mailboxes.count < limit, let entry = internet_address_list_get_address(list, index) else { return }
            if GMime.isA(entry, internet_address_group_get_type()) {
                let group = UnsafeMutableRawPointer(entry).assumingMemoryBound(to: InternetAddressGroup.self)
                if depth < depthLimit, let members = internet_address_group_get_members(group) {
                    append(members, to: &mailboxes, depth: depth + 1)
                }
                continue
            }
            let mailbox = UnsafeMutableRawPointer(entry).assumingMemoryBound(to: InternetAddressMailbox.self)
            var name = showingWords(GMime.text(internet_address_get_name(entry)) ?? "")
            // `Fedex, <a@b>`: GMime takes the comma for a part of the name.
            while let last = name.utf8.last, last == 0x2C || last == 0x20 { name.unicodeScalars.removeLast() }
            let address = showingWords(GMime.text(internet_address_mailbox_get_addr(mailbox)) ?? "")
            mailboxes.append(
                Mailbox(
                    name: name.isEmpty ? nil : HeaderText.decode(Array(name.utf8)), address: withLowerDomain(address)))
        }
    }

    /// U+F8FF stands for the question mark.
    private static let mark: [UInt8] = [0xEF, 0xA3, 0xBF]

    private static func hidingWords(_ octets: [UInt8]) -> [UInt8] {
        guard octets.contains(0x3F) else { return octets }
        var hidden: [UInt8] = []
        hidden.reserveCapacity(octets.count + 64)
        var previous: UInt8 = 0
        for byte in octets {
            if byte == 0x3F, previous == 0x3D { hidden += mark } else { hidden.append(byte) }
            previous = byte
        }
        return hidden
    }

    private static func showingWords(_ text: String) -> String {
        guard text.utf8.contains(0xA3) else { return text }
        return text.replacing("=\u{F8FF}", with: "=?")
    }

    private static func withLowerDomain(_ address: String) -> String {
        guard let at = address.utf8.lastIndex(of: 0x40) else { return address }
        let isLower = address.utf8[at...].allSatisfy { $0 < 0x41 || (0x5B..<0x80).contains($0) }
        return isLower ? address : address[..<at] + address[at...].lowercased()
    }
}
