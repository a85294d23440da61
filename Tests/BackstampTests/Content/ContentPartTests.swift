import Backstamp
import Testing

/// What parts of a message make a client fetch beside the HTML, and how they share bases and styles.
@Suite struct ContentPartTests {
    static func inspect(_ text: String) -> Content { Content.inspect(Message.read(Array(text.utf8))) }

    /// RFC 2110 §4.2, RFC 2557 §5.
    @Test(arguments: [
        ("Content-Base: http://h.example/dir/\r\n", "", "http://h.example/dir/x"),
        ("Content-Location: http://h.example/dir/page\r\n", "", "http://h.example/dir/x"),
        ("Content-Base: http://h.example/a/\r\nContent-Location: b/c\r\n", "", "http://h.example/a/x"),
        ("", "Content-Base: http://h.example/outer/\r\n", "http://h.example/outer/x"),
        ("Content-Location: inner/page\r\n", "Content-Location: http://h.example/outer/\r\n", "http://h.example/outer/inner/x"),
    ])
    func bases(part: String, multipart: String, url: String) {
        let content = Self.inspect(
            "From: a@a.example\r\nMIME-Version: 1.0\r\n\(multipart)Content-Type: multipart/related; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\(part)\r\n<img src=x>\r\n--b--\r\n")
        #expect(content.remoteLoads.map(\.url) == [url])
    }

    @Test func sheetsAndPicturesThatAreParts() {
        let content = Self.inspect(
            "From: a@a.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n<link rel=stylesheet href=cid:s><img src=cid:i>\r\n"
                + "--b\r\nContent-Type: text/css\r\nContent-ID: <s>\r\n\r\np{background:url(http://h.example/css)}\r\n"
                + "--b\r\nContent-Type: image/svg+xml\r\nContent-ID: <i>\r\nContent-Disposition: attachment\r\n\r\n"
                + "<svg><image href='http://h.example/svg'/></svg>\r\n--b--\r\n")
        #expect(content.remoteLoads.map(\.kind).sorted() == ["css-background", "svg-image"])
    }

    @Test func externalBodyByFTP() {
        let content = Self.inspect(
            "From: a@a.example\r\nMIME-Version: 1.0\r\nContent-Type: message/external-body; access-type=ANON-FTP;\r\n"
                + " site=\"ftp.h.example\"; directory=\"pub\"; name*=us-ascii''x%20y\r\n\r\nContent-Type: text/plain\r\n\r\n")
        #expect(content.remoteLoads.map(\.url) == ["ftp://ftp.h.example/pub/x%20y"])
        #expect(content.remoteLoads.first?.kind == "external-body")
    }

    /// A certificate's extensions, DER by hand: authority information access and CRL distribution points.
    @Test func certificates() {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }
        func uri(_ text: String) -> [UInt8] { element(0x86, Array(text.utf8)) }
        let method: [UInt8] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30]
        let access = element(
            0x30,
            element(0x30, method + [1] + uri("http://ocsp.h.example")) + element(0x30, method + [2] + uri("http://h.example/ca.cer")))
        let points = element(0x30, element(0x30, element(0xA0, element(0xA0, uri("http://h.example/list.crl")))))
        let signature = element(
            0x30,
            [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01] + element(0x04, access))
            + element(0x30, [0x06, 0x03, 0x55, 0x1D, 0x1F, 0x01, 0x01, 0xFF] + element(0x04, points))
        let octets =
            Array(
                ("From: a@a.example\r\nMIME-Version: 1.0\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                    + "Content-Transfer-Encoding: binary\r\nContent-Disposition: attachment\r\n\r\n").utf8) + signature
        let loads = Content.inspect(Message.read(octets)).remoteLoads
        #expect(loads.map(\.kind) == ["smime-ocsp", "smime-issuer", "smime-crl"])
        #expect(loads.map(\.url) == ["http://ocsp.h.example/", "http://h.example/ca.cer", "http://h.example/list.crl"])
        for length in 0..<signature.count {
            _ = Content.inspect(Message.read(Array(octets.dropLast(signature.count - length))))
        }
    }

    @Test func charsetOfTheDocument() {
        let octets = Array("From: a@a.example\r\nContent-Type: text/html\r\n\r\n<meta charset=windows-1251><p>".utf8) + [0xCF, 0xF0]
        #expect(Content.inspect(Message.read(octets)).visibleText == "Пр")
    }

    @Test func linksOfPlainTextSayWhere() throws {
        let content = Self.inspect("From: a@a.example\r\n\r\nSee https://h.example/x now.\r\n")
        let place = try #require(content.links.first?.place)
        #expect(place.where == .body && place.index == 0 && place.offset == 4 && place.length == 19)
    }

    /// What the reader adds: an address that the header does not name, and names that may be imitated.
    @Test func readersOwnAddressAndNames() {
        let text = "From: a@a.example\r\nTo: list@a.example\r\nContent-Type: text/html\r\n\r\n"
            + "<img src='http://t.example/p?u=bWVAcmVhZGVyLmV4YW1wbGU'><a href=http://exarnplebank.com/>x</a>"
        let message = Message.read(Array(text.utf8))
        #expect(!Content.inspect(message).beacons.contains { $0.reason.contains("recipient's address") })
        let content = Content.inspect(
            message, recipients: ["me@reader.example"], protected: LookalikeDetector(protected: ["examplebank.com"]))
        #expect(content.beacons.map(\.reason) == ["the URL carries the recipient's address in base64"])
        #expect(content.lookalikes.map(\.imitates) == ["examplebank.com"])
    }
}
