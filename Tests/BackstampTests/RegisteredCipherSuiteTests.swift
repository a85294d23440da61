import Backstamp
import Foundation
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#endif

/// What grade the well-known suites have, by the names of OpenSSL, IANA and GnuTLS; and that each suite which OpenSSL
/// knows has one.
@Suite struct RegisteredCipherSuiteTests {
    static func graded(_ cipher: String, version: String?) -> Hop {
        let version = version.map { "version=\($0) " } ?? ""
        var hop = ReceivedParser.parse(
            "from a.example ([8.8.8.8]) by b.example with esmtps (Exim 4.92) (\(version)cipher=\(cipher))")
        hop.gradeTransport()
        return hop
    }

    static let pinned: [(cipher: String, version: String, grade: String)] = [
        ("TLS_AES_256_GCM_SHA384", "TLSv1.3", "A+"),
        ("TLS_AES_128_GCM_SHA256", "TLSv1.3", "A+"),
        ("TLS_CHACHA20_POLY1305_SHA256", "TLSv1.3", "A+"),
        ("TLS_AES_128_CCM_8_SHA256", "TLSv1.3", "A+"),
        ("ECDHE-RSA-AES256-GCM-SHA384", "TLSv1.2", "A"),
        ("ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", "A"),
        ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", "A"),
        ("ECDHE_RSA_AES_256_GCM_SHA384", "TLSv1.2", "A"),
        ("ECDHE-RSA-CHACHA20-POLY1305", "TLSv1.2", "A"),
        ("DHE-RSA-AES256-GCM-SHA384", "TLSv1.2", "A"),
        ("ECDHE-RSA-AES256-SHA384", "TLSv1.2", "B"),
        ("ECDHE-RSA-AES256-SHA", "TLSv1.2", "B"),
        ("TLS_ECDHE_RSA_AES_256_CBC_SHA1", "TLSv1.2", "B"),
        ("DHE-RSA-CAMELLIA256-SHA", "TLSv1.2", "B"),
        ("AES256-GCM-SHA384", "TLSv1.2", "B"),
        ("AES128-SHA", "TLSv1.2", "B"),
        ("TLS_RSA_WITH_AES_256_CBC_SHA256", "TLSv1.2", "B"),
        ("ECDH-RSA-AES256-GCM-SHA384", "TLSv1.2", "B"),
        ("DHE-RSA-AES256-SHA", "TLSv1", "C"),
        ("AECDH-AES256-SHA", "TLSv1.2", "C"),
        ("ADH-AES256-GCM-SHA384", "TLSv1.2", "C"),
        ("DHE-RSA-SEED-SHA", "TLSv1.2", "C"),
        ("GOST2001-GOST89-GOST89", "TLSv1.2", "C"),
        ("DES-CBC3-SHA", "TLSv1.2", "D"),
        ("TLS_DHE_RSA_3DES_EDE_CBC_SHA1", "TLSv1.2", "D"),
        ("IDEA-CBC-SHA", "TLSv1.2", "D"),
        ("RC4-MD5", "TLSv1.2", "F"),
        ("TLS_RSA_ARCFOUR_128_SHA1", "TLSv1.2", "F"),
        ("EXP-RC4-MD5", "TLSv1", "F"),
        ("EXP1024-RC4-SHA", "TLSv1", "F"),
        ("EDH-DSS-CBC-SHA", "TLSv1", "F"),
        ("DES-CBC-SHA", "TLSv1", "F"),
        ("NULL-SHA256", "TLSv1.2", "F"),
        ("ECDHE-RSA-NULL-SHA", "TLSv1.2", "F"),
    ]

    @Test(arguments: pinned) func grade(_ one: (cipher: String, version: String, grade: String)) {
        let hop = Self.graded(one.cipher, version: one.version)
        #expect(hop.tls.cipher == one.cipher)
        #expect(hop.tls.grade?.rawValue == one.grade, "\(one.cipher): \(hop.tls.reason ?? "")")
    }

    private static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Both names of a suite are the same suite.
    @Test(.enabled(if: openssl != nil)) func everySuiteOfOpenSSL() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.openssl))
        process.arguments = ["ciphers", "-stdname", "ALL:COMPLEMENTOFALL"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = Pipe()
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        var count = 0
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 2, words[0].hasPrefix("TLS_") else { continue }
            count += 1
            let iana = Self.graded(words[0], version: "TLSv1.2")
            let own = Self.graded(words[2], version: "TLSv1.2")
            #expect(iana.tls.grade != nil && iana.tls.reason?.contains("not recorded") == false, "\(words[0])")
            #expect(iana.tls.grade == own.tls.grade && iana.tls.reason == own.tls.reason, "\(words[0]) \(words[2])")
        }
        #expect(count > 50)
    }
}
