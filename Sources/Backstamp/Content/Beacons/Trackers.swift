/// Looks a URL up in the tracker catalogue: whose open tracker it is, and how sure that is.
import Domains
import HTML

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
        let text = Array(host.utf8.prefix(maximumHost)) + Array(target.utf8.prefix(maximumLength))
        return match(text.span, hostLength: min(host.utf8.count, maximumHost), candidates(host))
    }

    static func match(_ url: WebURL, _ host: WebHost) -> Match? {
        let hostLength = host.name.utf8.count
        // Host and target follow on each other unless a port stands between.
        guard url.port == nil, hostLength <= maximumHost, url.hostStart + hostLength == url.targetRange.lowerBound else {
            return match(host: host.name, target: String(Substring(url.octets(url.targetRange))))
        }
        let end = min(url.targetRange.upperBound, url.targetRange.lowerBound + maximumLength)
        let octets = url.href.utf8
        return match(octets.span.extracting(url.hostStart..<end), hostLength: hostLength, host.trackers)
    }

    private static func match(
        _ text: Span<UInt8>, hostLength: Int, _ candidates: [(pattern: TrackerPattern, position: Int)]
    ) -> Match? {
        let index = index
        var best: TrackerPattern?
        // Of patterns that weigh the same the first one counts.
        for candidate in candidates where candidate.pattern.weight > best?.weight ?? -1 {
            if candidate.pattern.matches(text, at: candidate.position) { best = candidate.pattern }
        }
        // A picture that goes through a proxy has the vendor's address inside its own: a piece of the path is a host.
        var wrapped: TrackerPattern?
        var lastSlash: Int?
        var hasDot = false
        var next = hostLength
        while let position = nextMark(in: text, from: next) {
            next = position + 1
            guard text[position] == 0x2F else {
                hasDot = true
                continue
            }
            if hasDot, let start = lastSlash.map({ $0 + 1 }), position - start < maximumWrappedHost {
                for found in index.wrapped(text, start..<position) where found.weight > wrapped?.weight ?? -1 { wrapped = found }
            }
            (lastSlash, hasDot) = (position, false)
            if position + 2 < text.count {
                let cell = Index.cell(text[position + 1], text[position + 2])
                if index.hasPaths[cell] {
                    for pattern in index.byPath[cell] where pattern.weight > best?.weight ?? -1 && pattern.matches(text, at: position) {
                        best = pattern
                    }
                }
            }
            for pattern in index.openPaths where pattern.weight > best?.weight ?? -1 && pattern.matches(text, at: position) {
                best = pattern
            }
        }
        if let found = index.anywhere(in: text), found.weight > best?.weight ?? -1 { best = found }
        if let best { return Match(vendor: best.vendor, strength: strength(of: best)) }
        return wrapped.map { Match(vendor: $0.vendor, strength: .path) }
    }

    /// A dot or a slash.
    @inline(__always) private static func nextMark(in text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index >= 0, index &+ 8 <= text.count {
            let word = text.word(at: index)
            let found = word.mask(of: 0x2E) | word.mask(of: 0x2F)
            if found != 0 { return index &+ OctetWord.first(found) }
            index &+= 8
        }
        while index < text.count {
            if text[index] == 0x2E || text[index] == 0x2F { return index }
            index &+= 1
        }
        return nil
    }

    /// The patterns of hosts whose host part may match a host, and where in it.
    static func candidates(_ host: String) -> [(pattern: TrackerPattern, position: Int)] {
        let octets = Array(host.utf8.prefix(maximumHost))
        var list: [(pattern: TrackerPattern, position: Int)] = []
        var position = 0
        while position < octets.count {
            for pattern in index.patterns(ofHost: octets[position...]) { list.append((pattern, position)) }
            if position + 1 < octets.count {
                for pattern in index.otherHosts[Index.cell(octets[position], octets[position + 1])]
                where pattern.startMatches(octets, at: position) {
                    list.append((pattern, position))
                }
            }
            guard let dot = octets[position...].firstIndex(of: 0x2E) else { break }
            position = dot + 1
        }
        return list
    }

    private static func strength(of pattern: TrackerPattern) -> Strength {
        switch pattern.anchor {
        case .host: pattern.hasPath ? .hostAndPath : .host
        case .path, .anywhere: .path
        }
    }

    package static var vendorCount: Int { Set(index.all.map(\.vendor)).count }

    private static let maximumHost = 300
    private static let maximumLength = 4_000
    private static let maximumWrappedHost = 100

    private static let index = Index(TrackerCatalogue.records)

    /// The catalogue's patterns by what a URL must have for them to match. A class, because it has many lists and is
    /// asked for each URL.
    private final class Index: Sendable {
        let all: [TrackerPattern]
        private let byHost: [String: [TrackerPattern]]
        /// The names in `byHost`: most names are not among them.
        private let hosts: WordSet
        /// Those of hosts with wildcards, by their first two octets.
        let otherHosts: [[TrackerPattern]]
        /// Those of paths by the two octets after the slash.
        let byPath: [[TrackerPattern]]
        /// Where there are some.
        let hasPaths: [Bool]
        /// Those where these are not literal.
        let openPaths: [TrackerPattern]
        private let anywhere: [TrackerPattern]
        private let skips: PairSkips

        init(_ records: String) {
            var all: [TrackerPattern] = []
            for line in Array(records.utf8).split(separator: 0x0A) {
                let halves = line.split(separator: UInt8(ascii: "|"), maxSplits: 1)
                guard halves.count == 2 else { continue }
                var name = halves[0].drop { $0 == 0x20 }
                while name.last == 0x20 { name.removeLast() }
                let vendor = String(decoding: name, as: UTF8.self)
                for text in halves[1].split(separator: 0x20) { all.append(TrackerPattern(Array(text), vendor: vendor)) }
            }
            var byHost: [String: [TrackerPattern]] = [:]
            var otherHosts = [[TrackerPattern]](repeating: [], count: Self.cellCount)
            var byPath = otherHosts
            var openPaths: [TrackerPattern] = []
            var anywhere: [TrackerPattern] = []
            for pattern in all {
                let literal = pattern.firstLiteral
                switch pattern.anchor {
                case .host:
                    if let host = pattern.literalHost {
                        byHost[host, default: []].append(pattern)
                    } else {
                        let cells = literal.count > 1 ? [Self.cell(literal[0], literal[1])] : Array(otherHosts.indices)
                        for cell in cells { otherHosts[cell].append(pattern) }
                    }
                case .path:
                    if literal.count > 2 {
                        byPath[Self.cell(literal[1], literal[2])].append(pattern)
                    } else {
                        openPaths.append(pattern)
                    }
                case .anywhere: anywhere.append(pattern)
                }
            }
            var skips = PairSkips(shortest: anywhere.map(\.firstLiteral.count).min() ?? 2)
            for (number, pattern) in anywhere.enumerated() { skips.insert(pattern.firstLiteral[...], number) }
            self.all = all
            self.byHost = byHost
            hosts = WordSet(Array(byHost.keys))
            self.otherHosts = otherHosts
            self.byPath = byPath
            hasPaths = byPath.map { !$0.isEmpty }
            self.openPaths = openPaths
            self.anywhere = anywhere
            self.skips = skips
        }

        private static let cellCount = 1 << 10

        /// Some pairs share a cell; the pattern itself is compared in any case.
        static func cell(_ one: UInt8, _ other: UInt8) -> Int { Int(one & 0x1F) << 5 | Int(other & 0x1F) }

        func patterns(ofHost name: ArraySlice<UInt8>) -> [TrackerPattern] {
            guard hosts.contains(WordSet.Word(name)) else { return [] }
            return byHost[String(decoding: name, as: UTF8.self)] ?? []
        }

        /// Those of host and path that match a piece of a path which ends where the host does.
        func wrapped(_ text: Span<UInt8>, _ piece: Range<Int>) -> [TrackerPattern] {
            var found: [TrackerPattern] = []
            var position = piece.lowerBound
            while position < piece.upperBound {
                var name: [UInt8] = []
                var dot: Int?
                for place in position..<piece.upperBound {
                    name.append(text[place])
                    if dot == nil, text[place] == 0x2E { dot = place }
                }
                guard let dot else { break }
                for pattern in patterns(ofHost: name[...]) where pattern.hasPath && pattern.matches(text, at: position) {
                    found.append(pattern)
                }
                position = dot + 1
            }
            return found
        }

        /// The weightiest of those that match at any place, the first of them in the catalogue.
        func anywhere(in text: Span<UInt8>) -> TrackerPattern? {
            var best: Int?
            var start = 0
            while let place = skips.place(in: text, from: start) {
                var candidate = skips.word(at: place, in: text)
                while let word = candidate {
                    let number = skips.number(of: word)
                    let isBetter = best.map { (anywhere[number].weight, $0) > (anywhere[$0].weight, number) } ?? true
                    if isBetter, anywhere[number].matches(text, at: place) { best = number }
                    candidate = skips.word(before: word)
                }
                start = place + 1
            }
            return best.map { anywhere[$0] }
        }
    }
}
