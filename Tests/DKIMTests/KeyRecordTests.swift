import Foundation
import TestSupport
import Testing

@testable import DKIM

/// RFC 6376 §3.6.1, RFC 8463 §4.
@Suite struct KeyRecordTests {
    private func record(_ text: String) -> KeyRecord {
        let text = text.replacingOccurrences(of: "#rsa", with: TestKey.rsa.p)
            .replacingOccurrences(of: "#ed", with: TestKey.ed25519.p)
        return KeyRecord(Array(text.utf8))
    }

    @Test func everyTag() {
        let record = record("v=DKIM1; k=rsa; h=sha1 : sha256; s=email; t=y : s; n=for people; p=#rsa")
        #expect(record.failure == nil)
        #expect(record.type == "rsa")
        #expect(record.hashes == ["sha1", "sha256"])
        #expect(record.services == ["email"])
        #expect(record.isTesting && record.isStrict)
        #expect(record.notes == "for people")
        #expect(record.key?.bits == 1024)
        #expect(record.weakness == nil)
    }

    /// One key in each form that libcrypto takes, and damaged.
    @Test func forms() {
        let octets = TestKey.rsa.publicOctets
        let hash = Digest.hash(.sha256, [1, 2, 3])
        let signature = TestKey.rsa.sign(hash)
        for form in [octets, TestKey.rsa.bareOctets, octets + [0]] {
            let key = PublicKey(.rsa, form)
            #expect(key?.bits == 1024)
            // Twice, because a key keeps what it checks with.
            for _ in 0..<2 {
                #expect(key?.verifies(signature, ofHash: hash, .sha256) == true)
                #expect(key?.verifies(signature, ofHash: hash.reversed(), .sha256) == false)
            }
        }
        for count in octets.indices { #expect(PublicKey(.rsa, Array(octets[..<count])) == nil) }
        for index in octets.indices {
            var damaged = octets
            damaged[index] ^= 0xFF
            _ = PublicKey(.rsa, damaged)?.verifies(signature, ofHash: hash, .sha256)
        }
    }

    @Test(arguments: [
        "p=#rsa", "v=DKIM1; p=#rsa", "v=DKIM1;p=#rsa;", " v = DKIM1 ; p = #rsa ", "k=rsa; p=#rsa",
        "v=DKIM1; k=ed25519; p=#ed",
        "v=DKIM1; g=; p=#rsa", "v=DKIM1; x=unknown; p=#rsa",
    ])
    func usable(_ text: String) {
        #expect(record(text).failure == nil)
    }

    @Test(arguments: [
        ("", DKIMCause.keySyntax), ("v=spf1 -all", .keySyntax), ("v=DKIM1", .keySyntax),
        ("v=DKIM1; p=#rsa; p=#rsa", .keySyntax),
        ("p=#rsa; v=DKIM1", .keySyntax), ("v=dkim1; p=#rsa", .keySyntax), ("v=DKIM1; p=***", .keySyntax),
        ("v=DKIM1; p=AAAA", .keySyntax), ("v=DKIM1; k=ed25519; p=AAAA", .keySyntax),
        ("v=DKIM1; k=ed25519; p=#rsa", .keySyntax),
        ("v=DKIM1; k=RSA; p=#rsa", .keyUnsuitable), ("v=DKIM1; k=ed448; p=#ed", .keyUnsuitable), ("p=", .keyRevoked),
        ("v=DKIM1; p= ;", .keyRevoked), ("v=DKIM1; k=rsa; p=#ed", .keySyntax),
    ])
    func useless(_ text: String, _ cause: DKIMCause) {
        #expect(record(text).failure?.cause == cause)
    }

    @Test func refusals() {
        let refusal = { (text: String, algorithm: SignatureAlgorithm, identity: String) in
            record(text).refusal(algorithm, domain: "example.org", identityDomain: identity)?.cause
        }
        #expect(refusal("p=#rsa", .rsaSHA256, "a.example.org") == nil)
        #expect(refusal("p=#rsa", .ed25519SHA256, "example.org") == .keyUnsuitable)
        #expect(refusal("k=ed25519; p=#ed", .rsaSHA256, "example.org") == .keyUnsuitable)
        #expect(refusal("h=sha256; p=#rsa", .rsaSHA1, "example.org") == .keyUnsuitable)
        #expect(refusal("s=*:other; p=#rsa", .rsaSHA256, "example.org") == nil)
        #expect(refusal("s=other; p=#rsa", .rsaSHA256, "example.org") == .keyUnsuitable)
        #expect(refusal("t=s; p=#rsa", .rsaSHA256, "example.org") == nil)
        #expect(refusal("t=s; p=#rsa", .rsaSHA256, "a.example.org") == .identityMismatch)
    }

    @Test(arguments: [
        ("v=DKIM1; k=ed25519; p=#ed", []), ("v=DKIM1; p=", ["key revoked"]),
        ("v=DKIM1; p=#rsa", ["1024 bits: RFC 8301 §3.2 recommends 2048"]),
        (
            "k=ed25519; g=*; t=y; s=other; h=sha1; p=#ed",
            [
                "h= does not allow sha256, the only hash in use", "s= does not allow mail",
                "t=y: the domain is testing DKIM; by RFC 6376 §3.6.1 its mail counts as unsigned, though most receivers do not look", "v=DKIM1 is recommended and not there",
                "tags without meaning: g",
            ]
        ),
    ])
    func remarks(_ text: String, _ remarks: [String]) {
        #expect(record(text).remarks == remarks)
    }

    @Test func weakKey() {
        let record = KeyRecord(Array(TestKey.weak.record.utf8))
        #expect(record.failure == nil)
        #expect(record.weakness?.cause == .weakKey)
        #expect(record.remarks == ["weak key of 512 bits: no signature by it is valid (RFC 8301 §3.2)"])
    }
}
