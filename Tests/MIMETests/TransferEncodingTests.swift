import TestSupport
import Testing

@testable import MIME

/// Decoding by several octets at a time gives what the standard says, and of base64 what GMime's decoder gives octet by octet.
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

    /// What an equals sign means that stands before nothing it may stand before.
    @Test(arguments: [
        ("=X=3Ca href=3D", "=X<a href="), ("==3Ca", "=<a"), ("=3=3Ca", "=3<a"), ("= =3Ca", "= <a"), ("=\r=3Ca", "=\r<a"),
        ("==\r\n=3C", "=<"), ("a=", "a"), ("a= \t", "a"), ("a=\r", "a"), ("a=3", "a=3"), ("a==", "a="), ("=\n=\r\n=", ""),
    ])
    func strayEqualsSigns(_ encoded: String, _ want: String) {
        #expect(String(decoding: decode(Array(encoded.utf8), .quotedPrintable), as: UTF8.self) == want)
    }

    /// RFC 2045 §6.7 word by word: what an equals sign begins is an octet, a soft line break, or nothing.
    private func quotedPrintable(_ text: [UInt8]) -> [UInt8] {
        var rest = text[...]
        var decoded: [UInt8] = []
        while let first = rest.popFirst() {
            let padding = rest.prefix { $0 == 0x20 || $0 == 0x09 }
            let behind = rest.dropFirst(padding.count)
            if first != 0x3D {
                decoded.append(first)
            } else if let end = [[0x0D, 0x0A], [0x0A]].first(where: { behind.starts(with: $0) }) {
                rest = behind.dropFirst(end.count)
            } else if behind.isEmpty || behind.elementsEqual([0x0D]) {
                rest = []
            } else if rest.prefix(2).allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let octet = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count > 1
            {
                decoded.append(octet)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(first)
            }
        }
        return decoded
    }

    @Test func quotedPrintableOfTheStandard() {
        let pieces = ["text ", "=3D", "=e9", "=E", "=", "=\r\n", "=\n", "=\r", " \r\n", "\n", "==", "=zz", "\u{E9}", "_", "\t", "3", "= "]
        for text in random(pieces) { #expect(decode(text, .quotedPrintable) == quotedPrintable(text), "\(text)") }
    }

    @Test func base64OfTheLibrary() {
        let pieces = ["QUJD", "YWJj", "+/09", "QQ==", "QUI=", "=", "\r\n", "\n", "\r", " ", "A", "-", "\u{E9}"]
        for text in random(pieces) {
            let decoded = decode(text, .base64)
            #expect(decoded == byLibrary(text, .base64), "\(text)")
            let told = text.withUnsafeBufferPointer { TransferEncoding.base64.decodedCount($0[...]) }
            #expect(told == nil || told == decoded.count, "\(text)")
        }
    }

    private func random(_ pieces: [String]) -> [[UInt8]] {
        var random = Seeded(7)
        return (0..<20_000).map { _ in
            // Mostly the usual ones, so that a clean start is long.
            let count = Int.random(in: 0...30, using: &random)
            let usual = Int.random(in: 1...pieces.count, using: &random)
            return (0..<count).flatMap { _ in Array((pieces[..<usual].randomElement(using: &random) ?? "").utf8) }
        }
    }
}
