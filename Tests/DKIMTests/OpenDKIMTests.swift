import MIME
import TestSupport
import Testing

@testable import DKIM

/// libopendkim's hashes against our own: wherever we ask the library, both are the same.
@Suite struct OpenDKIMTests {
    /// A message with up to four signatures that nobody made; hashing does not mind.
    private func message(_ random: inout Seeded) -> [UInt8] {
        let names = ["From", "to", "Subject", "DATE", "X-Mixed", "Received", "List-Unsubscribe"]
        let values = [
            " plain", "", " two  words", "\ttabs\t", " folded\r\n  line", " \r\n late", " caf\u{E9}", " a:b;c=d ",
            " \r\n \r\n x",
        ]
        let pick = { (list: [String], random: inout Seeded) in list.randomElement(using: &random) ?? "" }
        var fields = ["From: A <a@example.org>"]
        for _ in 0..<Int.random(in: 3...14, using: &random) {
            fields.append(
                pick(names.filter { $0 != "From" }, &random) + pick(["", "", " "], &random) + ":"
                    + pick(values, &random))
        }
        for _ in 0...Int.random(in: 0...3, using: &random) {
            var signed = ["from"]
            for _ in 0..<Int.random(in: 0...12, using: &random) { signed.append(pick(names, &random)) }
            let ws = { (random: inout Seeded) in ["", " ", "\r\n\t"].randomElement(using: &random) ?? "" }
            let a = pick(["rsa-sha256", "rsa-sha256", "ed25519-sha256", "rsa-sha1"], &random)
            let c = pick(["", "c=simple/simple;", "c=relaxed/relaxed;", "c=relaxed;", "c=simple/relaxed ;"], &random)
            let list = signed.joined(separator: ":" + ws(&random))
            let field =
                "DKIM-Signature: v=1;\(ws(&random))a=\(a);\(c)\(ws(&random)) d=example.org; s=x;"
                + "h=\(list);\(ws(&random))bh=AAAA\(ws(&random))AAA=;\(ws(&random))"
                + "b=BBBB\(ws(&random))BBBB\(ws(&random));t=1700000000"
            fields.insert(field, at: Int.random(in: 0...fields.count, using: &random))
        }
        let end = pick(["\r\n", "\n"], &random)
        let header = fields.joined(separator: "\r\n") + "\r\n\r\n"
        let octets = Array(header.utf8) + random.body(120)
        guard end == "\n" else { return octets }
        return octets.filter { $0 != 0x0D }
    }

    @Test func hashesAgree() throws {
        let library = try #require(OpenDKIM())
        var random = Seeded(2026)
        var compared = 0
        for _ in 0..<1500 {
            let octets = message(&random)
            let section = HeaderSection(octets)
            let parsed = section.fields("dkim-signature").map { ParsedSignature($0, in: section) }
            guard OpenDKIMScope.covers(section, parsed) else { continue }
            let found = library.hashes(section)
            let own = MessageHashes(section)
            for signature in parsed {
                guard let theirs = found[signature.signature.field], let ours = own.hashes(signature) else { continue }
                // A library of today may refuse to make SHA-1 hashes.
                #expect(
                    theirs.header == ours.header,
                    "header of \(String(decoding: octets, as: UTF8.self).debugDescription)")
                #expect(theirs.body == ours.body, "body of \(String(decoding: octets, as: UTF8.self).debugDescription)")
                compared += 1
            }
        }
        #expect(compared > 1000)
    }
}
