/// One Authentication-Results, ARC-Authentication-Results or Received-SPF field (RFC 8601, RFC 8617, RFC 7208 §9.1):
/// what another host says that it found.
package struct RecordedResults: Sendable {
    package struct Result: Sendable {
        package var method: String
        package var methodVersion: Int?
        package var result: String
        package var reason: String?
        /// `ptype.property` to value, in order.
        package var properties: [(name: String, value: String)]
        package init(
            method: String, methodVersion: Int? = nil, result: String, reason: String? = nil,
            properties: [(name: String, value: String)] = []
        ) {
            self.method = method
            self.methodVersion = methodVersion
            self.result = result
            self.reason = reason
            self.properties = properties
        }
    }

    /// The field's name in lower case: `authentication-results`, `arc-authentication-results` or `received-spf`.
    package var header = "authentication-results"
    /// `i=` of an ARC-Authentication-Results field.
    package var instance: Int?
    package var authservID: String?
    package var version: Int?
    package var results: [Result] = []
    /// Whether it may be believed: written by the receiver itself (above the boundary, or a named authserv-id).
    package var trusted = false
    /// Whether the user named its authserv-id: only then may it decide a verdict by itself.
    package var isNamed = false
    /// The header field's index in the header section; nil where the value did not come from a message.
    package var field: Int?
    /// What could not be read, in words.
    package var error: String?

    package init() {}
}
