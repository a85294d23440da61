/// TXT records from a dictionary; a name that is not there does not exist.

package import DNS

package final class TableResolver: Resolver {
    package var texts: [String: [String]]
    package var failures: [String: DNSAnswer] = [:]
    package private(set) var queries = 0

    package init(_ texts: [String: [String]] = [:]) { self.texts = texts }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        queries += 1
        if let failure = failures[name] { return failure }
        guard type == .txt, let texts = texts[name] else { return DNSAnswer(.nxDomain) }
        return DNSAnswer(.noError, texts.map { .text(Array($0.utf8)) })
    }
}
