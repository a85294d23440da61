import Backstamp
import DNS
import Testing

/// Grades of what real fields say, through the parser: suites by the names of IANA, OpenSSL and GnuTLS.
@Suite struct TransportGradeTests {
    @Test(arguments: [
        ("TLSv1.3", "TLS_AES_256_GCM_SHA384", "A+", "RFC 8446"),
        ("TLSv1.3", "TLS_CHACHA20_POLY1305_SHA256", "A+", "RFC 8446"),
        ("TLSv1.3", "AEAD-AES256-GCM-SHA384", "A+", "RFC 8446"),
        ("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256", "A", "forward secrecy"),
        ("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "A", "forward secrecy"),
        ("TLSv1.2", "ECDHE_RSA_AES_256_GCM_SHA384", "A", "forward secrecy"),
        ("TLSv1.2", "DHE-RSA-AES256-GCM-SHA384", "A", "forward secrecy"),
        ("TLSv1.2", "ECDHE_SECP256R1__RSA_SHA256__AES_128_GCM", "A", "forward secrecy"),
        ("TLSv1.2", "ECDHE-RSA-AES256-SHA384", "B", "CBC"),
        ("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "B", "CBC"),
        ("TLSv1.2", "DHE_RSA_CAMELLIA_256_CBC_SHA1", "B", "CBC"),
        ("TLSv1.2", "AES256-GCM-SHA384", "B", "no forward secrecy"),
        ("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", "B", "no forward secrecy"),
        ("TLSv1.2", "RSA_AES_256_GCM_SHA384", "B", "no forward secrecy"),
        ("TLSv1.2", "AECDH-AES256-SHA", "C", "anonymous"),
        ("TLSv1.2", "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", "C", "anonymous"),
        ("TLSv1.2", "ADH-AES256-GCM-SHA384", "C", "anonymous"),
        ("TLSv1.2", "TLS_DHE_RSA_WITH_SEED_CBC_SHA", "C", "RFC 9325"),
        ("TLSv1.1", "ECDHE-RSA-AES256-SHA", "C", "RFC 8996"),
        ("TLSv1", "DHE-RSA-AES256-SHA", "C", "RFC 8996"),
        ("TLSv1.0", "DHE_RSA_AES_256_CBC_SHA1", "C", "RFC 8996"),
        ("TLSv1/SSLv3", "DHE-RSA-AES256-SHA", "C", "RFC 7568"),
        ("TLSv1/SSLv3", "EDH-RSA-DES-CBC3-SHA", "D", "3DES"),
        ("TLSv1", "DES-CBC3-SHA", "D", "3DES"),
        ("TLSv1.2", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "D", "3DES"),
        ("TLSv1.2", "ECDHE-RSA-RC4-SHA", "F", "RFC 7465"),
        ("TLSv1.2", "RSA_ARCFOUR_SHA1", "F", "RFC 7465"),
        ("TLSv1", "RC4-MD5", "F", "RFC 7465"),
        ("TLSv1", "EXP-RC4-MD5", "F", "export"),
        ("TLSv1", "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", "F", "export"),
        ("TLSv1.2", "NULL-SHA256", "F", "NULL"),
        ("TLSv1.2", "TLS_RSA_WITH_DES_CBC_SHA", "F", "RFC 5469"),
        ("SSLv3", "DHE-RSA-AES256-SHA", "F", "RFC 7568"),
    ])
    func grades(_ version: String, _ cipher: String, _ grade: String, _ reason: String) throws {
        var hop = ReceivedParser.parse(
            "from a.example (a.example [192.88.98.1]) by b.example (8.18.1/8.18.1) with ESMTPS id x (version=\(version) cipher=\(cipher))")
        hop.gradeTransport()
        #expect(hop.tls.grade?.rawValue == grade)
        #expect(try #require(hop.tls.reason).contains(reason))
    }

    @Test(arguments: [
        // No TLS over the public network: F where the dialect would have told.
        ("from a.example (a.example [8.8.8.8]) by b.example (Postfix) with ESMTP id x; 4 Mar 2026 10:15:00 +0000", "F"),
        ("from a.example (a.example [8.8.8.8]) by b.example (8.18.1/8.18.1) with SMTP id x; 4 Mar 2026 10:15:00 +0000", "F"),
        ("from a.example ([8.8.8.8]) by b.example with esmtp (Exim 4.92) id 1hOQPZ-0006Pm-Eg", "F"),
        // Postfix of that year did not write the S.
        ("from a.example (a.example [8.8.8.8]) by b.example (Postfix) with ESMTP id x; 4 Mar 2004 10:15:00 +0000", nil),
        // A dialect that never tells.
        ("from unknown (HELO a.example) (8.8.8.8) by b.example with SMTP; 4 Mar 2026 10:15:00 -0000", nil),
        // Within a host, or a private network.
        ("from localhost (localhost [127.0.0.1]) by b.example (Postfix) with ESMTP id x; 4 Mar 2026 10:15:00 +0000", nil),
        ("from a.example (a.example [10.1.2.3]) by b.example (Postfix) with ESMTP id x; 4 Mar 2026 10:15:00 +0000", nil),
        // TLS is told, but not which.
        ("from a.example (a.example [8.8.8.8]) by b.example (Postfix) with ESMTPS id x; 4 Mar 2026 10:15:00 +0000", nil),
        ("from a.example (a.example [8.8.8.8]) by b.example with (AES256-SHA encrypted) SMTP; 4 Mar 2026 10:15:00 -0000", "B"),
        ("from a.example ([8.8.8.8]) by b.example with esmtps (TLS1.2) (Exim 4.92) id 1hOQPZ-0006Pm-Eg", "A"),
        // The key is shorter than the suite's name says.
        ("from a.example ([8.8.8.8]) by b.example with esmtps (TLSv1.2:ECDHE-RSA-AES128-GCM-SHA256:40) (Exim 4.92) id x", "F"),
    ] as [(String, String?)])
    func gradesHops(_ field: String, _ grade: String?) {
        var hop = ReceivedParser.parse(field)
        hop.gradeTransport()
        #expect(hop.tls.grade?.rawValue == grade)
    }
}
