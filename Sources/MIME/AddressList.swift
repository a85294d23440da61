import CGMime

/// Mailboxes of an address list (RFC 5322 §3.4) as GMime reads them: comments and obsolete routes dropped, groups
/// replaced by their members, names decoded (RFC 2047). What cannot be read is left out and becomes a warning.
enum AddressList {
    /// How many mailboxes are taken from one field.
    static let limit = 10_000
    /// How deep groups may nest; RFC 5322 allows no nesting.
    private static let depthLimit = 4

    static func parse(_ octets: [UInt8], options: OpaquePointer?) -> [Mailbox] {
        guard let list = GMime.withCString(octets, { internet_address_list_parse(options, $0) }) else { return [] }
        defer { g_object_unref(list) }
        var mailboxes: [Mailbox] = []
        append(list, to: &mailboxes, depth: 0)
        return mailboxes
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
            let name = GMime.text(internet_address_get_name(entry))
            let address = GMime.text(internet_address_mailbox_get_addr(mailbox)) ?? ""
            mailboxes.append(Mailbox(name: name.flatMap { $0.isEmpty ? nil : $0 }, address: withLowerDomain(address)))
        }
    }

    private static func withLowerDomain(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address }
        return address[..<at] + address[at...].lowercased()
    }
}
