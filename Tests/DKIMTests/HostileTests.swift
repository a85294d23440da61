import DNS
import MIME
import TestSupport
import Testing

@testable import DKIM

/// Input that was made to hurt: an answer for each, no crash, and time that grows with the size of the input only.
@Suite struct HostileTests {
    private func verify(_ octets: [UInt8]) -> [DKIMSignature] {
        let resolver = TableResolver(["k._domainkey.example.org": [TestKey.rsa.record]])
        return DKIMVerifier(resolver: resolver).verify(HeaderSection(octets), at: 1_700_000_000)
    }

    private static let signature = "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=k; h=from; bh=AAAA; b=BBBB\r\n"
    private static let from = "From: a@example.org\r\n"

    @Test(arguments: [
        "", "\n", "\no", "\r\n", "\r", ":", " ", " folded: first", "DKIM-Signature", "DKIM-Signature:",
        "DKIM-Signature:\r\n",
        "DKIM-Signature: ;", "DKIM-Signature: =", "DKIM-Signature: a=b=c", "From\r\nDKIM-Signature: v=1\r\n\r\n",
        "DKIM-Signature : v=1; a=rsa-sha256; b=\r\n", "\r\nDKIM-Signature: v=1",
    ])
    func scraps(_ text: String) {
        #expect(verify(Array(text.utf8)).allSatisfy { $0.result == .permerror && !$0.reason.isEmpty })
    }

    /// libopendkim writes behind the end of its list when `h=` takes every field and names one more.
    @Test func everyFieldSignedAndMore() {
        let names = Array(repeating: "from:to:dkim-signature:subject", count: 50).joined(separator: ":")
        let text = "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=k; h=\(names); bh=AAAA; b=BBBB\r\n" + Self.from
        for _ in 0..<200 { #expect(verify(Array((text + "\r\nx\r\n").utf8)).map(\.result) == [.fail]) }
    }

    @Test func nulsAnywhere() {
        let octets = Array((Self.signature + Self.from + "\r\nbody\r\n").utf8)
        for position in octets.indices {
            var damaged = octets
            damaged[position] = 0
            #expect(verify(damaged).allSatisfy { $0.result != .pass })
        }
    }

    @Test func hugeTags() {
        let filler = String(repeating: "a", count: 100_000)
        for tag in ["d", "s", "i", "h", "b", "bh", "x-long", "t", "l", "z"] {
            let field = "DKIM-Signature: v=1; a=rsa-sha256; \(tag)=\(filler); q=dns/txt\r\n"
            #expect(verify(Array((field + Self.from + "\r\n").utf8)).map(\.result) == [.permerror])
        }
        let colons = String(repeating: "from:", count: 20_000)
        let field = "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=k; h=\(colons)from; bh=AAAA; b=BBBB\r\n"
        #expect(verify(Array((field + Self.from + "\r\n").utf8)).map(\.result) == [.fail])
    }

    @Test func fiveHundredSignatures() {
        let resolver = TableResolver()
        let text = String(repeating: Self.signature, count: 500) + Self.from + "\r\n"
        let signatures = DKIMVerifier(resolver: resolver).verify(HeaderSection(Array(text.utf8)), at: 0)
        #expect(signatures.count == 500)
        #expect(signatures.prefix(20).allSatisfy { $0.result == .permerror && $0.reason.hasPrefix("key not found") })
        #expect(signatures.dropFirst(20).allSatisfy { $0.result == .policy && $0.reason == "too many signatures" })
        #expect(signatures.map(\.field) == Array(0..<500))
        #expect(resolver.queries <= 20)
    }

    @Test func tooManyFields() {
        let text = Self.signature + String(repeating: "X: y\r\n", count: 20_000) + "\r\n"
        #expect(verify(Array(text.utf8)).map(\.reason) == ["too many header fields"])
    }

    /// Random octets, and random damage to a signature that is right.
    @Test func randomInput() {
        let message = TestKey.rsa.sign(DKIMVerifierTests.message, DKIMVerifierTests.tags)
        let octets = Array(message.utf8)
        #expect(verify(octets).map(\.result) == [.pass])
        var random = Seeded(7)
        for _ in 0..<3000 {
            var damaged = octets
            for _ in 0...Int.random(in: 0...4, using: &random) {
                let position = Int.random(in: 0..<damaged.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: damaged[position] = UInt8.random(in: 0...255, using: &random)
                case 1: damaged.remove(at: position)
                default: damaged.insert(contentsOf: damaged[position...].prefix(9), at: position)
                }
            }
            #expect(verify(damaged).allSatisfy { $0.result != .none })
        }
    }

    /// 100,000 lists: no crash, and what is read reads the same again.
    @Test func randomTagLists() {
        var random = Seeded(11)
        let pieces: [[UInt8]] = ["v", "=", ";", " ", "\r\n ", "b", "d", "1", "\u{0}", "=1;", "q=", "\u{E9}", ":"].map {
            Array($0.utf8)
        }
        for _ in 0..<100_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) { text += pieces.randomElement(using: &random) ?? [] }
            guard let list = try? TagList(text[...]) else { continue }
            for tag in list.tags { #expect(list.tag(tag.name)?.value == tag.value) }
        }
    }
}
