/// A location database in the MaxMind DB format (`.mmdb`), which several makers give away: country, autonomous system,
/// whether the network is a hoster's or anycast. What a file has differs; each value is looked for under the names that
/// GeoLite2, DB-IP and IPinfo use. The file stays mapped, nothing is asked of the network.
///
/// Where the file is not there, or is none of that format, `init` throws why; an address it does not know gives nil, and
/// so does one whose record is damaged.

import CMaxMind
package import DNS

#if canImport(Glibc)
    import Glibc
#endif

/// Not `Sendable`, as `LocLocationDatabase`: an instance stays with the thread that made it.
package final class MaxMindLocationDatabase: LocationDatabase {
    package let path: String
    /// Owned: closed and freed in `deinit`.
    private let database: UnsafeMutablePointer<MMDB_s>

    package init(path: String) throws(LocationDatabaseUnavailable) {
        let database = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        let status = MMDB_open(path, UInt32(MMDB_MODE_MMAP), database)
        guard status == MMDB_SUCCESS else {
            database.deallocate()
            throw LocationDatabaseUnavailable(description: "\(path): \(String(cString: MMDB_strerror(status)))")
        }
        self.path = path
        self.database = database
    }

    deinit {
        MMDB_close(database)
        database.deallocate()
    }

    package func location(of ip: IPAddress) -> Location? {
        guard var entry = entry(ip.unmapped) else { return nil }
        var location = Location()
        location.country = first(Self.countryNames, &entry).flatMap { Self.country($0) }
        location.asn = first(Self.numberNames, &entry).flatMap { Self.number($0) }
        location.network = first(Self.networkNames, &entry)
        location.isAnycast = first(Self.anycastNames, &entry) == "true"
        location.isHosting = first(Self.hostingNames, &entry).map { $0 == "true" || $0 == "hosting" } ?? false
        if let asn = location.asn, HostingNetworks.contains(asn) { location.isHosting = true }
        return location == Location() ? nil : location
    }

    // MARK: Names

    private static let countryNames = [
        ["country", "iso_code"], ["registered_country", "iso_code"], ["country_code"], ["country"],
    ]
    private static let numberNames = [["autonomous_system_number"], ["traits", "autonomous_system_number"], ["asn"]]
    private static let networkNames = [
        ["autonomous_system_organization"], ["traits", "autonomous_system_organization"], ["as_name"], ["name"],
    ]
    private static let anycastNames = [["traits", "is_anycast"], ["is_anycast"]]
    private static let hostingNames = [["traits", "is_hosting_provider"], ["is_hosting"], ["traits", "user_type"]]

    private static func country(_ text: String) -> String? {
        let code = text.uppercased()
        return Country.name(ofCode: code) == nil ? nil : code
    }

    /// `15169`, `AS15169`.
    private static func number(_ text: String) -> Int? {
        let digits = text.hasPrefix("AS") ? text.dropFirst(2) : text[...]
        return UInt32(digits).flatMap { $0 == 0 ? nil : Int($0) }
    }

    // MARK: Look-up

    private func entry(_ ip: IPAddress) -> MMDB_entry_s? {
        // An IPv4 file has no tree for IPv6 (the library would answer with an error).
        var status: Int32 = 0
        let octets = ip.octets
        let result: MMDB_lookup_result_s
        if ip.isV4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: octets) }
            result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    MMDB_lookup_sockaddr(database, $0, &status)
                }
            }
        } else {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: octets) }
            result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    MMDB_lookup_sockaddr(database, $0, &status)
                }
            }
        }
        return status == MMDB_SUCCESS && result.found_entry ? result.entry : nil
    }

    private func first(_ names: [[String]], _ entry: inout MMDB_entry_s) -> String? {
        for name in names {
            if let value = value(name, &entry) { return value }
        }
        return nil
    }

    /// A string, number or truth value as text; nil where nothing or something else stands there.
    private func value(_ path: [String], _ entry: inout MMDB_entry_s) -> String? {
        var keys: [UnsafePointer<CChar>?] = path.map { UnsafePointer(strdup($0)) }
        defer { for key in keys { free(UnsafeMutablePointer(mutating: key)) } }
        keys.append(nil)
        var data = MMDB_entry_data_s()
        guard MMDB_aget_value(&entry, &data, &keys) == MMDB_SUCCESS, data.has_data else { return nil }
        switch Int32(data.type) {
        case MMDB_DATA_TYPE_UTF8_STRING:
            guard let start = data.utf8_string, data.data_size <= 500 else { return nil }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(data.data_size))
            let text = String(decoding: bytes, as: UTF8.self)
            return text.isEmpty ? nil : text
        case MMDB_DATA_TYPE_UINT32: return String(data.uint32)
        case MMDB_DATA_TYPE_UINT16: return String(data.uint16)
        case MMDB_DATA_TYPE_BOOLEAN: return data.boolean ? "true" : "false"
        default: return nil
        }
    }
}
