import DNS

/// A published SPF record as the grammar of RFC 7208 §12 reads it.
struct SPFRecord: Sendable {
    enum Mechanism: Sendable {
        case all
        case include(MacroString)
        case a(MacroString?, DualPrefix)
        case mx(MacroString?, DualPrefix)
        case ptr(MacroString?)
        case ip4(IPAddress, prefix: Int)
        case ip6(IPAddress, prefix: Int)
        case exists(MacroString)

        var target: MacroString? {
            switch self {
            case .include(let target), .exists(let target): target
            case .a(let target, _), .mx(let target, _), .ptr(let target): target
            case .all, .ip4, .ip6: nil
            }
        }

        /// RFC 7208 §4.6.4: the terms that cause look-ups.
        var isLookup: Bool {
            switch self {
            case .all, .ip4, .ip6: false
            case .include, .a, .mx, .ptr, .exists: true
            }
        }
    }

    /// `dual-cidr-length` (RFC 7208 §5.6).
    struct DualPrefix: Sendable {
        var v4 = 32
        var v6 = 128
    }

    struct Directive: Sendable {
        /// What a match gives (RFC 7208 §4.6.2).
        var qualifier: SPFResult
        var mechanism: Mechanism
        /// As written.
        var text: String
    }

    struct Modifier: Sendable {
        var target: MacroString
        /// As written.
        var text: String
    }

    var directives: [Directive] = []
    var redirect: Modifier?
    /// How many directives stand before `redirect=`; the RFC does not care, libspf2 does.
    var directivesBeforeRedirect = 0
    var explanation: Modifier?

    var hasAll: Bool { directives.contains { if case .all = $0.mechanism { true } else { false } } }
}

/// Why a record is none (RFC 7208 §4.6): the term, and what is wrong with it.
struct SPFSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    var problem: String
    /// As written, of bounded length; empty where the error is not in one term.
    var term = ""

    init(_ problem: String, term: String = "") {
        self.problem = problem
        self.term = term
    }

    var description: String { term.isEmpty ? problem : "\(problem) in \"\(term)\"" }
}
