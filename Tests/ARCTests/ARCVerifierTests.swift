import DNS
import Foundation
import MIME
import TestSupport
import Testing

@testable import ARC
@testable import DKIM

/// Chains sealed here, each with one thing that matters (RFC 8617 §5.2).
@Suite struct ARCVerifierTests {
    static let message = "From: Alice <alice@example.org>\r\nSubject: An alert\r\n\r\nHello\r\n"

    private func resolver() -> TableResolver {
        TableResolver([
            "k._domainkey.example.org": [TestKey.rsa.record], "e._domainkey.example.org": [TestKey.ed25519.record],
        ])
    }

    private func verify(_ message: String, _ resolver: TableResolver? = nil) -> ARCChain {
        ARCVerifier(resolver: resolver ?? self.resolver()).verify(HeaderSection(Array(message.utf8)), at: 0)
    }

    /// Adds one set on top.
    private func sealed(
        _ message: String, _ instance: Int, cv: String? = nil, key: TestKey = .rsa, ams: String = "", seal: String = ""
    ) -> String {
        let a = key.kind == .rsa ? "rsa-sha256; s=k" : "ed25519-sha256; s=e"
        let withResults = "ARC-Authentication-Results: i=\(instance); lists.example.org; spf=pass\r\n" + message
        let withMessage = key.sign(
            withResults, field: "ARC-Message-Signature",
            "i=\(instance); a=\(a); c=relaxed/relaxed; d=example.org; h=from:subject\(ams); bh=#bh; b=#b")
        let cv = cv ?? (instance == 1 ? "none" : "pass")
        let tags = "i=\(instance); a=\(a); cv=\(cv); d=example.org\(seal); b=#b"
        return key.seal(withMessage, tags, alone: cv == "fail")
    }

    private func chain(_ count: Int, key: TestKey = .rsa) -> String {
        (1...count).reduce(Self.message) { sealed($0, $1, key: key) }
    }

    @Test(arguments: [1, 2, 3, 12, 50])
    func passing(_ count: Int) {
        let result = verify(chain(count))
        #expect(result.result == .pass)
        #expect(result.reason == "every seal and the newest message signature are right")
        #expect(result.instances.map(\.instance) == Array(1...count))
        #expect(result.instances.allSatisfy { $0.seal == true })
        // The ten newest message signatures are evaluated.
        #expect(result.instances.map(\.messageSignature) == (1...count).map { $0 > count - 10 ? true : nil })
        #expect(result.instances.last?.domain == "example.org")
        #expect(result.instances.first?.chainValidation == "none")
        #expect(result.instances.first?.authenticationResults == "lists.example.org; spf=pass")
    }

    @Test func ed25519AndLineFeeds() {
        #expect(verify(chain(2, key: .ed25519)).result == .pass)
        #expect(verify(chain(3).replacingOccurrences(of: "\r\n", with: "\n")).result == .pass)
    }

    @Test func noChain() {
        let result = verify(Self.message)
        #expect(result.result == .none)
        #expect(result.reason.isEmpty && result.instances.isEmpty)
    }

    @Test func alteredBelowASeal() {
        // A list that altered the message and sealed it again: the older message signature is broken, the chain is not.
        let altered = sealed(chain(1).replacingOccurrences(of: "An alert", with: "[list] An alert"), 2)
        let result = verify(altered)
        #expect(result.result == .pass)
        #expect(result.instances.map(\.messageSignature) == [false, true])
        // Altered after the last seal.
        let after = verify(chain(2).replacingOccurrences(of: "Hello", with: "Hullo"))
        #expect(after.result == .fail)
        #expect(after.reason == "message signature of instance 2: body altered")
        #expect(after.instances.map(\.seal) == [true, true])
        // A set that somebody changed: its seal and all after it.
        let results = verify(
            chain(3).replacingOccurrences(
                of: "i=2; lists.example.org; spf=pass", with: "i=2; lists.example.org; spf=fail"))
        #expect(results.result == .fail)
        #expect(results.instances.map(\.seal) == [true, false, false])
        #expect(!results.isUndecided)
    }

    @Test func chainValidationValues() {
        let failed = verify(sealed(chain(1), 2, cv: "fail"))
        #expect(failed.result == .fail)
        #expect(failed.reason == "the newest seal says that the chain had failed")
        // It covers its own set only, and is right (§5.1.2).
        #expect(failed.instances.map(\.seal) == [true, true])
        #expect(verify(sealed(Self.message, 1, cv: "pass")).reason == "cv= of instance 1 is not none")
        #expect(verify(sealed(chain(1), 2, cv: "none")).reason == "cv= of instance 2 is not pass")
        #expect(verify(sealed(chain(1), 2, cv: "Pass")).reason == "cv= of instance 2 is not pass")
    }

