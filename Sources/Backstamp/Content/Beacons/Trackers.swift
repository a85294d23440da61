/// Looks a URL up in the tracker catalogue: whose open tracker it is, and how sure that is.
import Domains

package enum Trackers {
    package enum Strength: Int, Sendable, Comparable {
        /// A path that the vendor uses on its customers' hosts: names the vendor of what is a beacon anyway.
        case path
        /// A host of the vendor, which may serve pictures too.
        case host
        /// Host and path: it counts openings.
        case hostAndPath

        package static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }
    }

    package struct Match: Sendable, Hashable {
        package let vendor: String
        package let strength: Strength
    }

    /// - Parameters:
    ///   - host: lower case, without port.
    ///   - target: path and query, from the `/` on.
    package static func match(host: String, target: some StringProtocol) -> Match? {
        var text = Array(host.utf8.prefix(300))
        let hostLength = text.count
        text += target.utf8.prefix(maximumLength)
        var best: TrackerPattern?
        func consider(_ pattern: TrackerPattern, at position: Int) {
            if pattern.weight > best?.weight ?? -1, pattern.matches(text, at: position) { best = pattern }
        }

        for candidate in candidates(host).list { consider(candidate.pattern, at: candidate.position) }
        /// Of patterns that weigh the same the first one counts.
        var order = -1
        let index = index
        for position in hostLength..<text.count where text[position] == 0x2F {
            let next = position + 1 < text.count ? text[position + 1] : 0
            for pattern in index.byPath[Int(next)] { consider(pattern, at: position) }
            if next != 0 { for pattern in index.byPath[0] { consider(pattern, at: position) } }
        }
        // A picture that goes through a proxy has the vendor's address inside its own.
        var wrapped: TrackerPattern?
        for slash in text.indices.dropFirst(hostLength) where text[slash] == 0x2F {
            var position = slash + 1
            let end = text[position...].prefix(100).firstIndex(of: 0x2F) ?? position
            while position < end, let dot = text[position..<end].firstIndex(of: 0x2E) {
                guard index.hosts.contains(WordSet.Word(text[position..<end])) else {
                    position = dot + 1
                    continue
                }
                for pattern in index.byHost[String(decoding: text[position..<end], as: UTF8.self)] ?? []
                where pattern.hasPath && pattern.weight > wrapped?.weight ?? -1 && pattern.matches(text, at: position) {
                    wrapped = pattern
                }
                position = dot + 1
            }
        }
        for position in text.indices where index.isFirst[Int(text[position])] {
            for (number, pattern) in index.anywhere[Int(text[position])] {
                let isBetter = pattern.weight > best?.weight ?? -1 || pattern.weight == best?.weight && number < order
                if isBetter, pattern.matches(text, at: position) { (best, order) = (pattern, number) }
            }
        }
        if let best { return Match(vendor: best.vendor, strength: strength(of: best)) }
        return wrapped.map { Match(vendor: $0.vendor, strength: .path) }
    }

    /// The patterns of hosts whose host part may match a host, and where in it: none for most hosts.
    private final class Candidates: Sendable {
        let list: [(pattern: TrackerPattern, position: Int)]
        init(_ list: [(pattern: TrackerPattern, position: Int)]) { self.list = list }
    }

    private static func candidates(_ host: String) -> Candidates {
        hosts.value(for: host) { host in
            let octets = Array(host.utf8.prefix(300))
            var list: [(pattern: TrackerPattern, position: Int)] = []
            var position = 0
            while position < octets.count {
                let below = String(decoding: octets[position...], as: UTF8.self)
                for pattern in index.byHost[below] ?? [] { list.append((pattern, position)) }
                for pattern in index.otherHosts where pattern.startMatches(octets, at: position) {
                    list.append((pattern, position))
                }
                guard let dot = octets[position...].firstIndex(of: 0x2E) else { break }
                position = dot + 1
            }
            return Candidates(list)
        }
    }

    private static let hosts = BoundedCache<Candidates>(limit: 20_000)

    private static func strength(of pattern: TrackerPattern) -> Strength {
        switch pattern.anchor {
        case .host: pattern.hasPath ? .hostAndPath : .host
        case .path, .anywhere: .path
        }
    }

    package static var vendorCount: Int { Set(index.all.map(\.vendor)).count }

    private static let maximumLength = 4_000

    private struct Index: Sendable {
        var all: [TrackerPattern] = []
        var byHost: [String: [TrackerPattern]] = [:]
        /// The names in `byHost`: most names are not among them.
        var hosts = WordSet()
        var otherHosts: [TrackerPattern] = []
        /// By the octet after the slash; 0 where that is a wildcard.
        var byPath = [[TrackerPattern]](repeating: [], count: 256)
        /// By their first octet, with their place in the catalogue.
        var anywhere = [[(Int, TrackerPattern)]](repeating: [], count: 256)
        /// Whether `anywhere` has one that starts with the octet.
        var isFirst = [Bool](repeating: false, count: 256)
    }

    private static let index: Index = {
        var index = Index()
        for line in TrackerCatalogue.records.split(separator: "\n") {
            let halves = line.split(separator: "|", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let vendor = halves[0].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            for text in halves[1].split(separator: " ") {
                let pattern = TrackerPattern(text, vendor: String(vendor))
                index.all.append(pattern)
                switch pattern.anchor {
                case .host:
                    if let host = pattern.literalHost {
                        index.byHost[host, default: []].append(pattern)
                        index.hosts.insert(WordSet.Word(Array(host.utf8)[...]))
                    } else {
                        index.otherHosts.append(pattern)
                    }
                case .path:
                    let literal = pattern.firstLiteral
                    index.byPath[literal.count > 1 ? Int(literal[literal.startIndex + 1]) : 0].append(pattern)
                case .anywhere:
                    if let first = pattern.firstLiteral.first {
                        index.anywhere[Int(first)].append((index.all.count, pattern))
                        index.isFirst[Int(first)] = true
                    }
                }
            }
        }
        return index
    }()
}
