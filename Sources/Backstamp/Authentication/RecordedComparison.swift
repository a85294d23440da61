import ARC
import DKIM
import MIME
import SPF

/// Compares recorded results (RFC 8601, RFC 7208 §9.1) with what was verified, one header field after the other.
///
/// A result that is about something else than what was checked is compared only where the receiver itself wrote it: for
/// an older field, another client and another reverse-path are right.
struct RecordedComparison {
    static let limit = 50

    let authentication: Authentication
    /// Whether a discussion list passed the message on.
    let isList: Bool
    private(set) var differences: [RecordedDifference] = []

    static func differences(_ authentication: Authentication, _ header: HeaderSection) -> [RecordedDifference] {
        let isList = header.first("list-id") != nil || header.first("list-post") != nil
        var comparison = RecordedComparison(authentication: authentication, isList: isList)
        for recorded in authentication.recorded { comparison.compare(recorded) }
        return Array(comparison.differences.prefix(limit))
    }

    private init(authentication: Authentication, isList: Bool) {
        self.authentication = authentication
        self.isList = isList
    }

    private mutating func compare(_ recorded: RecordedResults) {
        let start = differences.count
        var signatures = authentication.dkim
        // DMARC last: it follows from the others.
        let results = recorded.results.filter { $0.method != "dmarc" } + recorded.results.filter { $0.method == "dmarc" }
        for result in results where differences.count < Self.limit {
            let found: Finding? =
                switch result.method {
                case "spf": spf(result, recorded)
                case "dkim": dkim(result, &signatures)
                case "arc": arc(result, recorded)
                case "iprev": iprev(result, recorded)
                case "dmarc": dmarc(result, since: start)
                default: nil
                }
            guard let found else { continue }
            let isClaim = !recorded.trusted && found.isOpen && Self.word(result) == "pass"
            // Nobody knows that what a stranger's field says was ever checked.
            let isHearsay =
                !recorded.trusted && !isClaim && Self.word(result) == "pass"
                && [.bodyAltered, .headerAltered, .headerAndBodyAltered, .keyGone, .consequence].contains(found.cause)
            differences.append(
                RecordedDifference(
                    method: result.method, subject: found.subject, authservID: recorded.authservID,
                    trusted: recorded.trusted, field: recorded.field, recorded: result.result,
                    verified: found.verified, cause: isClaim ? .claim : found.cause,
                    why: isClaim ? "the field is not the receiver's own, anybody can have written it"
                        : (isHearsay ? "if that was so, " : "") + found.why))
        }
    }

    /// One difference, before it is known who recorded it.
    struct Finding {
        var subject: String?
        var verified: String?
        var cause: RecordedDifference.Cause
        var why: String
        /// Nothing that was seen explains it: where a stranger wrote it, that is the explanation.
        var isOpen = false
    }

    // MARK: Words

    /// Results that are spelled otherwise in the field.
    private static let words = [
        "hardfail": "fail", "error": "temperror", "unknown": "permerror", "perm_fail": "permerror",
        "temp_error": "temperror", "perm_error": "permerror", "temp_fail": "temperror", "soft_fail": "softfail",
    ]

    static func word(_ result: RecordedResults.Result) -> String {
        words[result.result.lowercased()] ?? result.result.lowercased()
    }

    static func property(_ result: RecordedResults.Result, _ name: String) -> String? {
        result.properties.first { $0.name.lowercased() == name }.map(\.value).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The domain of an address, or the value itself where it has none; lower case.
    static func domain(_ value: String?) -> String? {
        guard let value else { return nil }
        let path = value.hasPrefix("<") && value.hasSuffix(">") ? String(value.dropFirst().dropLast()) : value
        return DomainNames.normalized(path.utf8.lastIndex(of: 0x40).map { String(path[path.utf8.index(after: $0)...]) } ?? path)
    }

    /// Why there is no answer now.
    static func silence(_ reason: String) -> (cause: RecordedDifference.Cause, why: String) {
        reason.contains("not recorded")
            ? (.notRecorded, "the DNS answers of that time are not recorded")
            : (.noAnswerNow, "the DNS gives no answer now (\(reason))")
    }

    static let silenceThen = "the DNS gave the receiver no answer then"
}
