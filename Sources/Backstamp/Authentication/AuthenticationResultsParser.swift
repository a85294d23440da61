/// Authentication-Results and ARC-Authentication-Results (RFC 8601 §2.2, RFC 8617 §4.1.1): the body of a field to
/// what it records.
///
/// Tolerant, because what is in the field is: no authserv-id (Outlook), comments anywhere, white space around every
/// mark, missing and superfluous semicolons, properties without ptype, values that RFC 8601 would have quoted. What
/// cannot be read is passed over and named in `error`. One pass over the octets, no recursion, bounded lists.
package struct AuthenticationResultsParser {
    static let resultLimit = 200
    static let propertyLimit = 50

    private var scanner: FieldScanner
    private var recorded = RecordedResults()
    private var errors: [String] = []

    package static func parse(_ value: [UInt8]) -> RecordedResults {
        var parser = AuthenticationResultsParser(scanner: FieldScanner(value))
        parser.run()
        return parser.recorded
    }

    private init(scanner: FieldScanner) { self.scanner = scanner }

    private mutating func run() {
        scanner.skipComments()
        readInstance()
        readAuthservID()
        while !scanner.isAtEnd {
            if scanner.skip(.semicolon) { continue }
            guard recorded.results.count < Self.resultLimit else {
                complain("more than \(Self.resultLimit) results")
                break
            }
            readResult()
        }
        if scanner.hasOpenComment { complain("a comment without end") }
        if scanner.hasOpenQuote { complain("a quoted string without end") }
        if recorded.authservID == nil, recorded.results.isEmpty, errors.isEmpty { complain("nothing is recorded") }
        if !errors.isEmpty { recorded.error = errors.joined(separator: "; ") }
    }

    /// `i=1;` (RFC 8617 §4.1.1).
    private mutating func readInstance() {
        let start = scanner
        guard scanner.key().lowercased() == "i", scanner.skip(.equals) else {
            scanner = start
            return
        }
        let text = scanner.value()
        recorded.instance = text.utf8.count <= 4 ? Int(text).flatMap { (1...50).contains($0) ? $0 : nil } : nil
        if recorded.instance == nil { complain("the instance is no number from 1 to 50") }
        _ = scanner.skip(.semicolon)
    }

    /// The authserv-id and its version, where the first part has them: a word that no `=` follows.
    private mutating func readAuthservID() {
        let start = scanner
        let name = scanner.isAtQuote ? scanner.value() : scanner.key()
        guard !name.isEmpty, !scanner.isAt(.equals) else {
            scanner = start
            return
        }
        if name.lowercased() == "none", scanner.isAtEnd || scanner.isAt(.semicolon) {
            // `none` with no name before it: there is nobody who says so.
            scanner = start
            return
        }
        recorded.authservID = name.lowercased()
        let beforeVersion = scanner
        let version = scanner.key()
        if !version.isEmpty, version.utf8.count <= 9, let number = Int(version), !scanner.isAt(.equals) {
            recorded.version = number
        } else {
            scanner = beforeVersion
        }
    }

    /// `method[/version]=result [reason=…] *(ptype.property=value)`.
    private mutating func readResult() {
        let key = scanner.key()
        guard !key.isEmpty else {
            // A mark where a word should stand.
            complain("a part that starts with \(scanner.skipMark())")
            return
        }
        guard scanner.skip(.equals) else {
            // `none` says that nothing was checked (RFC 8601 §2.2).
            if key.lowercased() != "none" { complain("a part without a result: \(Self.shortened(key))") }
            return
        }
        let method = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        var result = scanner.value()
        if result.hasSuffix(",") { result.removeLast() }
        guard let name = method.first, Self.isKeyword(name), Self.isKeyword(result) else {
            complain("no method and result: \(Self.shortened(key))=\(Self.shortened(result))")
            skipProperties()
            return
        }
        var read = RecordedResults.Result(method: name.lowercased(), result: result.lowercased())
        if method.count == 2, method[1].utf8.count <= 9 { read.methodVersion = Int(method[1]) }
        readProperties(into: &read)
        // A signer may own `a.example(.b.example`: half of that name is not to pass for the whole.
        guard !scanner.hasCutValue else {
            scanner.forgetCutValue()
            complain("a result with a value that a comment cuts short")
            return
        }
        recorded.results.append(read)
    }

    private mutating func readProperties(into result: inout RecordedResults.Result) {
        while !scanner.isAtEnd, !scanner.isAt(.semicolon) {
            let start = scanner
            let key = scanner.key().lowercased()
            guard !key.isEmpty else {
                complain("a property that starts with \(scanner.skipMark())")
                continue
            }
            guard scanner.skip(.equals) else {
                complain("a word without a value: \(Self.shortened(key))")
                continue
            }
            // A missing semicolon: the next method stands where a property should.
            if Self.methods.contains(key.utf8.contains(0x2F) ? String(key.prefix { $0 != "/" }) : key) {
                scanner = start
                return
            }
            let value = scanner.value(unlessKey: Self.isPropertyName)
            if key == "reason" {
                if result.reason == nil { result.reason = value }
            } else if result.properties.count < Self.propertyLimit {
                result.properties.append((name: key, value: value))
            } else if result.properties.count == Self.propertyLimit {
                complain("more than \(Self.propertyLimit) properties")
                skipProperties()
            }
        }
    }

    /// To the end of a part that cannot be read.
    private mutating func skipProperties() {
        while !scanner.isAtEnd, !scanner.isAt(.semicolon) {
            if scanner.key().isEmpty { _ = scanner.skipMark() }
            if scanner.skip(.equals) { _ = scanner.value() }
        }
    }

    private mutating func complain(_ what: String) {
        if errors.count < 5, !errors.contains(what) { errors.append(what) }
    }

    // MARK: Words

    /// IANA, "Email Authentication Methods", and names that large receivers write without a registration.
    private static let methods: Set<String> = [
        "arc", "auth", "bimi", "compauth", "dara", "dkim", "dkim-adsp", "dkim-atps", "dmarc", "dnswl", "domainkeys",
        "iprev", "rrvs", "sender-id", "smime", "spf", "vbr", "x-tls",
    ]

    private static let propertyTypes: Set<String> = ["smtp", "header", "body", "policy", "dns"]

    /// `ptype.property`, or `reason`.
    private static func isPropertyName(_ key: String) -> Bool {
        let key = key.lowercased()
        guard let dot = key.utf8.firstIndex(of: 0x2E) else { return key == "reason" }
        return propertyTypes.contains(String(key[..<dot]))
    }

    /// A keyword (RFC 5321 §4.1.2), with the dot and the underscore that some receivers use in it.
    private static func isKeyword(_ text: some StringProtocol) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
                    || $0 == 0x5F
            }
    }

    private static func shortened(_ text: String) -> String {
        text.utf8.count <= 40 ? text : text.prefix(40) + "…"
    }
}
