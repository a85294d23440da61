import DNS
import Foundation
import MIME
import TestSupport
import Testing

@testable import DKIM

/// Messages signed here, each with one thing that matters.
@Suite struct DKIMVerifierTests {
    static let clock = 1_700_000_000
    static let message =
        "From: Alice <alice@example.org>\r\nTo: bob@example.net\r\nSubject:  An  alert\r\n\r\nHello  Bob \r\n\r\n"
    static let tags = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=k; h=from:to:subject; bh=#bh; b=#b"

    private func verify(
        _ message: String, _ records: [String] = [TestKey.rsa.record], at clock: Int = Self.clock
    ) -> [DKIMSignature] {
        let resolver = TableResolver(["k._domainkey.example.org": records])
        return verify(message, resolver, at: clock)
    }

    /// By libopendkim's hashes and by our own; both must say the same.
    private func verify(_ message: String, _ resolver: TableResolver, at clock: Int = Self.clock) -> [DKIMSignature] {
        let header = HeaderSection(Array(message.utf8))
        let first = DKIMVerifier(keys: KeyStore(resolver: resolver)).verify(header, at: clock)
        let second = DKIMVerifier(keys: KeyStore(resolver: resolver), library: nil).verify(header, at: clock)
        #expect(first.map(\.result) == second.map(\.result))
        #expect(first.map(\.reason) == second.map(\.reason))
        return first
    }

    private func signed(_ key: TestKey = .rsa, _ replace: (String, String)...) -> String {
        var tags = Self.tags
        for (old, new) in replace { tags = tags.replacingOccurrences(of: old, with: new) }
        return key.sign(Self.message, tags)
    }

    // MARK: Passing

