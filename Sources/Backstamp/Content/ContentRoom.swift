/// How much one message may still put into its report, all of its documents together: with limits of their own a thousand
/// parts would have a thousand times as much. The octets of addresses are bounded too, because a long `base` makes each of
/// them as long as itself.
struct ContentRoom: Sendable {
    var loads = Content.loadLimit
    var links = Content.linkLimit
    var forms = Content.formLimit
    /// Of addresses.
    private var octets = maximumOctets
    private var hasLongAddress = false
    private var hasLongText = false
    private var isFull = false

    /// The address as it is reported: where it is too long, or those before it took up the room, its start.
    mutating func keep(_ address: String) -> String {
        let length = address.utf8.count
        guard length <= Self.maximumAddress, length <= octets else { return start(of: address, length) }
        octets -= length
        return address
    }

    @inline(never) private mutating func start(of address: String, _ length: Int) -> String {
        if length > Self.maximumAddress { hasLongAddress = true }
        let wanted = min(length, Self.maximumAddress)
        if wanted > octets { isFull = true }
        let kept = wanted > octets ? min(length, Self.leastAddress) : wanted
        octets -= min(kept, octets)
        return Self.shortened(address, to: kept)
    }

    static func shortened(_ address: String, to length: Int = maximumAddress) -> String {
        guard address.utf8.count > length else { return address }
        return String(address[..<address.utf8.index(address.startIndex, offsetBy: length)])
    }

    /// The text of a link was perhaps not read to its end.
    mutating func noteLongText() { hasLongText = true }

    /// A base was cut.
    mutating func noteLongAddress() { hasLongAddress = true }

    /// Those that were hit, in words.
    var limits: [String] {
        (hasLongAddress ? ["addresses longer than \(Self.maximumAddress) octets"] : [])
            + (isFull ? ["more than \(Self.maximumOctets) octets of addresses"] : [])
            + (hasLongText ? ["texts of links longer than \(Content.linkTextLimit) octets"] : [])
    }

    static let maximumAddress = 8_000
    private static let maximumOctets = 2_000_000
    /// Of an address for which no room is left.
    private static let leastAddress = 200
}

extension String {
    /// A host as it is reported: of a name that is longer than any of the DNS (RFC 1035 §2.3.4) the end, which says whose
    /// it is.
    var reportedHost: String {
        utf8.count <= 255 ? self : String(self[utf8.index(endIndex, offsetBy: -255)...])
    }
}
