/// Received-SPF (RFC 7208 §9.1): `result (comment) key=value; key=value`. Read as a recorded result of method `spf`,
/// so that it stands beside those of Authentication-Results under the same names of properties.
enum ReceivedSPFParser {
    /// Keys of the field and the properties of RFC 8601 that say the same.
    private static let properties = [
        "client-ip": "smtp.remote-ip", "envelope-from": "smtp.mailfrom", "helo": "smtp.helo",
        "identity": "policy.identity", "mechanism": "policy.mechanism", "problem": "policy.problem",
    ]

    static func parse(_ value: [UInt8]) -> RecordedResults {
        var recorded = RecordedResults()
        recorded.header = "received-spf"
        var scanner = FieldScanner(value)
        scanner.skipComments()
        let result = scanner.key().lowercased()
        // RFC 4408 wrote Pass, SoftFail, PermError; some write the result of Sender ID.
        guard !result.isEmpty, result.utf8.count <= 32, result.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
            !scanner.isAt(.equals)
        else {
            recorded.error = "no result"
            return recorded
        }
        var read = RecordedResults.Result(method: "spf", result: result)
        while !scanner.isAtEnd, read.properties.count < AuthenticationResultsParser.propertyLimit {
            if scanner.skip(.semicolon) { continue }
            let key = scanner.key().lowercased()
            if key.isEmpty { _ = scanner.skipMark() }
            guard !key.isEmpty, scanner.skip(.equals) else { continue }
            let value = scanner.value()
            if key == "receiver" {
                recorded.authservID = value.lowercased()
            } else {
                read.properties.append((name: properties[key] ?? "policy." + key, value: value))
            }
        }
        recorded.results = [read]
        return recorded
    }
}
