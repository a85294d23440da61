import Backstamp
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#endif

/// Every registered suite has a grade, by each of its names; skipped where the shared data is not there.
@Suite struct CipherSuiteTests {
    private static let folder: String? = {
        if let shared = ProcessInfo.processInfo.environment["BACKSTAMP_SHARED"] {
            return shared + "/data/tls/ciphersuite.info"
        }
        var parts = #filePath.split(separator: "/")
        while !parts.isEmpty {
            let path = "/" + parts.joined(separator: "/") + "/shared/data/tls/ciphersuite.info"
            if FileManager.default.fileExists(atPath: path) { return path }
            parts.removeLast()
        }
        return nil
    }()

    @Test(.enabled(if: folder != nil), arguments: [("02_openssl_ciphers.yaml", 150), ("03_gnutls_ciphers.yaml", 150)])
    func everyNameHasAGrade(_ file: String, _ atLeast: Int) throws {
        let folder = try #require(Self.folder)
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)), as: UTF8.self)
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
