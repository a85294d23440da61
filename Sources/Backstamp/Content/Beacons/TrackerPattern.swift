/// One pattern of the tracker catalogue, matched against `host/path?query`.
///
/// Takes time linear in the text for each `*` of the pattern; patterns have two at the most.
final class TrackerPattern: Sendable {
    enum Anchor: Sendable {
        /// At the start of a label of the host.
        case host
        /// At a `/` after the host.
        case path
        case anywhere
    }

    private enum Piece: Sendable {
        case literal(UInt8)
        case any
        case digits
        /// A run of letters, digits, `_`, `.`, `-`: exactly so many, or at least one.
        case token(Int?)
        case capital
        case small

        var isOneOctet: Bool {
            switch self {
            case .literal, .capital, .small: true
            case .any, .digits, .token: false
            }
        }
    }

    let vendor: String
    let anchor: Anchor
    /// The host, where the pattern names one without wildcards.
    let literalHost: String?
    /// Something follows the host.
    let hasPath: Bool
    /// Literal octets: of two patterns that match, the one with more says more.
    let weight: Int
    /// What it starts with, up to the first wildcard: a cheap first look.
    let firstLiteral: [UInt8]
    private let pieces: [Piece]
    /// What may stand second and third where it matches: a look at the two spares most of the rest.
    private let second: PatternOctets
    private let third: PatternOctets

    init(_ octets: [UInt8], vendor: String) {
        self.vendor = vendor
        anchor = octets.first == UInt8(ascii: "/") ? .path : octets.first == UInt8(ascii: "*") ? .anywhere : .host
        let host = octets.prefix { $0 != UInt8(ascii: "/") }
        hasPath = host.count < octets.count
        let isLiteral = host.allSatisfy { Self.isToken($0) && $0 != UInt8(ascii: "_") }
        literalHost = anchor == .host && isLiteral ? String(decoding: host, as: UTF8.self) : nil
        pieces = Self.pieces(anchor == .anywhere ? Array(octets.dropFirst()) : octets)
        weight = pieces.count { if case .literal = $0 { true } else { false } }
        firstLiteral = Self.firstLiteral(pieces)
        second = Self.octets(pieces, at: 1)
        third = Self.octets(pieces, at: 2)
    }

    private static let all = PatternOctets(0...0xFF)

    /// Those that may stand at a place; all of them where what is before it has no length of its own.
    private static func octets(_ pieces: [Piece], at place: Int) -> PatternOctets {
        guard place < pieces.count, pieces[..<place].allSatisfy({ $0.isOneOctet }) else { return all }
        switch pieces[place] {
        case .literal(let octet): return PatternOctets(octet...octet)
        case .capital: return PatternOctets(0x41...0x5A)
        case .small: return PatternOctets(0x61...0x7A)
        case .any, .digits, .token: return all
        }
    }

    private static func firstLiteral(_ pieces: [Piece]) -> [UInt8] {
        var run: [UInt8] = []
        for piece in pieces {
            guard case .literal(let octet) = piece else { break }
            run.append(octet)
        }
        return run
    }

    func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard start + 2 >= text.count || second.contains(text[start + 1]) && third.contains(text[start + 2]) else { return false }
        return matches(text, start, 0)
    }

    /// Whether the text has the first literal at the place, as far as it reaches.
    func startMatches(_ text: [UInt8], at start: Int) -> Bool {
        zip(firstLiteral, text[start...]).allSatisfy { $0 == $1 }
    }

    private func matches(_ text: Span<UInt8>, _ start: Int, _ piece: Int) -> Bool {
        var position = start
        var piece = piece
        while piece < pieces.count {
            switch pieces[piece] {
            case .literal(let octet):
                guard position < text.count, text[position] == octet else { return false }
                position += 1
            case .any:
                guard piece + 1 < pieces.count else { return true }
                while position <= text.count {
                    if matches(text, position, piece + 1) { return true }
                    position += 1
                }
                return false
            case .digits:
                let end = Self.end(of: text, from: position) { $0 >= 0x30 && $0 <= 0x39 }
                guard end > position else { return false }
                position = end
            case .token(let count):
                let end = Self.end(of: text, from: position, Self.isToken)
                guard end - position >= (count ?? 1) else { return false }
                position = count.map { position + $0 } ?? end
            case .capital:
                guard position < text.count, text[position] >= 0x41, text[position] <= 0x5A else { return false }
                position += 1
            case .small:
                guard position < text.count, text[position] >= 0x61, text[position] <= 0x7A else { return false }
                position += 1
            }
            piece += 1
        }
        return true
    }

    private static func end(of text: Span<UInt8>, from start: Int, _ belongs: (UInt8) -> Bool) -> Int {
        var end = start
        while end < text.count, belongs(text[end]) { end += 1 }
        return end
    }

    private static func isToken(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func pieces(_ octets: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var index = 0
        func isDigit(_ index: Int) -> Bool { index < octets.count && octets[index] >= 0x30 && octets[index] <= 0x39 }
        while index < octets.count {
            let wildcard: Piece? =
                switch octets[index] {
                case UInt8(ascii: "*"): .any
                case UInt8(ascii: "#"): .digits
                case UInt8(ascii: "^"): .capital
                case UInt8(ascii: "@"): .small
                case UInt8(ascii: "%"): .token(nil)
                default: nil
                }
            guard var wildcard else {
                pieces.append(.literal(octets[index]))
                index += 1
                continue
            }
            index += 1
            if case .token = wildcard {
                var count: Int?
                while isDigit(index), (count ?? 0) < 1_000 {
                    count = (count ?? 0) * 10 + Int(octets[index] - 0x30)
                    index += 1
                }
                wildcard = .token(count)
            }
            pieces.append(wildcard)
        }
        return pieces
    }
}

/// The octets that may stand at one place of a pattern.
private struct PatternOctets: Sendable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ octets: ClosedRange<UInt8>) {
        for octet in octets {
            let bit: UInt64 = 1 &<< UInt64(octet & 63)
            switch octet >> 6 {
            case 0: bits.0 |= bit
            case 1: bits.1 |= bit
            case 2: bits.2 |= bit
            default: bits.3 |= bit
            }
        }
    }

    func contains(_ octet: UInt8) -> Bool {
        let half = octet & 0x40 == 0 ? (bits.0, bits.2) : (bits.1, bits.3)
        return (octet < 0x80 ? half.0 : half.1) &>> UInt64(octet & 63) & 1 != 0
    }
}
