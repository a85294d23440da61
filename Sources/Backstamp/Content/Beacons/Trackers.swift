/// Looks a URL up in the tracker catalogue: whose open tracker it is, and how sure that is.
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
        let hostOctets = Array(host.utf8.prefix(300))
        let text = hostOctets + Array(target.utf8.prefix(maximumLength))
        var best: TrackerPattern?
        func consider(_ pattern: TrackerPattern, at position: Int) {
            if pattern.weight > best?.weight ?? -1, pattern.matches(text, at: position) { best = pattern }
        }

        var position = 0
        while position < hostOctets.count {
            let below = String(decoding: hostOctets[position...], as: UTF8.self)
            for pattern in index.byHost[below] ?? [] { consider(pattern, at: position) }
            for pattern in index.otherHosts { consider(pattern, at: position) }
            guard let dot = hostOctets[position...].firstIndex(of: 0x2E) else { break }
            position = dot + 1
        }
        // A picture that goes through a proxy has the vendor's address inside its own.
        var wrapped: TrackerPattern?
        for slash in text.indices.dropFirst(hostOctets.count) where text[slash] == 0x2F {
            var position = slash + 1
            let end = text[position...].prefix(100).firstIndex(of: 0x2F) ?? position
            while position < end, let dot = text[position..<end].firstIndex(of: 0x2E) {
                for pattern in index.byHost[String(decoding: text[position..<end], as: UTF8.self)] ?? []
                where pattern.hasPath && pattern.weight > wrapped?.weight ?? -1 && pattern.matches(text, at: position) {
                    wrapped = pattern
                }
                position = dot + 1
            }
            let next = slash + 1 < text.count ? text[slash + 1] : 0
            for pattern in index.byPath[next] ?? [] { consider(pattern, at: slash) }
            for pattern in index.byPath[0] ?? [] { consider(pattern, at: slash) }
        }
        for pattern in index.anywhere {
            guard let first = pattern.firstLiteral.first, pattern.weight > best?.weight ?? -1 else { continue }
            for start in text.indices where text[start] == first { consider(pattern, at: start) }
        }
        if let best { return Match(vendor: best.vendor, strength: strength(of: best)) }
        return wrapped.map { Match(vendor: $0.vendor, strength: .path) }
    }

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
        var otherHosts: [TrackerPattern] = []
        /// By the octet after the slash; 0 where that is a wildcard.
        var byPath: [UInt8: [TrackerPattern]] = [:]
        var anywhere: [TrackerPattern] = []
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
                    } else {
                        index.otherHosts.append(pattern)
                    }
                case .path:
                    let literal = pattern.firstLiteral
                    index.byPath[literal.count > 1 ? literal[literal.startIndex + 1] : 0, default: []].append(pattern)
                case .anywhere: index.anywhere.append(pattern)
                }
            }
        }
        return index
    }()
}
