import DKIM
import MIME

/// The three fields of one instance (RFC 8617 §4.2), as far as they are there.
struct ARCSet {
    var results: HeaderField?
    var message: ARCTags?
    var seal: ARCTags?

    /// RFC 8617 §4.2.1: no instance above 50.
    static let instanceLimit = 50
}

/// An ARC-Message-Signature or ARC-Seal field with its tags.
struct ARCTags {
    let field: HeaderField
    let list: TagList
}

/// The ARC sets of a message, and the first thing that is wrong with how they are made up (RFC 8617 §5.2, step 3).
struct ARCSets {
    /// By instance, 1 first; there may be gaps where `failure` says so.
    private(set) var sets: [(instance: Int, set: ARCSet)] = []
    private(set) var failure: String?
    private(set) var isEmpty = true

    init(_ header: HeaderSection) {
        var byInstance: [Int: ARCSet] = [:]
        var count = 0
        // Most messages have none.
        guard Kind.allCases.contains(where: { !header.places($0.rawValue).isEmpty }) else { return }
        for field in header.fields {
            guard let kind = Kind(rawValue: field.key) else { continue }
            isEmpty = false
            count += 1
            guard count <= 3 * ARCSet.instanceLimit else {
                refuse("too many ARC fields")
                break
            }
            do {
                try kind.add(field, of: header, to: &byInstance)
            } catch { refuse("\(field.name.prefix(40)): \(error.reason)") }
        }
        sets = byInstance.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        checkStructure()
    }

    private mutating func refuse(_ reason: String) { failure = failure ?? reason }

    /// Instances 1 to N without a gap, each with all three fields.
    private mutating func checkStructure() {
        for (index, entry) in sets.enumerated() {
            guard entry.instance == index + 1 else { return refuse("instance \(index + 1) is missing") }
            if entry.set.results == nil {
                refuse("instance \(entry.instance) has no ARC-Authentication-Results")
            }
            if entry.set.message == nil { refuse("instance \(entry.instance) has no ARC-Message-Signature") }
            if entry.set.seal == nil { refuse("instance \(entry.instance) has no ARC-Seal") }
        }
    }

    private enum Kind: String, CaseIterable {
        case results = "arc-authentication-results"
        case message = "arc-message-signature"
        case seal = "arc-seal"

        func add(
            _ field: HeaderField, of header: HeaderSection, to sets: inout [Int: ARCSet]
        ) throws(DKIMFailure) {
            if self == .results {
                guard let instance = AARInstance(header.unfolded(field))?.instance else {
                    throw DKIMFailure(.permerror, .syntax, "no instance in front")
                }
                guard sets[instance]?.results == nil else { throw Self.duplicate(instance) }
                sets[instance, default: ARCSet()].results = field
                return
            }
            let tags = ARCTags(field: field, list: try TagList(header.body(field)))
            guard let instance = try tags.list.number("i", digits: 2), (1...ARCSet.instanceLimit).contains(instance)
            else { throw DKIMFailure(.permerror, .syntax, "no instance of 1 to \(ARCSet.instanceLimit)") }
            var set = sets[instance] ?? ARCSet()
            guard (self == .message ? set.message : set.seal) == nil else { throw Self.duplicate(instance) }
            if self == .message { set.message = tags } else { set.seal = tags }
            sets[instance] = set
        }

        private static func duplicate(_ instance: Int) -> DKIMFailure {
            DKIMFailure(.permerror, .syntax, "instance \(instance) is there twice")
        }
    }
}

/// What stands in front of an ARC-Authentication-Results field: `i=1;` (RFC 8617 §4.1.1).
struct AARInstance {
    let instance: Int
    /// What follows the semicolon.
    let rest: ArraySlice<UInt8>

    /// - Parameter value: the unfolded body.
    init?(_ value: [UInt8]) {
        var position = Self.afterComments(value, 0)
        guard position < value.count, value[position] == 0x69 else { return nil }
        position = Self.afterComments(value, position + 1)
        guard position < value.count, value[position] == 0x3D else { return nil }
        position = Self.afterComments(value, position + 1)
        let digits = value[position...].prefix(3).prefix { (0x30...0x39).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)), digits.count <= 2,
            (1...ARCSet.instanceLimit).contains(number)
        else { return nil }
        position = Self.afterComments(value, digits.endIndex)
        guard position < value.count, value[position] == 0x3B else { return nil }
        instance = number
        rest = value[(position + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
    }

    /// Skips white space and comments (RFC 5322 §3.2.2).
    private static func afterComments(_ value: [UInt8], _ start: Int) -> Int {
        var position = start
        var depth = 0
        while position < value.count {
            switch value[position] {
            case 0x28: depth += 1
            case 0x29 where depth > 0: depth -= 1
            case 0x5C where depth > 0: position += 1
            case 0x20, 0x09: break
            default: if depth == 0 { return position }
            }
            position += 1
        }
        return value.count
    }
}
