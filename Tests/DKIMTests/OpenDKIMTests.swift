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

    /// The signatures that people made, each as it is and damaged a little in many ways.
    @Test(.enabled(if: SharedData.isWanted("dkim"))) func hashesAgreeOnSharedMail() throws {
        let library = try #require(OpenDKIM())
        var random = SplitMix(2027)
        var compared = 0
        for path in ["dkim/go-msgauth", "dkim/mail-dkim", "dkim/rfc8463", "dkim/stalwart"] {
            let suite = try Suite<DKIMSuiteTests.Case>(path)
            for group in suite.groups {
                for test in suite.cases(of: group) {
                    let original = try suite.message(test, of: group).octets
                    for round in 0..<40 where !original.isEmpty {
                        let octets = round == 0 ? original : damaged(original, &random)
                        compared += compare(octets, library, "\(test.file), round \(round)")
                    }
                }
            }
        }
        #expect(compared >= 200)
    }

    private func damaged(_ original: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var octets = original
        let pieces: [[UInt8]] = [[0x20], [0x09], [0x0A], [0x0D, 0x0A], [0x0D], [0x0D, 0x0A, 0x20], [0x61], [0xC3]]
        for _ in 0...Int.random(in: 0...5, using: &random) {
            let position = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: octets[position] = pieces.randomElement(using: &random)?.first ?? 0x20
            case 1 where octets.count > 1: octets.remove(at: position)
            default: octets.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: position)
            }
        }
        return octets
    }

    /// - Returns: how many signatures both have hashed.
    private func compare(_ octets: [UInt8], _ library: OpenDKIM, _ name: String) -> Int {
        let section = HeaderSection(octets)
        let parsed = section.fields("dkim-signature").map { ParsedSignature($0, in: section) }
        guard !parsed.isEmpty, OpenDKIMScope.covers(section, parsed) else { return 0 }
        let found = library.hashes(section)
        let own = MessageHashes(section)
        var compared = 0
        for signature in parsed {
            guard let theirs = found[signature.signature.field], let ours = own.hashes(signature) else { continue }
            #expect(theirs.header == ours.header, "header of \(name)")
            // A CR that no LF follows is an octet of its line to us (RFC 6376 §3.4.3); the library reads it otherwise.
            if LineSurvey(section).bareCR == 0 { #expect(theirs.body == ours.body, "body of \(name)") }
            compared += 1
        }
        return compared
    }
}
