import DNS

/// A zone in a dictionary that counts what it is asked. A name is `NXDOMAIN` unless it, or a name below it, is listed.
final class TestZone: Resolver {
    private let texts: [String: [String]]
    private let failing: Set<String>
    private let addresses: Set<String>
    private(set) var asked: [String] = []

    init(_ texts: [String: [String]], failing: Set<String> = [], addresses: Set<String> = []) {
        self.texts = texts
        self.failing = failing
        self.addresses = addresses
    }

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        asked.append("\(type.rawValue) \(name)")
        if failing.contains(name) { return DNSAnswer(.timeout) }
        if type == .txt, let found = texts[name] { return DNSAnswer(.noError, found.map { .text(Array($0.utf8)) }) }
        if addresses.contains(name) {
            return DNSAnswer(.noError, type == .a ? [.address(IPAddress(v4: 0xC000_0201))] : [])
        }
        let exists = addresses.union(texts.keys).contains { $0 == name || $0.hasSuffix("." + name) }
        return DNSAnswer(exists ? .noError : .nxDomain)
    }
}
