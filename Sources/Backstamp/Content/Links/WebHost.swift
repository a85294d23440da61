/// What is known of a host by its name alone, as far as the URLs on it are judged by it. Worked out once for each name in
/// a run: a sender's messages, and the pictures and links of each, have the same few hosts.
import Domains

final class WebHost: Sendable {
    let name: String
    /// The patterns of trackers whose host part may match, and where in the name: none for most hosts.
    let trackers: [(pattern: TrackerPattern, position: Int)]
    /// How the paths on it start that lead on: none for most hosts.
    let redirectorStarts: [[UInt8]]
    /// `open.example.org`, `pixel.example.org`.
    let hasCounterWord: Bool

    private init(_ name: String) {
        self.name = name
        trackers = Trackers.candidates(name)
        redirectorStarts = Redirectors.starts(ofHost: name)
        hasCounterWord = URLWords.holdsCounterWord(name.utf8.span)
    }

    static func of(_ name: String) -> WebHost { hosts.value(for: name) { WebHost($0) } }

    private static let hosts = BoundedCache<WebHost>(limit: 8192)
}
