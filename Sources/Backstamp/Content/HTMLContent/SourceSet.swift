/// The candidates of a `srcset` (HTML §4.8.4.2.1): URLs, each with a descriptor that says nothing here.
enum SourceSet {
    /// Of one attribute.
    static let limit = 1_000

    static func urls(_ value: some Collection<UInt8>) -> [[UInt8]] {
        var urls: [[UInt8]] = []
        var rest = value[...]
        while urls.count < limit {
            rest = rest.drop { isSpace($0) || $0 == UInt8(ascii: ",") }
            guard !rest.isEmpty else { break }
            var url = Array(rest.prefix { !isSpace($0) })
            rest = rest.dropFirst(url.count)
            let endsHere = url.last == UInt8(ascii: ",")
            while url.last == UInt8(ascii: ",") { url.removeLast() }
            if !url.isEmpty { urls.append(url) }
            if endsHere { continue }
            // The descriptor ends at a comma that stands outside parentheses.
            var depth = 0
            let descriptor = rest.prefix { octet in
                if octet == UInt8(ascii: "(") { depth += 1 }
                if octet == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
                return depth > 0 || octet != UInt8(ascii: ",")
            }
            rest = rest.dropFirst(descriptor.count)
        }
        return urls
    }

    /// Pieces between white space or commas.
    static func pieces(_ value: some Collection<UInt8>, commas: Bool) -> [[UInt8]] {
        value.split(maxSplits: limit, omittingEmptySubsequences: true) {
            isSpace($0) || commas && $0 == UInt8(ascii: ",")
        }
        .prefix(limit).map { Array($0) }
    }

    private static func isSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || (0x09...0x0D).contains(octet) && octet != 0x0B
    }
}
