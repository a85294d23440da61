import DNS
import FoundationEssentials
import MIME
import TestSupport
import Testing

@testable import Backstamp

/// A signal that is not asked for want of an occasion would not have fired.
@Suite struct OccasionTests {
    static let catalogue = SignalCatalogue.standard

    static func check(_ evidence: Evidence, _ comment: @autoclosure () -> String) {
        let shown = evidence.occasion
        for signal in catalogue.signals where !shown.isSuperset(of: signal.occasion) {
            #expect(signal.places(evidence).isEmpty, "\(signal.id) is not asked: \(comment())")
        }
    }

    @Test(arguments: SignalExample.all.indices)
    func examples(_ index: Int) throws {
        let example = SignalExample.all[index]
        let firing = try example.firing()
        Self.check(firing, example.signal)
        Self.check(try example.quiet(), "the quiet example of \(example.signal)")
        #expect(Self.catalogue.findings(firing).contains { $0.signal.id == example.signal })
    }

    /// Mails of the corpus, with lines of others put in and octets changed.
    @Test(arguments: 0..<4)
    func mutatedMails(_ part: Int) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../corpus").standardizedFileURL
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().filter { $0.hasSuffix(".eml") }
        let mails = try paths.map { Array(try Data(contentsOf: root.appending(path: $0))) }.filter { $0.count < 50_000 }
        try #require(mails.count >= 10)
        let lines = mails.flatMap { $0.split(separator: 0x0A).map(Array.init) } + Self.oddLines
        let resolver = try SnapshotResolver(Array(SampleMail.dns.utf8), file: "sample")
        let analyzer = Analyzer(resolver: resolver, locations: SamplePlaces(), policy: Policy(now: MailDate(seconds: 1_772_532_000)))
        var generator = Generator(seed: UInt64(part))
        for number in 0..<250 {
            var mail = generator.pick(mails)
            for _ in 0..<generator.below(12) {
                var rows = mail.split(separator: 0x0A, omittingEmptySubsequences: false)
                let place = generator.below(min(rows.count, generator.below(2) == 0 ? 25 : rows.count))
                rows.insert(generator.pick(lines)[...], at: place)
                if generator.below(3) == 0 { rows.remove(at: generator.below(rows.count)) }
                mail = Array(rows.joined(separator: [0x0A]))
            }
            for _ in 0..<generator.below(5) { generator.mutate(&mail) }
            Self.check(analyzer.analyze(mail).evidence, "mail \(number) of \(part)")
        }
    }

    /// What few mails hold.
    static let oddLines = [
        "Subject: RE: URGENT!!! $$$ Y0UR ACC0UNT #123456 bob@receiver.example", "Subject: =?utf-8?Q?p=D0=B0ypal_=E2=82=AC?=", "Subject: ",
        "From: \"service@paypal.com\" <x1234567890@gmail.com>", "From: \"P\u{430}yPal\" <a@b.example>, <c@d.example>", "Sender: c@d.example",
        "From: \"A-B [C]\" <alert@mi5.gov.uk>", "Reply-To: other@yahoo.com", "Reply-To: alice@author.example, b@hotmail.com",
        "Date: Tue, 3 Mar 2020 10:00:00 +0000", "Date: 3 Mar 26 10:00 EST", "Date: Tue, 03 Mar 2027 10:00:00 -0000", "Date: nonsense",
        "Message-ID: <000001c7f2b4$4d3a2b10$0a01a8c0@pc>", "Message-ID: <1@[192.0.2.1]>", "Message-ID: x", "In-Reply-To: <a@b>",
        "X-Mailer: Microsoft Outlook Express 6.00.2900.2180", "X-Mailer: PHPMailer 5.2", "X-Mailer: The Bat! (v2.00)", "Precedence: bulk",
        "List-Id: <x.y.example>", "List-Unsubscribe: <http://x.example/u>, <mailto:u@x.example>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Received: from [10.0.0.1] (unknown [203.0.113.9]) by mx.receiver.example with HTTP; Tue, 3 Mar 2026 02:00:05 +0000",
        "Received: from a.b (dsl-203-0-113-9.isp.example [203.0.113.9]) (using SSLv3 with cipher RC4-MD5 (128/128 bits)) by c.d with ESMTPS; Sun, 1 Mar 2026 10:00:05 +0000",
        "Received: from a.b (a.b [203.0.113.9]) (using TLSv1 with cipher AES128-SHA (128/128 bits)) by c.d (Postfix) with ESMTPS id 1; Tue, 3 Mar 2026 23:00:05 +0000",
        "Return-Path: <a@soft.example>", "Return-Path: <a@broken.example>", "Return-Path: <a@watching.example>", "Return-Path: <>",
        "Authentication-Results: mx.receiver.example; spf=pass smtp.mailfrom=author.example; dkim=fail header.d=author.example; dmarc=fail",
        "DKIM-Signature: v=1; a=rsa-sha1; d=author.example; s=s; h=from; l=10; bh=AAAA; b=AAAA", "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=x.example; s=s; b=AA==",
        "Disposition-Notification-To: a@b.example", "Content-Type: text/html", "Content-Type: application/pgp-signature; name=invoice.pdf.exe",
        "Content-Disposition: attachment; filename=\"a.html\"", "Content-Transfer-Encoding: base64",
        "<a href=\"http://192.0.2.1:8080/paypal.com/login\">https://www.paypal.com/</a><form action=\"http://x.example/p\"><input type=password name=p></form>",
        "<img src=\"http://t.example/o.gif?e=bob@receiver.example\" width=1 height=1><a href=http://xn--pypal-4ve.com/>x</a><a href=javascript:alert(1)>y</a>",
        "<a href=\"https://bit.ly/x\">unsubscribe</a> <a href=\"http://user:pw@h.example/\">here</a> <div style=\"display:none\">hidden words of no use at all</div>",
        "your account has been suspended verify your password within 24 hours click here dear customer winner lottery million dollars \u{200B}\u{202E}",
    ].map { Array($0.utf8) }

    @Test(.enabled(if: SharedData.isWanted("spam")))
    func sharedMails() throws {
        let root = try SharedData.url("spam")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
        let resolver = try SnapshotResolver(Array(SampleMail.dns.utf8), file: "sample")
        let analyzer = Analyzer(resolver: resolver, locations: SamplePlaces(), policy: Policy(now: MailDate(seconds: 1_772_532_000)))
        var count = 0
        for path in paths.enumerated().filter({ $0.offset % 23 == 0 }).map(\.element) {
            guard let mail = try? Data(contentsOf: root.appending(path: path)), (500..<60_000).contains(mail.count) else { continue }
            Self.check(analyzer.analyze(Array(mail)).evidence, path)
            count += 1
        }
        #expect(count > 100)
    }
}
