import DKIM
import DNS
import MIME
import SPF
import Testing

@testable import Backstamp

/// What was recorded at receipt against what is verified now: each difference with its reason.
@Suite struct RecordedDifferenceTests {
    /// What is verified in every row, but for what the row changes.
    private static func authentication(_ change: (inout Authentication) -> Void) -> Authentication {
        var authentication = Authentication()
        authentication.spfMailFrom = SPFCheck(
            identity: .mailfrom, result: .pass, domain: "author.example", clientIP: IPAddress(v4: 0xC000_020A),
            reason: "ip4:192.0.2.10 matches")
        var signature = DKIMSignature(field: 1)
        signature.result = .pass
        (signature.domain, signature.selector) = ("author.example", "s1")
        authentication.dkim = [signature]
        authentication.dmarc.result = .pass
        authentication.dmarc.domain = "author.example"
        change(&authentication)
        return authentication
    }

    private static func settle(
        _ authentication: inout Authentication, _ result: DKIMResult, _ cause: DKIMCause, _ reason: String
    ) {
        authentication.dkim[0].result = result
        authentication.dkim[0].cause = cause
        authentication.dkim[0].reason = reason
    }

    private static func compare(
        _ field: String, trusted: Bool = true, header: String = "From: a@author.example\r\n\r\n",
        _ change: (inout Authentication) -> Void
    ) -> [RecordedDifference] {
        var authentication = authentication(change)
        let isSPF = field.hasPrefix("Received-SPF: ")
        var recorded =
            isSPF
            ? ReceivedSPFParser.parse(Array(field.utf8.dropFirst(14)))
            : AuthenticationResultsParser.parse(Array(field.utf8))
        recorded.trusted = trusted
        if isSPF { recorded.header = "received-spf" }
        authentication.recorded = [recorded]
        return RecordedComparison.differences(authentication, HeaderSection(Array(header.utf8)))
    }

    static let all =
        "mx.receiver.example; spf=pass smtp.mailfrom=bounce@author.example; dkim=pass header.d=author.example header.s=s1; dmarc=pass header.from=author.example"

