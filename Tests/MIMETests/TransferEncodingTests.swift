import TestSupport
import Testing

@testable import MIME

/// Decoding by several octets at a time gives what GMime's decoder gives octet by octet.
@Suite struct TransferEncodingTests {
    private func byLibrary(_ octets: [UInt8], _ encoding: TransferEncoding) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: octets.count + 64) { target, count in
            count = octets.withUnsafeBufferPointer { encoding.byLibrary($0, to: target) }
        }
    }

    private func decode(_ octets: [UInt8], _ encoding: TransferEncoding) -> [UInt8] {
        octets.withUnsafeBufferPointer { encoding.decode($0[...]) }
    }

    @Test func plainCases() {
        #expect(decode(Array("SGVsbG8sIHdv\r\ncmxkIQ==\r\n".utf8), .base64) == Array("Hello, world!".utf8))
        #expect(decode(Array("SGVsbG8sIHdv\ncmxkIQ".utf8), .base64) == Array("Hello, world!".utf8))
        #expect(decode(Array("a=3D=C3=a9 =\r\nb=\nc=zz=".utf8), .quotedPrintable) == Array("a=é bc=zz".utf8))
        // RFC 2045 §6.7, rule 3: what a relay puts at the end of a line means nothing.
        #expect(decode(Array("a= \r\nb=\t \nc= d==zz".utf8), .quotedPrintable) == Array("abc= d==zz".utf8))
        let clean = Array("SGVsbG8sIHdv\r\ncmxkIQ==\r\n".utf8)
        #expect(clean.withUnsafeBufferPointer { TransferEncoding.base64.decodedCount($0[...]) } == 13)
        #expect(decode([], .base64) == [])
        #expect(decode([], .quotedPrintable) == [])
    }

    @Test(arguments: [
        (TransferEncoding.base64, ["QUJD", "YWJj", "+/09", "QQ==", "QUI=", "=", "\r\n", "\n", "\r", " ", "A", "-", "\u{E9}"]),
        (TransferEncoding.quotedPrintable, ["text ", "=3D", "=e9", "=E", "=", "=\r\n", "=\n", "=\r", " \r\n", "\n", "==", "=zz", "\u{E9}", "_"]),
    ])
    func sameAsTheLibrary(_ encoding: TransferEncoding, _ pieces: [String]) {
        var random = Seeded(7)
        for _ in 0..<20_000 {
            // Mostly the usual ones, so that a clean start is long.
            let count = Int.random(in: 0...30, using: &random)
            let usual = Int.random(in: 1...pieces.count, using: &random)
            let text = (0..<count).map { _ in pieces[..<usual].randomElement(using: &random) ?? "" }.joined()
            let octets = Array(text.utf8)
            let decoded = decode(octets, encoding)
            // Of white space in a soft line break the library does not know.
            if encoding == .quotedPrintable, octets.contains(Array("= \r".utf8)) { continue }
            #expect(decoded == byLibrary(octets, encoding), "\(text.debugDescription)")
            let told = octets.withUnsafeBufferPointer { encoding.decodedCount($0[...]) }
            #expect(told == nil || told == decoded.count, "\(text.debugDescription)")
        }
    }
}
