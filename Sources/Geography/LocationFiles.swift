/// Location databases that the user names, asked in their order: each value comes from the first file that has it, since
/// the usual files hold either countries or networks.

package import DNS

package final class LocationFiles: LocationDatabase {
    private let databases: [any LocationDatabase]
    private var known = RecentValues<IPAddress, Location?>(limit: 4096)

    /// Files in the MaxMind DB format, or of libloc.
    package init(paths: [String]) throws(LocationDatabaseUnavailable) {
        var databases: [any LocationDatabase] = []
        for path in paths {
            if path.hasSuffix(".db") {
                databases.append(try LocLocationDatabase(path: path))
            } else {
                databases.append(try MaxMindLocationDatabase(path: path))
            }
        }
        self.databases = databases
    }

    package func location(of ip: IPAddress) -> Location? {
        let ip = ip.unmapped
        if let answer = known.value(ip) { return answer }
        var location: Location?
        for database in databases {
            guard let found = database.location(of: ip) else { continue }
            location = location.map { $0.completed(by: found) } ?? found
        }
        known.keep(location, ip)
        return location
    }
}