    @Test func whatAgreesIsNoDifference() {
        #expect(Self.compare(Self.all) { _ in }.isEmpty)
        #expect(
            Self.compare("Received-SPF: Pass (x) client-ip=192.0.2.10; envelope-from=<b@author.example>") { _ in }
                .isEmpty)
        // The HELO name is told whichever identity was checked.
        #expect(Self.compare("Received-SPF: Pass (x) client-ip=192.0.2.10; helo=other.example") { _ in }.isEmpty)
    }

    struct Row: Sendable {
        var title: String
        var field = "mx.receiver.example; dkim=pass header.d=author.example"
        var cause: RecordedDifference.Cause
        var why: String
        var change: @Sendable (inout Authentication) -> Void
    }

    @Test(arguments: [
        Row(title: "key gone", cause: .keyGone, why: "not in the DNS any more") {
            settle(&$0, .permerror, .keyNotFound, "key not found")
        },
        Row(title: "key revoked", cause: .keyGone, why: "revoked") {
            settle(&$0, .permerror, .keyRevoked, "key revoked")
        },
        Row(title: "body, and no key", cause: .bodyAltered, why: "no key to check the rest with") {
            settle(&$0, .temperror, .lookUp, "key look-up: not recorded")
            $0.dkim[0].isBodyAltered = true
        },
        Row(title: "body", cause: .bodyAltered, why: "body was altered") {
            settle(&$0, .fail, .bodyAltered, "body altered")
        },
        Row(title: "header", cause: .headerAltered, why: "key replaced") {
            settle(&$0, .fail, .headerAltered, "header altered")
        },
        Row(title: "both", cause: .headerAndBodyAltered, why: "header and body") {
            settle(&$0, .fail, .headerAndBodyAltered, "header and body altered")
        },
        Row(title: "expired", cause: .expired, why: "clock of this run") {
            settle(&$0, .permerror, .expired, "expired")
        },
        Row(title: "not recorded", cause: .notRecorded, why: "not recorded") {
            settle(&$0, .temperror, .lookUp, "key look-up: not recorded")
        },
        Row(title: "no answer", cause: .noAnswerNow, why: "no answer in time") {
            settle(&$0, .temperror, .lookUp, "key look-up: no answer in time")
        },
        Row(title: "weak", cause: .otherRules, why: "RFC 8301") {
            settle(&$0, .policy, .weakKey, "weak key of 512 bits")
        },
        Row(
            title: "then no answer", field: "mx; dkim=temperror header.d=author.example", cause: .noAnswerThen,
            why: "then"
        ) { _ in },
        Row(title: "passes now", field: "mx; dkim=fail header.d=author.example", cause: .otherRules, why: "undone") {
            _ in
        },
        Row(title: "other words", field: "mx; dkim=neutral header.i=@author.example", cause: .wording, why: "both mean")
        {
            settle(&$0, .fail, .bodyAltered, "body altered")
        },
        Row(
            title: "gone", field: "mx; dkim=pass header.d=other.example", cause: .signatureGone,
            why: "no such signature"
        ) { _ in },
        Row(title: "added", field: "mx; dkim=none", cause: .signatureAdded, why: "added since") { _ in },
        Row(
            title: "SPF changed", field: "mx; spf=fail smtp.mailfrom=author.example", cause: .recordChanged,
            why: "ip4:192.0.2.10"
        ) { _ in },
        Row(
            title: "SPF of another envelope", field: "mx; spf=fail smtp.mailfrom=list.example", cause: .otherIdentity,
            why: "list.example"
        ) { _ in },
        Row(
            title: "SPF of another client",
            field: "Received-SPF: fail (x) client-ip=192.0.2.99; envelope-from=a@author.example", cause: .otherIdentity,
            why: "192.0.2.99"
        ) { _ in },
        Row(
            title: "SPF unknown now", field: "mx; spf=pass smtp.mailfrom=author.example", cause: .envelopeUnknown,
            why: "envelope"
        ) { $0.spfMailFrom = nil },
        Row(
            title: "SPF record gone", field: "mx; spf=pass smtp.mailfrom=author.example", cause: .recordChanged,
            why: "publishes no SPF record now"
        ) {
            $0.spfMailFrom?.result = .none
            $0.spfMailFrom?.reason = "author.example publishes no SPF record"
        },
        Row(
            title: "SPF not recorded", field: "mx; spf=pass smtp.mailfrom=author.example", cause: .notRecorded,
            why: "not recorded"
        ) {
            $0.spfMailFrom?.result = .temperror
            $0.spfMailFrom?.reason = "not recorded: TXT author.example"
        },
        Row(
            title: "SPF by local limits", field: "mx; spf=pass smtp.mailfrom=author.example", cause: .otherRules,
            why: "SpamAssassin"
        ) {
            $0.spfMailFrom?.result = .permerror
            $0.spfMailFrom?.localLimits = [SPFLocalView(receiver: "SpamAssassin", limit: "20 look-ups", result: .pass)]
        },
        Row(
            title: "SPF by libspf2", field: "mx; spf=hardfail smtp.mailfrom=author.example", cause: .otherRules,
            why: "libspf2"
        ) {
            $0.spfMailFrom?.libspf2 = LibSPF2View(result: "fail", differs: true, why: "it refuses /0")
        },
        Row(
            title: "DMARC by the old rules", field: "mx; dmarc=fail header.from=author.example", cause: .otherRules,
            why: "Public Suffix List"
        ) {
            $0.dmarc.legacy = .init(result: .fail, recordDomain: nil, policy: nil, organizationalDomain: "example")
        },
        Row(
            title: "DMARC without policy", field: "mx; dmarc=pass header.from=author.example", cause: .recordChanged,
            why: "no policy now"
        ) { $0.dmarc.result = .none },
        Row(
            title: "DMARC of Microsoft", field: "mx; dmarc=bestguesspass header.from=author.example", cause: .wording,
            why: "no policy"
        ) { $0.dmarc.result = .none },
        Row(
            title: "DMARC of another author", field: "mx; dmarc=fail header.from=other.example", cause: .otherIdentity,
            why: "other.example"
        ) { _ in },
        Row(title: "ARC", field: "mx; arc=pass", cause: .signatureGone, why: "no ARC set") { _ in },
        Row(title: "iprev", field: "mx; iprev=fail policy.iprev=192.0.2.10", cause: .recordChanged, why: "leads back") {
            $0.iprev = ReverseCheck(
                result: .pass, clientIP: IPAddress(v4: 0xC000_020A), reason: "h.example leads back to the address")
        },
    ])
    func isExplained(_ row: Row) throws {
        let differences = Self.compare(row.field, row.change)
        #expect(differences.count == 1)
        let difference = try #require(differences.first)
        #expect(difference.cause == row.cause, "\(row.title)")
        #expect(difference.why.contains(row.why), "\(row.title): \(difference.why)")
        #expect(difference.trusted)
    }

    @Test func dmarcFollowsFromTheSignature() {
        let differences = Self.compare(Self.all, header: "List-Id: <l.example>\r\n\r\n") {
            Self.settle(&$0, .fail, .bodyAltered, "body altered")
            $0.dmarc.result = .fail
        }
        #expect(differences.map(\.method) == ["dkim", "dmarc"])
        #expect(differences.map(\.cause) == [.bodyAltered, .consequence])
        #expect(
            differences.first?.sentence
                == "dkim author.example: recorded pass by mx.receiver.example, now fail: the body was altered after it was checked, as mailing lists do"
        )
    }

    /// RFC 8601 §7.1: a field that came with the message is a claim.
    @Test func aStrangersWordIsAClaim() {
        let differences = Self.compare(Self.all, trusted: false) {
            $0.dkim = []
            $0.dmarc.result = .fail
        }
        // SPF of another hop is not compared at all.
        #expect(differences.map(\.method) == ["dkim", "dmarc"])
        #expect(differences.first?.cause == .claim)
    }

    /// Two signatures of one domain: each result finds its own.
    @Test func eachResultFindsItsSignature() {
        let field = "mx; dkim=fail header.d=author.example header.s=s2; dkim=pass header.d=author.example header.s=s1"
        #expect(
            Self.compare(field) { authentication in
                var second = authentication.dkim[0]
                second.selector = "s2"
                second.result = .fail
                authentication.dkim.append(second)
            }.isEmpty)
        #expect(
            Self.compare("mx; dkim=fail header.d=author.example; dkim=pass header.d=author.example") { authentication in
                authentication.dkim.append(authentication.dkim[0])
                authentication.dkim[0].result = .fail
            }.isEmpty)
    }

    @Test func theyAreBounded() {
        let field = "mx; " + Array(repeating: "dkim=pass header.d=other.example", count: 90).joined(separator: "; ")
        #expect(Self.compare(field) { _ in }.count == RecordedComparison.limit)
    }
}
