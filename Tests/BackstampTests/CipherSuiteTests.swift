import Backstamp
import TestSupport
import Testing

/// Every registered suite has a grade, by each of its names; skipped where the shared data is not there.
@Suite struct CipherSuiteTests {
    @Test(
        .enabled(if: SharedData.isWanted("tls/ciphersuite.info")),
        arguments: [("02_openssl_ciphers.yaml", 150), ("03_gnutls_ciphers.yaml", 150)])
    func everyNameHasAGrade(_ file: String, _ atLeast: Int) throws {
        let text = String(decoding: try SharedData.octets("tls/ciphersuite.info/\(file)"), as: UTF8.self)
        let names = text.split(separator: "\n").filter { $0.hasPrefix("  pk: ") }
            .map { $0.dropFirst(6).filter { $0 != "'" && $0 != "\"" } }
        #expect(names.count >= atLeast)
        for name in names {
            var hop = ReceivedParser.parse(
                "from a.example ([8.8.8.8]) by b.example with esmtps (Exim 4.92) (version=TLSv1.2 cipher=\(name))")
            hop.gradeTransport()
            #expect(hop.tls.cipher == String(name))
            #expect(
                hop.tls.grade != nil && hop.tls.reason?.contains("not recorded") == false,
                "\(name): \(hop.tls.reason ?? "")")
            let upper = name.uppercased()
            if upper.contains("NULL") || upper.contains("RC4") || upper.contains("ARCFOUR") {
                #expect(hop.tls.grade == .f, "\(name)")
            }
        }
    }
}
