/// The location database of IPFire's libloc, as Debian packages it (`libloc-database`): country, autonomous system
/// and network of an address, read from a file on this machine. Nothing is asked of the network and no signature is
/// fetched or checked: the file is as trustworthy as the package that brought it.
///
/// Where no database is there, or it is not one, `init` throws why; an address it does not know gives nil.

import CLocation
package import DNS

#if canImport(Glibc)
    import Glibc
#endif

package struct LocationDatabaseUnavailable: Error, CustomStringConvertible {
    package let description: String
}

/// Not `Sendable`: libloc says nothing of threads, so an instance stays with the thread that made it.
package final class LocLocationDatabase: LocationDatabase {
    /// Where Debian keeps the database: the one that the updater fetched first, then the packaged one.
    package static let standardPaths = [
        "/var/lib/location/database.db", "/usr/share/libloc-location/location.db",
    ]

    /// Where the data stands, and when it was made (seconds since 1970).
    package let path: String
    package let created: Int

    private let context: OpaquePointer
    private let database: OpaquePointer
    /// Mails of an archive come from few networks; a bounded memory spares most look-ups.
    private var known = RecentValues<IPAddress, Location?>(limit: 4096)
    /// Each stands for many networks.
    private var systems = RecentValues<UInt32, System>(limit: 4096)

    private struct System {
        let name: String?
        let isHosting: Bool
    }

    package init(path: String) throws(LocationDatabaseUnavailable) {
        guard let file = fopen(path, "re") else {
            throw LocationDatabaseUnavailable(description: "\(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var context: OpaquePointer?
        guard loc_new(&context) == 0, let context else {
            throw LocationDatabaseUnavailable(description: "libloc could not be started")
        }
        // libloc writes to standard error by default: a report must not be mixed with that.
        loc_set_log_priority(context, -1)
        var database: OpaquePointer?
        guard loc_database_new(context, &database, file) == 0, let database else {
            loc_unref(context)
            throw LocationDatabaseUnavailable(description: "\(path): not a location database")
        }
        self.context = context
        self.database = database
        self.path = path
        created = Int(loc_database_created_at(database))
    }

    /// The newest database of `standardPaths`.
    package convenience init() throws(LocationDatabaseUnavailable) {
        let there = Self.standardPaths.filter { access($0, R_OK) == 0 }
        guard let newest = there.max(by: { Self.modified($0) < Self.modified($1) }) else {
            throw LocationDatabaseUnavailable(
                description: "no location database: Debian's package libloc-database brings one")
        }
        try self.init(path: newest)
    }

    deinit {
        loc_database_unref(database)
        loc_unref(context)
    }

    package func location(of ip: IPAddress) -> Location? {
        let ip = ip.unmapped
        if let answer = known.value(ip) { return answer }
        let answer = lookUp(ip)
        known.keep(answer, ip)
        return answer
    }

    private func lookUp(_ ip: IPAddress) -> Location? {
        // libloc knows IPv4 as mapped addresses (RFC 4291 §2.5.5.2).
        let octets = ip.isV4 ? [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + ip.octets : ip.octets
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) { $0.copyBytes(from: octets) }
        var network: OpaquePointer?
        guard loc_database_lookup(database, &address, &network) == 0, let network else { return nil }
        defer { loc_network_unref(network) }
        var location = Location(
            country: Self.country(loc_network_get_country_code(network)),
            isAnycast: loc_network_has_flag(network, LOC_NETWORK_FLAG_ANYCAST.rawValue) != 0)
        let number = loc_network_get_asn(network)
        if number != 0 {
            let system = self.system(number)
            location.asn = Int(number)
            location.network = system.name
            location.isHosting = system.isHosting
        }
        return location == Location() ? nil : location
    }

    private func system(_ number: UInt32) -> System {
        if let known = systems.value(number) { return known }
        let system = System(name: name(ofSystem: number), isHosting: HostingNetworks.contains(Int(number)))
        systems.keep(system, number)
        return system
    }

    private func name(ofSystem number: UInt32) -> String? {
        var system: OpaquePointer?
        guard loc_database_get_as(database, &system, number) == 0, let system else { return nil }
        defer { loc_as_unref(system) }
        guard let name = loc_as_get_name(system) else { return nil }
        let text = String(cString: name)
        return text.isEmpty ? nil : text
    }

    /// ISO 3166-1 codes only: libloc also has A1 to A3 and XD, which are flags, and regions such as EU.
    private static func country(_ code: UnsafePointer<CChar>?) -> String? {
        guard let code else { return nil }
        let text = String(cString: code).uppercased()
        return Country.name(ofCode: text) == nil ? nil : text
    }

    private static func modified(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
    }
}
