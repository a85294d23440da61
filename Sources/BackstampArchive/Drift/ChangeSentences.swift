/// A change in words: "from 12 January 2007 sent by MailTrack in GB instead of WhatCounts in the US".

package import Backstamp
import MIME

extension Change {
    /// The change as a whole; who sends it and where comes first. Without full stop.
    package var sentence: String {
        let when = (kind == .end ? "until " : "from ") + Words.day(date)
        return ([when + " " + (phrases.first ?? "")] + phrases.dropFirst().prefix(3)).joined(separator: "; ")
    }

    /// Each thing that changed.
    package var phrases: [String] {
        var phrases = [sending].compactMap { $0 }
        for part in parts where !Self.sendingFacets.contains(part.facet) { phrases.append(phrase(part)) }
        return phrases
    }

    private static let sendingFacets: Set<Infrastructure.Facet> = [.operator, .country, .network]

    /// Operator, country and network are one thing to a reader.
    private var sending: String? {
        let (runner, country) = (part(.operator), part(.country))
        func side(_ values: (Part) -> [String]) -> String {
            let countries = country.map { Words.list(values($0).map(Words.country)) }
            return [runner.map { Words.list(values($0)) }, countries.map { runner == nil ? $0 : "in " + $0 }]
                .compactMap { $0 }.joined(separator: " ")
        }
        guard runner != nil || country != nil else {
            return part(.network).map { "sent from " + versus(Words.list($0.before), Words.list($0.after)) }
        }
        let verb = runner == nil ? "sent from " : "sent by "
        return verb + versus(side(\.before), side(\.after))
    }

    private func versus(_ before: String, _ after: String) -> String {
        switch kind {
        case .replacement: "\(after) instead of \(before)"
        case .addition: "\(after) too, beside \(before)"
        case .end: "\(before) too, beside \(after)"
        }
    }

    private func phrase(_ part: Part) -> String {
        let (before, after) = (Words.list(part.before), Words.list(part.after))
        let isNew = part.before == [ChangeDetector.absent]
        let isGone = part.after == [ChangeDetector.absent]
        switch part.facet {
        case .beaconHost where isNew: return "opening it tells \(after), and told nobody before"
        case .beaconHost where isGone: return "opening it tells \(before) no more"
        case .beaconHost: return "opening it tells " + versus(before, after)
        case .dkimDomain where isNew: return "signed by \(after), and by nobody before"
        case .dkimDomain where isGone: return "signed by \(before) no more"
        case .dkimDomain: return "signed by " + versus(before, after)
        case .dkimSelector: return "signed with key " + versus(before, after)
        case .returnPath: return "errors go to " + versus(before, after)
        case .linkHost: return "links lead to " + versus(before, after)
        case .software: return "handed over by the software " + versus(before, after)
        case .mailer: return "written with " + versus(before, after)
        case .transport: return "carried over the border at grade " + versus(before, after)
        case .spf, .dkim, .dmarc: return "\(part.facet.rawValue.uppercased()) says " + versus(before, after)
        case .operator, .country, .network: return versus(before, after)
        }
    }
}

extension Deviation {
    package var sentence: String {
        let what = parts.map { "\(Words.name($0.facet)) \($0.value) instead of \($0.usual)" }
        return "one message on \(Words.day(date)): " + what.joined(separator: "; ")
            + (isLast ? " (the last one: it may be the first of more)" : "")
    }
}

/// Words that `drift` uses.
package enum Words {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `12 January 2007`, in UTC.
    package static func day(_ seconds: Int) -> String {
        let parts = MailDate(seconds: seconds).iso8601.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return "day \(seconds / 86400)" }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }

    /// `2007-01-12`, in UTC.
    package static func isoDay(_ seconds: Int) -> String { String(MailDate(seconds: seconds).iso8601.prefix(10)) }

    /// The codes that English gives an article when it is spoken.
    static func country(_ code: String) -> String { code == "US" || code == "UK" || code == "EU" ? "the \(code)" : code }

    /// `a, b and c`; of more than four the first three and how many there are.
    package static func list(_ values: [String]) -> String {
        switch values.count {
        case 0: return "unknown"
        case 1: return values[0]
        case 2...4: return values.dropLast().joined(separator: ", ") + " and " + (values.last ?? "")
        default: return values.prefix(3).joined(separator: ", ") + " and \(values.count - 3) more"
        }
    }

    package static func name(_ facet: Infrastructure.Facet) -> String {
        switch facet {
        case .operator: "sent by"
        case .country: "server in"
        case .network: "network"
        case .software: "server software"
        case .mailer: "written with"
        case .returnPath: "errors to"
        case .dkimDomain: "signed by"
        case .dkimSelector: "signing key"
        case .transport: "transport grade"
        case .beaconHost: "opening tells"
        case .linkHost: "links to"
        case .spf: "SPF"
        case .dkim: "DKIM"
        case .dmarc: "DMARC"
        }
    }
}
