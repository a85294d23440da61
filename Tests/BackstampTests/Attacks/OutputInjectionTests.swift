import DNS
import Foundation
import JSON
import MIME
import Testing

@testable import Backstamp

/// Whatever a message or a record in the DNS holds: a report stays one line of JSON, and a text holds nothing that moves
/// a cursor, colours a terminal, turns the order of letters or starts a line of its own.
@Suite struct OutputInjectionTests {
    /// An escape sequence, a bell, a bidi override, a NUL, C1 controls, invisible letters, a quotation mark and a brace.
    private static let poison = "\u{1B}[2J\u{7}\u{202E}\u{0}\u{9B}31m\u{200B}\u{2066}\u{FEFF}\"}\\\u{85}\u{2028}x"

    private final class PoisonedZone: Resolver {
        func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
            let text: String? =
                switch (type, name) {
                case (.txt, "attack.example"): "v=spf1 ip4:198.51.100.1 exp=why.attack.example -all"
                case (.txt, "why.attack.example"): "Injected %{s}: %{h}"
                case (.txt, "broken.example"): "v=spf1 \(poison) \u{0A}Injected: -all"
                case (.txt, _) where name.hasPrefix("_dmarc."): "v=DMARC1; p=reject; rua=\(poison)\u{0A}Injected: x"
                case (.txt, _) where name.contains("_domainkey"): "v=DKIM1; n=\(poison); p=AAAA; \(poison)=1"
                case (.ptr, _): "\(poison).attack.example"
                default: nil
                }
            guard let text else { return DNSAnswer(.nxDomain) }
            return DNSAnswer(.noError, [type == .ptr ? .name(text) : .text(Array(text.utf8))])
        }
    }

    /// One place each, and once all of them.
    private static let places: [(field: String, value: String)] = [
        ("Subject", poison),
        ("Subject", "=?utf-8?B?\(Data((poison + "\r\nInjected: yes\r\n").utf8).base64EncodedString())?="),
        ("From", "\"\(poison)\" <a@attack.example>"), ("From", "=?utf-8?Q?a=0D=0AInjected:=20yes?= <a@attack.example>"),
        ("From", "a@\(poison).example"), ("To", "\(poison) <b@\(poison)>"), ("Message-ID", "<\(poison)@x>"),
        (
            "Received",
            "from \(poison) (\(poison) [192.0.2.7]) by \(poison) (\(poison)) with \(poison) id \(poison) for <\(poison)>; \(poison)"
        ),
        (
            "Authentication-Results",
            "\(poison); dkim=pass reason=\"\(poison)\" header.d=\(poison) header.\(poison)=\(poison)"
        ),
        ("Received-SPF", "pass (\(poison)) \(poison)=\(poison); envelope-from=\"\(poison)\""),
        (
            "DKIM-Signature",
            "v=1; a=\(poison); d=\(poison); s=\(poison); i=\(poison); h=from:\(poison); bh=x; b=x; c=\(poison)"
        ),
        ("DKIM-Signature", "v=1; a=rsa-sha256; d=attack.example; s=k; h=from; bh=AAAA; b=AAAA"),
        ("ARC-Seal", "i=1; cv=\(poison); a=rsa-sha256; d=\(poison); s=\(poison); b=AAAA"),
        ("ARC-Message-Signature", "i=1; a=rsa-sha256; d=\(poison); s=k; h=from; bh=AAAA; b=AAAA"),
        ("ARC-Authentication-Results", "i=1; \(poison); spf=pass"),
        ("List-Unsubscribe", "<https://\(poison)/>"), ("Disposition-Notification-To", "\(poison)@x"),
        ("Reply-To", poison),
        ("X-\(poison)", poison), ("Return-Path", "<\(poison)@attack.example>"), ("X-Mailer", poison),
    ]

    private static let body = """
        --b
        Content-Type: text/html; charset="\(poison)"

        <a href="https://attack.example/\(poison)">https://victim.example/\(poison)</a><img src="http://\(poison).example/x.gif?\(poison)" width=1 height=1>
        <form action="http://\(poison)"><input name="\(poison)" type=password></form>
        --b
        Content-Type: application/x-\(poison); name="\(poison)"
        Content-Disposition: attachment; filename="\(poison)\u{202E}gpj.exe"

        x
        --b--

        """

    private func reports(_ fields: [(field: String, value: String)]) -> [Report] {
        let header = fields.map { "\($0.field): \($0.value)\r\n" }.joined()
        let text =
            header + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + Self.body.replacing("\n", with: "\r\n")
        let envelopes = [
            Envelope(clientIP: IPAddress("192.0.2.7"), helo: Self.poison, mailFrom: "\(Self.poison)@attack.example"),
            Envelope(
                clientIP: IPAddress("192.0.2.7"), helo: "attack.example",
                mailFrom: "\u{1B}[31m\u{0A}Injected@broken.example"),
            Envelope(),
        ]
        return envelopes.map { envelope in
            var policy = Policy(now: MailDate(seconds: 1_772_532_000))
            policy.envelope = envelope
            let source = MessageSource(path: "\(Self.poison)\nInjected: x", index: nil, offset: 0, length: text.utf8.count)
            return Analyzer(resolver: PoisonedZone(), locations: nil, policy: policy).analyze(Array(text.utf8), source: source) {
                DNSUse(source: "\(Self.poison)\nInjected: x", queries: 1, notRecorded: ["\(Self.poison)\nInjected: x TXT"])
            }
        }
    }

    @Test(arguments: 0...places.count)
    func staysInItsPlace(_ index: Int) throws {
        let fields = index < Self.places.count ? [Self.places[index], ("From", "a@attack.example")] : Self.places
        for report in reports(fields) {
            let text = TextReport.text(report, style: .init(width: 200, isColoured: false))
            for scalar in text.unicodeScalars where scalar != "\n" {
                #expect(
                    scalar.value >= 0x20 && !scalar.properties.isBidiControl
                        && scalar.properties.generalCategory != .control
                        && scalar.properties.generalCategory != .format && scalar.value != 0x2028, "\(scalar.value)")
            }
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("Injected") })
            // The program's own sentences, shown line by line.
            for difference in report.evidence.authentication.differences {
                #expect(!TerminalText.safe(difference.sentence).contains("\n"))
            }
            var json = JSONWriter()
            report.write(to: &json)
            #expect(!json.bytes.contains { $0 < 0x20 || $0 == 0x7F })
            #expect(String(validating: json.bytes, as: UTF8.self) != nil)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
            #expect(object["schema"] as? String == "backstamp/1")
        }
    }
}
