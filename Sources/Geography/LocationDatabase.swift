package import DNS

/// Country, autonomous system and network of an address, from a database on this machine. Nothing is asked of the
/// network.
package protocol LocationDatabase: AnyObject {
    func location(of ip: IPAddress) -> Location?
}
