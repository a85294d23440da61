/// What one message shows of the machinery behind its author: who sent it and from where, who signed it, where its
/// errors, pictures and links lead. Many of them make a history (`drift`) or a baseline (`check --baseline`).
///
/// Of the route only what the receiver itself saw counts, the client at the border, because the fields below it can be
/// made up. A facet that the message does not show has no value, which is not the same as another one.

import Domains

package struct Infrastructure: Hashable, Sendable {
    package enum Facet: String, CaseIterable, Sendable, Comparable {
        /// Who runs the server at the border: a known company, else the organization of its looked-up name.
        case `operator`
        /// Where that server stands, ISO 3166-1 alpha-2.
        case country
        /// `AS64496 NAME`.
        case network
        /// Of the server that handed it over, by its own word; without version.
        case software
        /// The program that wrote it, by its own word; without version.
        case mailer
        case returnPath
        case dkimDomain
        /// `selector of domain`.
        case dkimSelector
        /// The grade of the hop over the border.
        case transport
        /// Registrable domains.
        case beaconHost
        case linkHost
        /// Results; temporary errors are no value.
        case spf
        case dkim
        case dmarc

        package static func < (a: Facet, b: Facet) -> Bool { order[a, default: 0] < order[b, default: 0] }
        private static let order = Dictionary(uniqueKeysWithValues: zip(allCases, allCases.indices))
    }

    /// Sorted, each once; a facet without any is not a key.
    package private(set) var values: [Facet: [String]] = [:]

    package subscript(facet: Facet) -> [String] { values[facet] ?? [] }

    /// So many values of a facet are kept of a message.
    static let valueLimit = 16
    /// Octets of a value.
    static let lengthLimit = 255

    mutating func set(_ facet: Facet, _ found: some Sequence<String?>) {
        var kept: Set<String> = []
        for case let value? in found where !value.isEmpty && value.utf8.count <= Self.lengthLimit {
            kept.insert(value)
            if kept.count == Self.valueLimit { break }
        }
        values[facet] = kept.isEmpty ? nil : kept.sorted()
    }

    /// What is read of a message before it is made comparable: the same from `Evidence` and from a report's JSON.
    package struct Source: Sendable {
        package struct Signature: Sendable {
            package var domain: String?
            package var selector: String?
            package var result: String

            package init(domain: String?, selector: String?, result: String) {
                self.domain = domain
                self.selector = selector
                self.result = result
            }
        }

        package var borderName: String?
        package var country: String?
        package var asn: Int?
        package var network: String?
        package var grade: String?
        /// Of the hop below the border.
        package var software: String?
        package var mailer: String?
        package var returnPath: String?
        package var signatures: [Signature] = []
        package var beaconHosts: [String] = []
        package var linkHosts: [String] = []
        package var spf: String?
        package var dmarc: String?

        package init() {}
    }

    package init(_ source: Source) {
        let runner = source.borderName.flatMap { name in
            OperatorCatalogue.standard.entry(ofHost: name)?.name ?? PublicSuffix.registrableDomain(of: name)
        }
        set(.operator, [runner])
        set(.country, [source.country])
        set(.network, [source.asn.map { asn in source.network.map { "AS\(asn) \($0)" } ?? "AS\(asn)" }])
        set(.software, [source.software.map(Self.withoutVersion)])
        set(.mailer, [source.mailer.map(Self.withoutVersion)])
        set(.returnPath, [source.returnPath.flatMap(Self.domain)])
        // A signature that fails is anybody's.
        let signatures = source.signatures.filter { $0.result != "fail" && $0.domain != nil }
        set(.dkimDomain, signatures.map(\.domain))
        set(.dkimSelector, signatures.map { signature in signature.selector.map { "\($0) of \(signature.domain ?? "")" } })
        set(.transport, [source.grade])
        set(.beaconHost, source.beaconHosts.map(Self.organization))
        set(.linkHost, source.linkHosts.map(Self.organization))
        let results = source.signatures.map(\.result)
        let dkim = ["pass", "fail"].first { results.contains($0) } ?? results.first ?? "none"
        for (facet, result) in [(Facet.spf, source.spf), (.dkim, dkim), (.dmarc, source.dmarc)] where result != "temperror" {
            set(facet, [result])
        }
    }

    private static func organization(_ host: String) -> String { PublicSuffix.registrableDomain(of: host) ?? host }

    private static func domain(_ address: String) -> String? {
        guard let at = address.lastIndex(of: "@") else { return nil }
        return address[address.index(after: at)...].lowercased()
    }

    /// `Sendmail 8.13.1/8.13.1` and the next version of it are the same program.
    private static func withoutVersion(_ name: String) -> String {
        let words = name.split(whereSeparator: { " \t".contains($0) }).prefix { word in
            !(word.utf8.first.map { (0x30...0x39).contains($0) } ?? true) && word.utf8.first != 0x28
        }
        let kept = words.prefix(4).map { word in String(word.prefix { $0 != "/" && $0 != "(" && $0 != "[" }) }.filter { !$0.isEmpty }
        return kept.isEmpty ? String(name.prefix(40)) : kept.joined(separator: " ")
    }
}