    @Test(arguments: [
        ("i=2; lists", "i=3; lists", "instance 2 has no ARC-Authentication-Results"),
        ("i=2; lists", "i=1; lists", "ARC-Authentication-Results: instance 1 is there twice"),
        ("i=2; lists", "i=0; lists", "ARC-Authentication-Results: no instance in front"),
        ("i=2; lists", "i=51; lists", "ARC-Authentication-Results: no instance in front"),
        ("i=2; lists", "i=99999999999999999999; lists", "ARC-Authentication-Results: no instance in front"),
        ("i=2; lists", "lists", "ARC-Authentication-Results: no instance in front"),
        ("i=2; a=", "i=51; a=", "ARC-Seal: no instance of 1 to 50"),
        ("i=2; a=", "i=2; i=2; a=", "ARC-Seal: tag i= given twice"),
        ("i=2; a=", "a=", "ARC-Seal: no instance of 1 to 50"),
        ("ARC-Seal: i=2", "X-Seal: i=2", "instance 2 has no ARC-Seal"),
    ])
    func structure(_ old: String, _ new: String, _ reason: String) {
        let result = verify(chain(2).replacingOccurrences(of: old, with: new))
        #expect(result.result == .fail)
        #expect(result.reason == reason && !result.isUndecided)
        #expect(result.instances.allSatisfy { $0.seal == nil && $0.messageSignature == nil })
    }

    @Test func aGap() {
        let result = verify(sealed(chain(1), 3))
        #expect(result.result == .fail)
        #expect(result.reason == "instance 2 is missing")
    }

    @Test(arguments: ["i=1 ;", " (note) i = 1 (x) ;", "i=01;", "i=1;"])
    func instanceInFront(_ text: String) {
        #expect(AARInstance(Array(text.utf8))?.instance == 1)
    }

    @Test(arguments: ["", "i", "i=", "i=1", "i=1x;", "i=;", "I=1;", "(i=1;", "i=111;", "j=1;", "i=1 (;"])
    func noInstanceInFront(_ text: String) {
        #expect(AARInstance(Array(text.utf8)) == nil)
    }

    @Test func oddTags() {
        #expect(verify(sealed(Self.message, 1, seal: "; h=from")).reason == "seal of instance 1: h= in a seal")
        #expect(
            verify(sealed(Self.message, 1, ams: ":arc-seal")).reason
                == "message signature of instance 1: h= names ARC-Seal")
        #expect(
            verify(sealed(Self.message, 1, ams: "; l=99")).reason
                == "message signature of instance 1: l= is larger than the body")
        #expect(verify(sealed(Self.message, 1, ams: "; l=2")).result == .pass)
        #expect(verify(sealed(Self.message, 1, seal: "; t=")).reason == "seal of instance 1: t= is no number")
    }

    @Test func noKeyNoAnswer() {
        let resolver = self.resolver()
        resolver.failures["k._domainkey.example.org"] = DNSAnswer(.notRecorded)
        let result = verify(chain(2), resolver)
        #expect(result.result == .fail)
        #expect(result.reason == "message signature of instance 2: key look-up: not recorded")
        #expect(result.isUndecided)
        #expect(result.instances.allSatisfy { $0.seal == nil && $0.messageSignature == nil })
        resolver.failures["k._domainkey.example.org"] = DNSAnswer(.nxDomain)
        #expect(verify(chain(1), resolver).instances.first?.seal == false)
        resolver.failures = [:]
        resolver.texts["k._domainkey.example.org"] = ["v=DKIM1; p="]
        #expect(verify(chain(1), resolver).reason == "message signature of instance 1: key revoked")
    }

    @Test func hostile() {
        let many = String(repeating: "ARC-Seal: i=1; b=x\r\n", count: 5000)
        #expect(verify(many + Self.message).result == .fail)
        let numbered = (1...200).map { "ARC-Seal: i=\($0); b=x\r\nARC-Message-Signature: i=\($0)\r\n" }.joined()
        #expect(verify(numbered + Self.message).result == .fail)
        var random = Seeded(8617)
        let octets = Array(chain(2).utf8)
        for _ in 0..<1000 {
            var damaged = octets
            damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let header = HeaderSection(damaged)
            // An octet that ends the header section before the first of them leaves no sets to judge.
            let hasSets = header.fields.contains { $0.key.hasPrefix("arc-") }
            #expect((ARCVerifier(resolver: resolver()).verify(header, at: 0).result == .none) == !hasSets)
        }
    }
}

extension TestKey {
    /// Puts an ARC-Seal on top that covers all sets below it, or its own set alone (§5.1.1, §5.1.2).
    func seal(_ message: String, _ tags: String, alone: Bool) -> String {
        let draft = HeaderSection(Array("ARC-Seal: \(tags)\r\n\(message)".utf8))
        var octets: [UInt8] = []
        guard let seal = draft.fields.first, let list = try? TagList(draft.body(seal)) else { return message }
        let sets = ARCSets(draft)
        for (instance, set) in sets.sets where !alone || instance == sets.sets.last?.instance {
            for field in [set.results, set.message?.field, set.seal?.field] {
                guard let field, field.index != seal.index else { continue }
                Canonicalization.relaxed.append(draft.raw(field), to: &octets)
                octets += [0x0D, 0x0A]
            }
        }
        SignedHeaders(draft).appendSignature(seal, tags: list, .relaxed, to: &octets)
        let value = Data(sign(Digest.hash(.sha256, octets))).base64EncodedString()
        return "ARC-Seal: \(tags.replacingOccurrences(of: "#b", with: value))\r\n\(message)"
    }
}
