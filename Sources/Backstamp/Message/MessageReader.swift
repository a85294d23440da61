import MIME

/// The first step: octets to `Message`. Never fails; what is wrong with the form of a message becomes an anomaly.
extension Message {
    package static func read(_ octets: [UInt8]) -> Message { read([octets], clock: StageClock(messages: 1))[0] }

    /// A batch of messages, step by step.
    package static func read(_ batch: [[UInt8]], clock: StageClock) -> [Message] {
        // Both look at each octet: the second while the first has them at hand.
        let parsers = clock.each(.message) { (MessageParser(batch[$0]), sha256: Digest.sha256(batch[$0])) }
        clock.each(.message) { parsers[$0].0.readParts() }
        let parsed = clock.each(.message) { parsers[$0].0.finish() }
        return clock.each(.message) {
            Message(
                parsed: parsed[$0], returnPath: returnPath(parsed[$0].header), size: batch[$0].count, sha256: parsers[$0].sha256,
                anomalies: parsersOwn(parsed[$0]) + MessageAnomalies.all(parsed[$0]))
        }
    }

    /// The parser's complaints, without those about the header section that our own look words better.
    private static func parsersOwn(_ parsed: ParsedMessage) -> [Anomaly] {
        if parsed.anomalies.isEmpty { return [] }
        let doubled: Set<String> = [
            "invalid-header-name", "duplicated-header", "conflicting-header", "8bit-header", "truncated-message",
        ]
        return parsed.anomalies.filter { anomaly in
            guard doubled.contains(anomaly.code) else { return true }
            guard let place = anomaly.range?.lowerBound else { return parsed.header.isTerminated }
            return place >= parsed.header.bodyStart
        }
    }

    /// The reverse-path of the topmost Return-Path field (RFC 5321 §4.4): the address without angle brackets, the empty
    /// string for the null reverse-path. Comments and a source route (RFC 5321 appendix C) are dropped.
    private static func returnPath(_ header: HeaderSection) -> String? {
        guard let field = header.first("return-path") else { return nil }
        let value = header.unfolded(field)
        var path = value[...]
        if let open = value.firstIndex(of: 0x3C) {
            path = value[(open + 1)...]
            if let close = path.lastIndex(of: 0x3E) { path = path[..<close] }
        }
        if path.first == 0x40, let colon = path.firstIndex(of: 0x3A) { path = path[(colon + 1)...] }
        var address = path.filter { $0 != 0x20 && $0 != 0x09 }
        guard let at = address.lastIndex(of: 0x40) else { return String(decoding: address, as: UTF8.self) }
        if address[at...].contains(where: { $0 >= 0x80 }) {
            return String(decoding: address[..<at], as: UTF8.self) + String(decoding: address[at...], as: UTF8.self).lowercased()
        }
        for index in at..<address.count where (0x41...0x5A).contains(address[index]) { address[index] |= 0x20 }
        return String(decoding: address, as: UTF8.self)
    }
}
