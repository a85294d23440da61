/// `--dns none`: no look-up is made, and every answer says so.
package final class NoResolver: Resolver, Sendable {
    package init() {}

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer { DNSAnswer(.notRecorded) }
}
