import DNS
import Glibc
import MIME
import TestSupport
import Testing

@testable import ARC
@testable import Backstamp
@testable import DKIM
@testable import SPF

/// Parsers of what strangers write: no input brings one down, and none takes more than linear time.
@Suite struct ParserPropertyTests {
    struct Parser: Sendable, CustomTestStringConvertible {
        var name: String
        /// What inputs are strung together from, by spaces. `_` stands for a space.
        var words: String
        /// Patterns that a careless parser reads again and again, repeated to any length.
        var repeated: [String]
        var parse: @Sendable ([UInt8]) -> Void

        var testDescription: String { name }

        var octetWords: [[UInt8]] {
            words.split(separator: " ").map { Array($0.utf8.map { $0 == 0x5F ? 0x20 : $0 }) }
        }
    }

    static let count = 100_000

    static let parsers = [
        Parser(
            name: "SPF record",
            words:
                "v=spf1 _ _ _ a mx ptr all -all ~all ?a + - : / /24 //64 /0 /33 include: redirect= exp= exists: ip4: ip6: "
                + "192.0.2.1 2001:db8::1 :: 1.2.3 %{d} %{ir}.%{v} %{l1r-} %{p2} %% %_ %- %{ { } example.org . .. a.b. x=y "
                + "mx:example.org/24//64 ip4:192.0.2.0/24 999999999999999999999",
            repeated: ["a ", "%{d}", "ip4:1.2.3.4 ", "a:", "x=", "/", "{", "%", "include:a.b "]
        ) { octets in
            let record = try? SPFGrammar.record(Array("v=spf1 ".utf8) + octets)
            _ = try? SPFGrammar.record(octets)
            #expect((record?.directives.count ?? 0) <= octets.count)
        },
        Parser(
            name: "SPF macro-string",
            words:
                "%{d} %{d2} %{dr} %{d99r.-+,/_=} %{S} %{l} %{o} %{i} %{h} %{c} %{r} %{t} %{p} %% %_ %- % { } . example a-b %{d0} %{x} %{d",
            repeated: ["%{d}", "%{", "%", "}", "%{l1r.-+,/_=}", "."]
        ) { octets in
            for kind in [MacroString.Place.record, .explanation] { _ = try? MacroString(octets[...], kind) }
        },
        Parser(
            name: "Authentication-Results",
            words:
                "mx.example _1; ; ; = = _ _ dkim spf dmarc arc iprev none pass fail softfail reason= \" ( ) ((( \\ / . , header.d= "
                + "header.i=@example.org smtp.mailfrom= smtp.remote-ip=192.0.2.1 policy. i=1; i=99; \t \r\n_ =?= dkim=pass dkim/1=pass",
            repeated: [
                "(", "()", "\"", "\\", ";", "a=b ", "dkim=pass;", "dkim=pass ", "a.", "a/", ".", "=", "a (b) ",
                "header.d=(", "x= y= ",
            ]
        ) { octets in
            let recorded = AuthenticationResultsParser.parse(octets)
            #expect(recorded.results.count <= AuthenticationResultsParser.resultLimit)
        },
        Parser(
            name: "Received-SPF",
            words:
                "pass Fail ( ) \" = ; _ _ client-ip= 192.0.2.1 envelope-from=\"a@b\" receiver= helo= identity= mailfrom \\ (( problem=",
            repeated: ["(", "\"", "a=b;", "=", ";", "a ", "\\"]
        ) { octets in
            #expect(ReceivedSPFParser.parse(octets).results.count <= 1)
        },
        Parser(
            name: "DKIM-Signature",
            words:
                "v=1; a=rsa-sha256; a=ed25519-sha256; b= bh= c=relaxed/ simple; d=example.org; d= s=k; h=from:to h=: : i=@ i=a@b.example; "
                + "l=10; l=99999999999999999999999 t=1; x=2; q=dns/txt; z= ; = _ \r\n\t == AAAA QUJD a \" =20 =3",
            repeated: [";", "a=b;", "=", ":", "h=a:b;", "\r\n ", "AAAA", "a=b; ", "x", "aa=;"]
        ) { octets in
            let message =
                Array("DKIM-Signature: ".utf8) + octets.map { $0 == 0x0A ? 0x20 : $0 }
                + Array("\r\nFrom: a@b.example\r\n\r\n".utf8)
            let header = HeaderSection(message)
            guard let field = header.fields.first else { return }
            let parsed = ParsedSignature(field, in: header)
            #expect(parsed.failure != nil || parsed.signature.domain != nil)
        },
        Parser(
            name: "DKIM key record",
            words:
                "v=DKIM1; v= k=rsa; k=ed25519; p= p=AAAA; MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ h=sha256: t=y:s; s=email; s=* n=x; g=*; ; = _ \r\n_ QUJD=",
            repeated: [";", "p=AAAA", "AAAA", "=", "t=y:", ":", "a=b;", " "]
        ) { octets in
            let record = KeyRecord(octets)
            #expect(record.failure != nil || record.key != nil)
            _ = record.remarks
        },
        Parser(
            name: "ARC fields",
            words:
                "i=1; i=2; i=0; i=51; i= a=rsa-sha256; b=AAAA; bh=AAAA; cv=none; cv=pass; d=example.org; s=k; t=1; h=from; ; = ( ) (i=1) _ spf=pass dkim=pass",
            repeated: ["(", "()", "i=1;", ";", "\\", " ", "(\\"]
        ) { octets in
            let line = octets.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            var message: [UInt8] = []
            for name in ["ARC-Seal: ", "ARC-Message-Signature: ", "ARC-Authentication-Results: "] {
                message += Array(name.utf8) + line + [0x0D, 0x0A]
            }
            let chain = ARCVerifier(resolver: NoResolver()).verify(HeaderSection(message + [0x0D, 0x0A]), at: 0)
            #expect(chain.result == .fail)
        },
    ]

    /// Nothing to expect but an end and the bounds that each parser promises.
    @Test(arguments: parsers)
    func noInputBringsItDown(_ parser: Parser) {
        var generator = Generator(seed: UInt64(parser.name.utf8.count))
        let words = parser.octetWords
        for _ in 0..<Self.count {
            var input = generator.octets(words, upTo: 10)
            if generator.below(2) == 0 { generator.mutate(&input) }
            parser.parse(input)
        }
    }

    /// Sixteen times the input costs sixteen times the time, and no more than four times that.
    @Test(arguments: parsers)
    func timeIsLinear(_ parser: Parser) {
        for pattern in parser.repeated {
            let unit = Array(pattern.utf8)
            let cost = { (octets: Int) -> Duration in
                let input = Array(Array(repeating: unit, count: max(1, octets / unit.count)).joined())
                return processorTime { parser.parse(input) }
            }
            let small = min(cost(8_000), cost(8_000))
            let large = min(cost(128_000), cost(128_000))
            #expect(large < small * 64 + .milliseconds(100), "\(pattern): \(small) and \(large)")
        }
    }
}
