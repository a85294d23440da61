/// Finds the changes in a sender's history, and tells a switch from two senders that take turns.
///
/// For each facet the messages stand in the order of time. A value has a start and an end there: its first and last
/// message, one in ten of them left aside as stragglers (one of five to nineteen). Where the ends of some values lie
/// before the start of others, the others replaced them; a value that starts while the rest goes on was added; one that
/// ends while the rest goes on, ended. Values whose messages interleave give no change at all. A value that pauses for
/// longer than its frequency explains, and comes back, has two spells, each with its start and end; one that does so
/// more than twice takes turns with others, and its pauses count for nothing. What is added was away before, and what
/// ends is away after, for more than three times its longest pause. Most messages before a switch show the
/// old, and most after it the new; what is added or ends is in one of five: what a few of a list's many writers do is no
/// change of the list.
///
/// How sure a change is, is a question of counting: had the `a` old and `b` new messages come in any order, with which
/// chance would all old ones stand before all new ones? 1 in C(a+b, a): one in two for 1 and 1, one in twenty for 3 and
/// 3. A clean switch is always told, with its confidence; everything else from a chance of one in twenty on. From four
/// messages on, a value that is seen once is a deviation, not a change. A facet that has another value in every second
/// message has none to change from.

import Backstamp

package struct ChangeDetector {
    private let history: SenderHistory
    private let entries: [SenderHistory.Entry]

    package init(_ history: SenderHistory) {
        self.history = history
        entries = history.inOrder
    }

    /// A spell of a value: its messages, as positions among those messages that show the facet.
    private struct Track {
        var number = 0
        let text: String
        let positions: [Int]

        var stragglers: Int { positions.count < 5 ? 0 : max(1, positions.count / 10) }
        var first: Int { positions[0] }
        var last: Int { positions[positions.count - 1] }
        var start: Int { positions[stragglers] }
        var end: Int { positions[positions.count - 1 - stragglers] }
        var middle: Int { positions[positions.count / 2] }
        /// Messages without it between two that show it.
        var longestPause: Int { zip(positions, positions.dropFirst()).map { $1 - $0 - 1 }.max() ?? 0 }
        /// Of the messages from the first to the last and one more.
        var frequency: Double { Double(positions.count) / Double(last - first + 2) }
    }

    private struct Facts {
        let facet: Infrastructure.Facet
        /// Position → index in `entries`.
        let entries: [Int]
        let values: Int
        let tracks: [Track]
        var count: Int { entries.count }
    }

    /// That a message has no beacon, or no signature, is a value like another.
    private static let countsAbsence: Set<Infrastructure.Facet> = [.beaconHost, .dkimDomain]
    package static let absent = "none"

    /// What a change has to touch to be told on little evidence.
    private static let carriers: Set<Infrastructure.Facet> = [
        .operator, .country, .network, .returnPath, .dkimDomain, .beaconHost, .transport,
    ]

    package func changes() -> [Change] {
        var found: [(kind: Change.Kind, part: Change.Part)] = []
        for facet in Infrastructure.Facet.allCases {
            let facts = facts(facet)
            guard !isVarying(facts) else { continue }
            found += changes(in: facts)
        }
        return grouped(found)
    }

    // MARK: The tracks of a facet

    private func facts(_ facet: Infrastructure.Facet) -> Facts {
        var shown: [Int] = []
        var positions: [String: [Int]] = [:]
        for (index, entry) in entries.enumerated() {
            var texts = entry.values.map { history.values[$0] }.filter { $0.facet == facet }.map(\.text)
            if texts.isEmpty, Self.countsAbsence.contains(facet) { texts = [Self.absent] }
            if texts.isEmpty { continue }
            for text in texts where text != SenderHistory.others { positions[text, default: []].append(shown.count) }
            shown.append(index)
        }
        var tracks = positions.flatMap { text, positions in
            Self.spells(positions).map { Track(text: text, positions: Array($0)) }
        }
        tracks.sort { ($0.start, $0.text) < ($1.start, $1.text) }
        for index in tracks.indices { tracks[index].number = index }
        return Facts(facet: facet, entries: shown, values: positions.count, tracks: tracks)
    }

    /// Cut where a value pauses for longer than its frequency explains, at most twice.
    private static func spells(_ positions: [Int]) -> [ArraySlice<Int>] {
        guard positions.count >= 4, let first = positions.first, let last = positions.last else { return [positions[...]] }
        // Of the places that it does not leave free for long: else its own pauses would make it rare.
        let gaps = zip(positions, positions.dropFirst()).map { $1 - $0 - 1 }
        let longest = gaps.sorted(by: >).prefix(2).reduce(0, +)
        let frequency = Double(positions.count) / Double(max(positions.count, last - first + 1 - longest))
        var spells: [ArraySlice<Int>] = []
        var start = 0
        for (index, gap) in gaps.enumerated() where gap > 3 {
            guard isUnlikely(pause: gap, frequency: frequency) else { continue }
            spells.append(positions[start...index])
            start = index + 1
        }
        spells.append(positions[start...])
        return spells.count <= 3 && spells.allSatisfy { $0.count > 1 } ? spells : [positions[...]]
    }

    /// (1 - frequency) to the power of the pause is below one in a thousand.
    private static func isUnlikely(pause: Int, frequency: Double) -> Bool {
        var chance = 1.0
        for _ in 0..<min(max(pause, 0), 10_000) {
            chance *= 1 - frequency
            if chance < 0.001 { return true }
        }
        return false
    }

    private func isVarying(_ facts: Facts) -> Bool { facts.count >= 4 && facts.values * 2 > facts.count }

    private func changes(in facts: Facts) -> [(kind: Change.Kind, part: Change.Part)] {
        let established = facts.tracks.filter { $0.positions.count > 1 || facts.count < 4 }
        var found: [(kind: Change.Kind, part: Change.Part)] = []
        var replaced: Set<Int> = []
        for group in groups(established, facts.count) {
            guard let start = group.map(\.start).min(), start > 0 else { continue }
            let latest = group.map(\.start).max() ?? start
            let names = Set(group.map(\.text))
            let others = established.filter { !names.contains($0.text) }
            let ended = others.filter { !replaced.contains($0.number) && $0.end < latest && $0.middle < start }
            let recent = ended.filter { !Self.isUnlikely(pause: start - $0.end - 1, frequency: $0.frequency) }
            let old = recent.isEmpty ? ended : recent
            if let change = switched(facts, old, group, at: start) {
                replaced.formUnion(old.map(\.number))
                found.append((.replacement, change))
            } else if let change = added(facts, others, group, at: start) {
                found.append((.addition, change))
            }
        }
        for track in established where !replaced.contains(track.number) {
            if let change = ended(facts, established, track) { found.append((.end, change)) }
        }
        return found
    }

    private func switched(_ facts: Facts, _ old: [Track], _ new: [Track], at start: Int) -> Change.Part? {
        guard let last = old.map(\.last).max(), let first = new.map(\.first).min() else { return nil }
        let before = old.reduce(0) { $0 + $1.positions.count }
        let after = new.reduce(0) { $0 + $1.positions.count }
        var chance = 1 / Self.combinations(min(before, 60), min(after, 60))
        // Each side may have a straggler anywhere.
        if last > first { chance *= Double(before + 1) * Double(after + 1) }
        guard last < first || chance <= Self.likely else { return nil }
        // What a few of many do is no change of the sender: most messages show the old before, and most the new after.
        let newLast = new.map(\.last).max() ?? start
        guard Self.share(of: old, in: (old.map(\.first).min() ?? 0)..<max(start, 1)) >= 0.5,
            Self.share(of: new, in: start..<(newLast + 1)) >= 0.5
        else { return nil }
        return part(facts, old, new, countAfter: after, chance: min(1, chance), at: last < first ? first : start)
    }

    private func added(_ facts: Facts, _ others: [Track], _ group: [Track], at start: Int) -> Change.Part? {
        let chances = group.filter { $0.positions.count >= 3 && $0.first > 3 * $0.longestPause }.map { track in
            (track, Self.chance(track.positions.count, within: facts.count - track.first, of: facts.count))
        }.filter { $0.1 <= Self.likely && Self.share(of: [$0.0], in: start..<facts.count) >= 0.2 }
        // Something goes on beside it, else there is nothing that it was added to.
        let beside = others.filter { $0.start < start && $0.end > start }
        guard let chance = chances.map(\.1).min(), !beside.isEmpty else { return nil }
        let after = chances.reduce(0) { $0 + $1.0.positions.count }
        let first = chances.map(\.0.first).min() ?? start
        return part(facts, beside, chances.map(\.0), countAfter: after, chance: chance, at: first)
    }

    private func ended(_ facts: Facts, _ established: [Track], _ track: Track) -> Change.Part? {
        guard track.positions.count >= 3, facts.count - 1 - track.last > 3 * track.longestPause,
            !established.contains(where: { $0.text == track.text && $0.start > track.end })
        else { return nil }
        let chance = Self.chance(track.positions.count, within: track.last + 1, of: facts.count)
        let beside = established.filter { $0.text != track.text && $0.start < track.last && $0.end > track.last }
        guard chance <= Self.likely, !beside.isEmpty, Self.share(of: [track], in: 0..<(track.last + 1)) >= 0.2 else { return nil }
        return part(facts, [track], beside, countAfter: 0, chance: chance, at: track.last + 1)
    }

    /// How many of the messages in a range show one of the values.
    private static func share(of tracks: [Track], in range: Range<Int>) -> Double {
        guard !range.isEmpty else { return 0 }
        let showing = Set(tracks.flatMap { $0.positions.filter(range.contains) })
        return Double(showing.count) / Double(range.count)
    }

    /// One in twenty.
    private static let likely = 0.05

    /// Values that start at about the same time.
    private func groups(_ tracks: [Track], _ count: Int) -> [[Track]] {
        let room = count / 50
        var groups: [[Track]] = []
        for track in tracks {
            if let first = groups.last?.first, track.start - first.start <= room, first.start > 0 {
                groups[groups.count - 1].append(track)
            } else {
                groups.append([track])
            }
        }
        return groups
    }

    private func part(
        _ facts: Facts, _ before: [Track], _ after: [Track], countAfter: Int, chance: Double, at position: Int
    ) -> Change.Part {
        let byCount = { (a: Track, b: Track) in (b.positions.count, a.text) < (a.positions.count, b.text) }
        func names(_ tracks: [Track]) -> [String] {
            var seen: Set<String> = []
            return tracks.sorted(by: byCount).map(\.text).filter { seen.insert($0).inserted }
        }
        return Change.Part(
            facet: facts.facet, before: names(before), after: names(after),
            countBefore: before.reduce(0) { $0 + $1.positions.count }, countAfter: countAfter, chance: chance,
            entry: facts.entries[min(position, facts.entries.count - 1)])
    }

    // MARK: Several facets that change at once are one change

    private func grouped(_ found: [(kind: Change.Kind, part: Change.Part)]) -> [Change] {
        let room = max(0, entries.count / 50)
        var changes: [(change: Change, entry: Int)] = []
        for (kind, part) in found.sorted(by: { ($0.part.entry, $0.part.facet) < ($1.part.entry, $1.part.facet) }) {
            if let index = changes.lastIndex(where: { $0.change.kind == kind && part.entry - $0.entry <= room }) {
                changes[index].change.parts.append(part)
            } else {
                let isEnd = kind == .end
                let date = entries[isEnd ? max(0, part.entry - 1) : part.entry].date
                let lastBefore = part.entry > 0 ? entries[part.entry - 1].date : nil
                changes.append((Change(kind: kind, date: date, lastBefore: isEnd ? nil : lastBefore, parts: [part]), part.entry))
            }
        }
        return changes.map(\.change).filter { change in
            change.confidence != .low || change.parts.contains { Self.carriers.contains($0.facet) }
        }.map { change in
            var change = change
            change.parts.sort { $0.facet < $1.facet }
            return change
        }
    }

    // MARK: Single messages

    /// Messages with a value of the route or the signer that no other has; at most `limit`.
    package func deviations(limit: Int = 50) -> [Deviation] {
        var byEntry: [Int: [Deviation.Part]] = [:]
        for facet in [Infrastructure.Facet.operator, .country, .network, .returnPath, .dkimDomain] {
            let facts = facts(facet)
            guard facts.count >= 4, !isVarying(facts), let usual = facts.tracks.max(by: { $0.positions.count < $1.positions.count })
            else { continue }
            for track in facts.tracks where track.positions.count == 1 && usual.positions.count * 2 > facts.count {
                byEntry[facts.entries[track.positions[0]], default: []].append(
                    Deviation.Part(facet: facet, value: track.text, usual: usual.text))
            }
        }
        return byEntry.sorted { $0.key < $1.key }.prefix(limit).map { index, parts in
            Deviation(date: entries[index].date, isLast: index == entries.count - 1, parts: parts)
        }
    }

    // MARK: Chances

    /// That `count` messages, put anywhere among `all`, all fall into `room` given places.
    static func chance(_ count: Int, within room: Int, of all: Int) -> Double {
        guard count <= room else { return 0 }
        var chance = 1.0
        for index in 0..<min(count, 2000) { chance *= Double(room - index) / Double(all - index) }
        return chance
    }

    /// C(a+b, a)
    static func combinations(_ a: Int, _ b: Int) -> Double {
        var result = 1.0
        for index in 0..<min(a, b) { result *= Double(a + b - index) / Double(index + 1) }
        return result
    }
}
