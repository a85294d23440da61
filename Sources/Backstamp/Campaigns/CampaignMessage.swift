/// What the comparison of a campaign's copies needs of one message: who wrote it, what is the same in every copy, and what
/// it loads. Read from the line that `scan` writes, so that it does not matter which process analysed the message.
package import JSON
import MIME

package struct CampaignMessage: Sendable {
    /// Author domain, subject and link texts without what is personal in them: equal in copies of one message.
    let fingerprint: String
    let authorDomain: String
    let subject: String
    /// The addresses of To, or nothing.
    let recipient: UInt64
    /// Of the octets: an archive may hold one message twice.
    let digest: UInt64
    /// Path, and place in the mbox.
    let source: String
    let loads: [URLPieces]

    static let loadLimit = 200
    private static let linkLimit = 200

    /// - Returns: nil for a message that loads nothing, has no author, or could not be analysed.
    package init?(line: JSONValue) {
        guard let message = line["message"], let content = line["content"],
            let author = message["from"]?.array?.first?["address"]?.string, let at = author.lastIndex(of: "@")
        else { return nil }
        loads = (content["remoteLoads"]?.array ?? []).prefix(Self.loadLimit).compactMap {
            $0["url"]?.string.flatMap { URLPieces($0) }
        }
        guard !loads.isEmpty else { return nil }
        authorDomain = author[author.index(after: at)...].lowercased()
        let addresses = (message["to"]?.array ?? []).prefix(20).compactMap { $0["address"]?.string?.lowercased() }
        recipient = OctetHash.value(addresses.joined(separator: ","))
        digest = OctetHash.value(message["sha256"]?.string ?? "")
        subject = String((message["subject"]?.string ?? "").prefix(200))
        let path = line["source"]?["path"]?.string ?? ""
        source = line["source"]?["index"]?.int.map { "\(path):\($0)" } ?? path

        let names = Set(addresses.compactMap { $0.split(separator: "@").first.map(String.init) })
        let texts = (content["links"]?.array ?? []).prefix(Self.linkLimit).map { Self.common($0["text"]?.string ?? "", names) }
        // The number or date in a subject tells one issue from the next.
        let number = subject.filter(\.isNumber)
        let same = [authorDomain, Self.common(subject, names), number, "\(loads.count)"] + texts
        fingerprint = Digest.sha256(Array(same.joined(separator: "\n").utf8))
    }

    /// A text in lower case without digits, addresses, URLs and the recipient's names.
    private static func common(_ text: String, _ names: Set<String>) -> String {
        text.prefix(300).lowercased().split(whereSeparator: \.isWhitespace).compactMap { word -> String? in
            guard !word.contains("@"), !word.contains("://"), !word.contains("www.") else { return nil }
            let letters = word.filter { $0.isLetter }
            return letters.isEmpty || names.contains(letters) ? nil : letters
        }.joined(separator: " ")
    }
}

/// FNV-1a, 64 bits: the same in every process and on every machine, unlike `Hasher`.
enum OctetHash {
    static func value(_ text: some StringProtocol) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        return hash
    }
}
