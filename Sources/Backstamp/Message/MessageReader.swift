import MIME

extension Message {
    package static func read(_ octets: [UInt8]) -> Message {
        let parsed = ParsedMessage(header: HeaderSection(octets))
        return Message(parsed: parsed, returnPath: nil, size: octets.count, sha256: "", anomalies: [])
    }
}
