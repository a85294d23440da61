/// A URL taken apart into what two copies of a mail may differ in: labels of the host, segments of the path, values of
/// the query. URLs of one form have the same scheme, as many labels and segments, and the same names of parameters.
import DNS
import Domains

struct URLPieces: Sendable {
    enum Kind: Sendable, Hashable {
        case host(Int)
        case path(Int)
        case query(String)

        /// For people: `e in the query`, `piece 2 of the path`.
        var name: String {
            switch self {
            case .host(let index): "label \(index + 1) of the host"
            case .path(let index): "piece \(index + 1) of the path"
            case .query(let name): name.isEmpty ? "the query" : "\(name) in the query"
            }
        }
    }

    let scheme: Substring
    /// The registrable domain, or the address: one company's, whatever stands before it.
    let organization: String
    let pieces: [(kind: Kind, value: Substring)]

    private static let lengthLimit = 2_000
    private static let pieceLimit = 60

    init?(_ url: String) {
        guard let colon = url.firstIndex(of: ":") else { return nil }
        scheme = url[..<colon]
        let text = url[colon...].dropFirst().drop { $0 == "/" }.prefix(Self.lengthLimit).prefix { $0 != "#" }
        let place = text.prefix { $0 != "?" }
        let parts = place.split(separator: "/", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty else { return nil }
        var pieces: [(kind: Kind, value: Substring)] = []
        let name = host.prefix { $0 != ":" }.lowercased()
        organization = IPAddress(name) == nil ? PublicSuffix.registrableDomain(of: name) ?? name : name
        for (index, label) in host.split(separator: ".").enumerated() { pieces.append((.host(index), label)) }
        for (index, segment) in parts.dropFirst().enumerated() { pieces.append((.path(index), segment)) }
        for parameter in text[place.endIndex...].dropFirst().split(separator: "&") {
            let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isNamed = halves.count == 2
            pieces.append((.query(isNamed ? String(halves[0]) : ""), isNamed ? halves[1] : parameter))
        }
        self.pieces = Array(pieces.prefix(Self.pieceLimit))
    }

    /// Octets that it holds, about.
    var size: Int { pieces.reduce(64) { $0 + 48 + $1.value.utf8.count } }

    func hasForm(of other: URLPieces) -> Bool {
        scheme == other.scheme && organization == other.organization && pieces.count == other.pieces.count
            && zip(pieces, other.pieces).allSatisfy { $0.kind == $1.kind }
    }

    /// The URL with `{…}` where one of `personal` stands.
    func template(_ personal: Set<Int>) -> String {
        var text = "\(scheme)://"
        var hasQuery = false
        for (index, piece) in pieces.enumerated() {
            let value = personal.contains(index) ? "{…}" : String(piece.value)
            switch piece.kind {
            case .host(let position): text += (position == 0 ? "" : ".") + value
            case .path: text += "/" + value
            case .query(let name):
                text += (hasQuery ? "&" : "?") + (name.isEmpty ? "" : name + "=") + value
                hasQuery = true
            }
        }
        return text
    }
}