    /// RFC 8616 §5: U-labels are signed as they stand and asked for as A-labels.
    @Test(arguments: ["d=bücher.example", "d=xn--bcher-kva.example", "d=bücher.example; i=jö@Mail.xn--bcher-kva.example"])
    func internationalDomain(_ tags: String) throws {
        let resolver = TableResolver(["k._domainkey.xn--bcher-kva.example": [TestKey.rsa.record]])
        let signature = try #require(verify(signed(.rsa, ("d=example.org", tags)), resolver).first)
        #expect(signature.result == .pass, "\(signature.reason)")
        #expect(signature.domain == "xn--bcher-kva.example")
        if tags.contains("i=") { #expect(signature.identity == "jö@mail.xn--bcher-kva.example") }
    }

    /// RFC 5890 §2.3.2.1: what only a mapping makes a domain of is no U-label.
    @Test(arguments: [
        "d=exam\u{AD}ple.org", "d=\u{FF45}xample.org", "d=exa\u{200B}mple.org", "d=example\u{3002}org", "d=bu\u{308}cher.example",
        "d=example.org; i=a@exam\u{AD}ple.org", "d=example.org; i=a@mail\u{3002}example.org",
        "d=b\u{FC}cher.exam\u{AD}ple",
    ])
    func noULabel(_ tags: String) throws {
        let resolver = TableResolver(["k._domainkey.example.org": [TestKey.rsa.record]])
        let signature = try #require(verify(signed(.rsa, ("d=example.org", tags)), resolver).first)
        #expect(signature.result == .permerror, "\(signature.reason)")
        #expect(signature.cause == .syntax)
    }

    @Test func internationalSelector() throws {
        let resolver = TableResolver(["xn--k-0fa._domainkey.example.org": [TestKey.rsa.record]])
        let signature = try #require(verify(signed(.rsa, ("s=k", "s=kä")), resolver).first)
        #expect(signature.result == .pass, "\(signature.reason)")
    }

    @Test func everyValueIsReported() throws {
        let message = signed(.rsa, ("s=k", "s=k; i=news@mail.Example.org; t=1600000000; x=1800000000"))
        let signature = try #require(verify(message).first)
        #expect(signature.result == .pass)
        #expect(signature.reason.isEmpty)
        #expect(signature.cause == nil)
        #expect(signature.domain == "example.org")
        #expect(signature.selector == "k")
        #expect(signature.identity == "news@mail.example.org")
        #expect(signature.algorithm == "rsa-sha256")
        #expect(signature.keyBits == 1024)
        #expect(signature.canonicalization == "relaxed/relaxed")
        #expect(signature.signedHeaders == ["from", "to", "subject"])
        #expect(signature.signed == 1_600_000_000)
        #expect(signature.expires == 1_800_000_000)
        #expect(signature.bodyLength == nil)
        #expect(!signature.testing)
        #expect(signature.field == 0)
    }

    @Test(arguments: ["simple", "relaxed", "simple/relaxed", "relaxed/simple", "simple/simple", "relaxed/relaxed"])
    func canonicalizations(_ canonicalization: String) {
        let message = signed(.rsa, ("relaxed/relaxed", canonicalization))
        #expect(verify(message).map(\.result) == [.pass])
        let ed25519 = signed(.ed25519, ("relaxed/relaxed", canonicalization), ("rsa-sha256", "ed25519-sha256"))
        #expect(verify(ed25519, [TestKey.ed25519.record]).map(\.result) == [.pass])
    }

    /// What libopendkim refuses or misses by itself.
    @Test(arguments: [
        ("b=#b", "b = #b"), ("b=#b", "b\r\n\t=\r\n\t#b"), ("b=#b", "b=#b; xb=foo"), ("b=#b", "fb=a=b; b=#b"),
        ("h=from:to:subject", "h=from : to :\r\n subject"),
        ("h=from:to:subject", "h=From:from:To:Subject:x-none:to:to:to"),
        ("h=from:to:subject", "h=from:dkim-signature:dkim-signature"), ("v=1; ", "v=1 ;\r\n\t"),
        ("; s=k", "; s=k; q=dns/txt"), ("; s=k", "; s=k; q=other : dns/txt"), ("; s=k", "; s=k; unknown=tag"),
        ("d=example.org", "d=EXAMPLE.org"), ("; s=k", "; s=k; i=@example.org"), ("; s=k", "; s=k; i=a=20b@example.org"),
    ])
    func stillPasses(_ old: String, _ new: String) {
        #expect(verify(signed(.rsa, (old, new))).map { "\($0.result) \($0.reason)" } == ["pass "])
    }

    @Test(arguments: [
        "From: Alice <alice@example.org", "From: <>", "From: Group: a@example.org, b@example.org;", "From: \"unclosed",
        "From: a@example.org\r\nFrom: b@example.org", "From: (a (b) c) a@example.org",
        "From: a@example.org\r\nX-Odd;Name: x", "From: a@example.org\r\nX-VT: a\u{B}\u{C}b",
        "From: a@example.org\r\nno field at all",
    ])
    func whateverFromIs(_ from: String) {
        let message = TestKey.rsa.sign(
            Self.message.replacingOccurrences(of: "From: Alice <alice@example.org>", with: from), Self.tags)
        #expect(verify(message).map(\.result) == [.pass])
    }

    @Test func lineFeedsAlone() {
        for canonicalization in ["simple", "relaxed/relaxed"] {
            let message = signed(.rsa, ("relaxed/relaxed", canonicalization), ("; s=k", ";\r\n\ts=k"))
            let stored = message.replacingOccurrences(of: "\r\n", with: "\n")
            #expect(verify(stored).map(\.result) == [.pass])
        }
    }

    @Test(arguments: ["", "\r\n", "x", "x\r", "\r\n\r\n \r\n", "a\u{0}b\r\n", ".\r\n"])
    func bodies(_ body: String) {
        for canonicalization in ["simple/simple", "relaxed/relaxed"] {
            let tags = Self.tags.replacingOccurrences(of: "relaxed/relaxed", with: canonicalization)
            let message = TestKey.rsa.sign("From: a@example.org\r\n\r\n" + body, tags)
            #expect(verify(message).map(\.result) == [.pass])
        }
    }

    @Test func severalSignaturesStayInOrder() {
        let once = TestKey.ed25519.sign(
            Self.message,
            Self.tags.replacingOccurrences(of: "rsa-", with: "ed25519-").replacingOccurrences(of: "s=k", with: "s=e"))
        let twice = TestKey.rsa.sign("DKIM-Signature: v=1; d=x; d=y\r\n" + once, Self.tags)
        let resolver = TableResolver([
            "k._domainkey.example.org": [TestKey.rsa.record], "e._domainkey.example.org": [TestKey.ed25519.record],
        ])
        let signatures = verify(twice, resolver)
        #expect(signatures.map(\.result) == [.pass, .permerror, .pass])
        #expect(signatures.map(\.field) == [0, 1, 2])
        #expect(signatures[1].reason == "tag d= given twice")
    }

    // MARK: Not passing

    @Test func altered() {
        let message = signed()
        let cases: [(String, String, DKIMCause)] = [
            ("Hello", "Hullo", .bodyAltered), ("An  alert", "No alert", .headerAltered),
            ("alice@", "mallory@", .headerAltered),
        ]
        for (old, new, cause) in cases {
            let signature = verify(message.replacingOccurrences(of: old, with: new)).first
            #expect(signature?.result == .fail)
            #expect(signature?.cause == cause)
        }
        let both = message.replacingOccurrences(of: "Hello", with: "Hullo").replacingOccurrences(of: "alert", with: "a")
        #expect(verify(both).first?.cause == .headerAndBodyAltered)
        #expect(verify(message, [TestKey.other.record]).first?.cause == .headerAltered)
        // A field that was named beyond those that were there must not be added.
        let oversigned = signed(.rsa, ("h=from:", "h=from:from:"))
        #expect(verify("From: m@example.com\r\n" + oversigned).first?.cause == .headerAltered)
    }

    @Test(arguments: [
        ("v=1; ", "", DKIMCause.syntax, "v= is missing"), ("v=1", "v=2", .unknownVersion, "version unknown"),
        ("a=rsa-sha256; ", "", .syntax, "a= is missing"),
        ("rsa-sha256", "rsa-sha512", .unknownAlgorithm, "algorithm unknown"),
        ("rsa-sha256", "RSA-SHA256", .unknownAlgorithm, "algorithm unknown"),
        ("relaxed/relaxed", "none", .unknownCanonicalization, "canonicalization unknown"),
        ("relaxed/relaxed", "relaxed/relaxed/relaxed", .unknownCanonicalization, "canonicalization unknown"),
        ("relaxed/relaxed", "", .unknownCanonicalization, "canonicalization unknown"),
        ("d=example.org; ", "", .syntax, "d= is missing"), ("d=example.org", "d=", .syntax, "d= is empty"),
        ("d=example.org", "d=org", .syntax, "d= is no domain name"),
        ("d=example.org", "d=example.org.", .syntax, "d= is no domain name"),
        ("d=example.org", "d=example.org(", .syntax, "d= is no domain name"),
        ("d=example.org", "d=example.org\u{0}", .syntax, "a control character in d="),
        ("d=example.org", "d=example.org\u{0}.evil.example", .syntax, "a control character in d="),
        ("d=example.org", "d=example. org", .syntax, "d= is no domain name"),
        ("s=k", "s=", .syntax, "s= is empty"), ("s=k", "s=k..k", .syntax, "s= is no selector"),
        ("s=k", "s=k(", .syntax, "s= is no selector"),
        ("h=from:to:subject", "h=to:subject", .fromNotSigned, "From is not signed"),
        ("h=from:to:subject; ", "", .syntax, "h= is missing"),
        ("h=from:to:subject", "h=", .fromNotSigned, "From is not signed"),
        ("h=from:to", "h=from:t o", .syntax, "h= names no header field"),
        ("bh=#bh; ", "", .syntax, "bh= is missing"), ("bh=#bh", "bh=!", .syntax, "bh= is not base64"),
        ("b=#b", "b=", .syntax, "b= is empty"), ("b=#b", "b=#b!", .syntax, "b= is not base64"),
        ("; b=#b", "", .syntax, "b= is missing"),
        ("s=k", "s=k; t=abc", .syntax, "t= is no number"), ("s=k", "s=k; t=", .syntax, "t= is no number"),
        ("s=k", "s=k; t=-1", .syntax, "t= is no number"), ("s=k", "s=k; t=10; x=10", .syntax, "x= is not after t="),
        ("s=k", "s=k; t=10; x=9", .syntax, "x= is not after t="), ("s=k", "s=k; l=x", .syntax, "l= is no number"),
        ("s=k", "s=k; q=dns", .unknownQuery, "query method unknown"),
        ("s=k", "s=k; q=http/x", .unknownQuery, "query method unknown"),
        ("s=k", "s=k; i=@example.com", .identityMismatch, "SDID/AUID mismatch: i= is not of the domain of d="),
        ("s=k", "s=k; i=@notexample.org", .identityMismatch, "SDID/AUID mismatch: i= is not of the domain of d="),
        ("s=k", "s=k; i=example.org", .syntax, "i= is no identity"),
        ("s=k", "s=k; i=a=2@example.org", .syntax, "i= is no identity"),
        ("s=k", "s=k; s=k", .syntax, "tag s= given twice"), ("s=k", "s=k;;", .syntax, "an empty tag"),
    ])
    func permanentErrors(_ old: String, _ new: String, _ cause: DKIMCause, _ reason: String) throws {
        let resolver = TableResolver(["k._domainkey.example.org": [TestKey.rsa.record]])
        let signature = try #require(verify(signed(.rsa, (old, new)), resolver).first)
        #expect(signature.result == .permerror)
        #expect(signature.cause == cause)
        #expect(signature.reason == reason)
        // Nobody is asked about a signature that cannot be right.
        #expect(resolver.queries == 0)
    }

    // MARK: Body length (§3.4.5)

    @Test func bodyLength() throws {
        let message = signed(.rsa, ("s=k", "s=k; l=5"))
        let signature = try #require(verify(message + "<p>added</p>\r\n").first)
        #expect(signature.result == .pass)
        #expect(signature.bodyLength == 5)
        // "Hello Bob", an empty line, "<p>added</p>", each with CRLF.
        #expect(signature.unsignedBytes == 11 + 2 + 14 - 5)
        #expect(signature.reason == "the last 22 octets of the body are not signed")
        #expect(verify(signed(.rsa, ("s=k", "s=k; l=0"))).first?.unsignedBytes == 11)
        #expect(verify(signed(.rsa, ("s=k", "s=k; l=11"))).first?.unsignedBytes == 0)
        for limit in ["12", "99999999999999999999999999"] {
            let tooLong = try #require(verify(signed(.rsa, ("s=k", "s=k; l=" + limit))).first)
            #expect(tooLong.result == .permerror)
            #expect(tooLong.cause == .bodyTooShort)
        }
    }

    // MARK: Time

    @Test(arguments: [(1_699_999_999, DKIMResult.permerror), (1_700_000_000, .pass), (1_700_000_001, .pass)])
    func expiry(_ expires: Int, _ result: DKIMResult) throws {
        let signature = try #require(verify(signed(.rsa, ("s=k", "s=k; t=1600000000; x=\(expires)"))).first)
        #expect(signature.result == result)
        #expect(signature.cause == (result == .pass ? nil : .expired))
        // Altered says more than expired.
        let altered = signed(.rsa, ("s=k", "s=k; t=1600000000; x=\(expires)")).replacingOccurrences(
            of: "Hello", with: "Hi")
        #expect(verify(altered).first?.result == .fail)
    }

    @Test func signedInTheFuture() throws {
        let future = try #require(verify(signed(.rsa, ("s=k", "s=k; t=4102444800"))).first)
        #expect(future.result == .policy)
        #expect(future.cause == .signedInFuture)
        #expect(future.reason == "signed after the time of receipt; the signature itself is right")
        let days = verify(signed(.rsa, ("s=k", "s=k; t=1700200000"))).first
        #expect(days?.result == .pass)
        #expect(days?.reason == "signed after the time of receipt")
        #expect(verify(signed(.rsa, ("s=k", "s=k; t=1700001000"))).first?.reason == "")
        #expect(verify(signed(.rsa, ("s=k", "s=k; t=999999999999")), at: .max).first?.result == .pass)
    }

    // MARK: RFC 8301

    @Test func weakSignaturesNeverPass() throws {
        let old = try #require(verify(signed(.rsa, ("rsa-sha256", "rsa-sha1"))).first)
        #expect(old.result == .policy)
        #expect(old.reason == "weak algorithm rsa-sha1; the signature itself is right")
        let short = try #require(verify(signed(.weak), [TestKey.weak.record]).first)
        #expect(short.result == .policy)
        #expect(short.cause == .weakKey)
        #expect(short.keyBits == 512)
        let altered = signed(.weak).replacingOccurrences(of: "Hello", with: "Hi")
        #expect(verify(altered, [TestKey.weak.record]).first?.reason == "weak key of 512 bits; body altered")
    }

    // MARK: Keys and the DNS

    @Test(arguments: [
        (DNSAnswer(.nxDomain), DKIMResult.permerror, "key not found"),
        (DNSAnswer(.noError), .permerror, "key not found"),
        (DNSAnswer(.noError, [.name("a.example")]), .permerror, "key not found"),
        (DNSAnswer(.timeout), .temperror, "key look-up: no answer in time"),
        (DNSAnswer(.serverFailure), .temperror, "key look-up: server failure"),
        (DNSAnswer(.notRecorded), .temperror, "key look-up: not recorded"),
        (DNSAnswer(.serverFailure, security: .bogus), .temperror, "key look-up: the answer is bogus by DNSSEC"),
    ])
    func look(_ answer: DNSAnswer, _ result: DKIMResult, _ reason: String) throws {
        let resolver = TableResolver()
        resolver.failures["k._domainkey.example.org"] = answer
        let signature = try #require(verify(signed(), resolver).first)
        #expect(signature.result == result)
        #expect(signature.reason == reason)
    }

    /// The hash of the body stands in the signature itself.
    @Test func alteredBodyWithoutKey() throws {
        let resolver = TableResolver()
        resolver.failures["k._domainkey.example.org"] = DNSAnswer(.notRecorded)
        let altered = signed().replacingOccurrences(of: "Hello", with: "Hi")
        let signature = try #require(verify(altered, resolver).first)
        #expect(signature.result == .temperror && signature.isBodyAltered)
        #expect(signature.reason == "key look-up: not recorded; the body is not the one that was signed")
        #expect(verify(signed(), resolver).first?.isBodyAltered == false)
    }

    @Test func bogusNeverVerifies() {
        let resolver = TableResolver()
        resolver.failures["k._domainkey.example.org"] = DNSAnswer(
            .noError, [.text(Array(TestKey.rsa.record.utf8))], security: .bogus)
        #expect(verify(signed(), resolver).map(\.result) == [.temperror])
    }

    @Test func severalRecords() {
        let right = TestKey.rsa.record
        for records in [
            [TestKey.other.record, right], ["v=spf1 -all", right], [right, "v=DKIM1; p="], ["v=DKIM1; p=", right],
        ] {
            #expect(verify(signed(), records).map(\.result) == [.pass])
        }
        #expect(verify(signed(), ["v=spf1 -all", TestKey.other.record]).map(\.result) == [.fail])
        #expect(verify(signed(), ["v=DKIM1; p=", "rubbish"]).first?.reason == "key revoked")
    }

    @Test(arguments: [
        ("v=DKIM1; p=", DKIMCause.keyRevoked), ("v=DKIM1; k=ed25519; p=#p", .keySyntax),
        ("v=DKIM1; k=dsa; p=#p", .keyUnsuitable),
        ("v=DKIM1; h=sha1; p=#p", .keyUnsuitable), ("v=DKIM1; s=tlsrpt; p=#p", .keyUnsuitable),
        ("v=DKIM1; t=s; p=#p", .identityMismatch), ("v=DKIM2; p=#p", .keySyntax), ("k=rsa; v=DKIM1; p=#p", .keySyntax),
    ])
    func unusableKeys(_ record: String, _ cause: DKIMCause) {
        let record = record.replacingOccurrences(of: "#p", with: TestKey.rsa.p)
        let signature = verify(signed(.rsa, ("s=k", "s=k; i=@sub.example.org")), [record]).first
        #expect(signature?.result == .permerror)
        #expect(signature?.cause == cause)
    }

    @Test func testMode() {
        let record = "v=DKIM1; t=y:s; p=" + TestKey.rsa.p
        let passing = verify(signed(), [record]).first
        #expect(passing?.testing == true)
        #expect(passing?.result == .pass)
        #expect(passing?.reason == "the domain is testing DKIM (test mode)")
        let failing = verify(signed().replacingOccurrences(of: "Hello", with: "Hi"), [record]).first
        #expect(failing?.reason == "body altered; the domain is testing DKIM (test mode)")
    }

    @Test func bareKey() {
        let record = "p=" + Data(TestKey.rsa.bareOctets).base64EncodedString()
        #expect(verify(signed(), [record]).first?.keyBits == 1024)
        #expect(verify(signed(), [record]).map(\.result) == [.pass])
    }
}
