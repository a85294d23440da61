import CGMime
import TestSupport
import Testing

@testable import MIME

/// Decoding by several octets at a time gives what GMime's decoder gives octet by octet.
@Suite struct TransferEncodingTests {
    private func byLibrary(_ octets: [UInt8], _ encoding: GMimeContentEncoding) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: octets.count + 64) { target, count in
            count = octets.withUnsafeBufferPointer { TransferEncoding.byLibrary($0, encoding, to: target) }
        }
    }

    private func decode(_ octets: [UInt8], _ encoding: GMimeContentEncoding) -> [UInt8] {
        octets.withUnsafeBufferPointer { TransferEncoding.decode($0[...], encoding) }
    }

    @Test func plainCases() {
        #expect(decode(Array("SGVsbG8sIHdv\r\ncmxkIQ==\r\n".utf8), GMIME_CONTENT_ENCODING_BASE64) == Array("Hello, world!".utf8))
        #expect(decode(Array("SGVsbG8sIHdv\ncmxkIQ".utf8), GMIME_CONTENT_ENCODING_BASE64) == Array("Hello, world!".utf8))
        #expect(decode(Array("a=3D=C3=a9 =\r\nb=\nc=zz=".utf8), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) == Array("a=é bc=zz=".utf8))
        #expect(decode([], GMIME_CONTENT_ENCODING_BASE64) == [])
        #expect(decode([], GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) == [])
    }

    @Test(arguments: [
        (GMIME_CONTENT_ENCODING_BASE64.rawValue, ["QUJD", "YWJj", "+/09", "QQ==", "QUI=", "=", "\r\n", "\n", "\r", " ", "A", "-", "\u{E9}"]),
        (GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE.rawValue, ["text ", "=3D", "=e9", "=E", "=", "=\r\n", "=\n", "=\r", " \r\n", "\n", "==", "=zz", "\u{E9}", "_"]),
    ])
    func sameAsTheLibrary(_ encoding: UInt32, _ pieces: [String]) {
        let encoding = GMimeContentEncoding(rawValue: encoding)
        var random = Seeded(7)
        for _ in 0..<20_000 {
            // Mostly the usual ones, so that a clean start is long.
            let count = Int.random(in: 0...30, using: &random)
            let usual = Int.random(in: 1...pieces.count, using: &random)
            let text = (0..<count).map { _ in pieces[..<usual].randomElement(using: &random) ?? "" }.joined()
            let octets = Array(text.utf8)
            #expect(decode(octets, encoding) == byLibrary(octets, encoding), "\(text.debugDescription)")
        }
    }
}
