import DNS

/// The weakest transport of the way in words: which hop, which grade, and what that means to who knows no ciphers.
enum WeakestHop {
    /// For the summary; nil where no hop tells, or where the weakest is good.
    static func sentence(_ route: Route) -> String? {
        guard let (hop, weakest) = find(route), weakest.grade < .a else { return nil }
        return "The weakest hop, \(ends(hop)), has grade \(weakest.grade.rawValue): \(meaning(hop, weakest.grade))."
    }

    /// For the answers of the text report: the hop by its number, and the reason with its reference.
    static func line(_ route: Route) -> String? {
        guard !route.hops.isEmpty else { return nil }
        guard let (hop, weakest) = find(route) else { return "No hop tells how it was encrypted." }
        let number = "Hop \(hop.index + 1) of \(route.hops.count)"
        let claim = hop.trusted ? "" : "; so that relay says"
        return "\(number), \(ends(hop)): grade \(weakest.grade.rawValue), \(weakest.reason)\(claim)."
    }

    private static func find(_ route: Route) -> (Hop, Route.WeakestTransport)? {
        guard let weakest = route.weakestTransport, route.hops.indices.contains(weakest.hop) else { return nil }
        return (route.hops[weakest.hop], weakest)
    }

    private static func ends(_ hop: Hop) -> String {
        let client = hop.from.rdns ?? hop.from.helo ?? hop.from.ip?.description
        let relay = hop.by.name ?? hop.by.ip?.description ?? "a relay that it does not name"
        return (client.map { "from \($0) " } ?? "") + "to \(relay)"
    }

    private static func meaning(_ hop: Hop, _ grade: TransportGrade) -> String {
        let name = (hop.tls.cipher ?? hop.tls.version).map { " (\($0))" } ?? ""
        let claim = hop.trusted ? "" : ", as that relay says"
        guard hop.tls.used == true else { return "nothing was encrypted there\(claim)" }
        switch grade {
        case .f: return "the encryption there\(name) can be broken\(claim)"
        case .d: return "the encryption there\(name) is weak\(claim)"
        case .c where hop.tls.reason?.hasPrefix("anonymous") == true:
            return "nobody checked there who the other side was\(name)\(claim)"
        case .c: return "the encryption there\(name) is out of date\(claim)"
        case .b: return "the encryption there\(name) is sound, but not the best\(claim)"
        case .a, .aPlus: return "the encryption there\(name) is sound\(claim)"
        }
    }
}
