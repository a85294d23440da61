/// Members of an object as they stand on one line, `"name":"value","name":1`, written ahead of time: for what is the same
/// in one report after the other.
public struct JSONMembers: Sendable {
    let octets: [UInt8]

    /// - Parameter body: writes the fields.
    public init(_ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter(capacity: 512)
        json.object(body)
        octets = Array(json.bytes.dropFirst().dropLast())
    }
}
