import FoundationEssentials
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// `corpus/build.py` makes exactly the octets that stand in the corpus. Skipped without python3 or openssl.
@Suite struct CorpusBuildTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../corpus").path
    static let hasTools = ["python3", "openssl"].allSatisfy { tool in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
        }
    }

    @Test(.enabled(if: hasTools))
    func rebuildsToTheSameOctets() throws {
        let target = FileManager.default.temporaryDirectory.appending(path: "backstamp-corpus-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: target) }
        try #require(run(["python3", Self.corpus + "/build.py", target]) == 0)
        var compared = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.corpus).sorted() {
            let folder = Self.corpus + "/" + name
            guard FileManager.default.fileExists(atPath: folder + "/message.eml") else { continue }
            for file in ["message.eml", "dns.ndjson"] {
                let committed = try Data(contentsOf: URL(filePath: folder + "/" + file))
                let built = try Data(contentsOf: URL(filePath: target + "/" + name + "/" + file))
                #expect(committed == built, "\(name)/\(file)")
            }
            #expect(FileManager.default.fileExists(atPath: folder + "/README"), "\(name) has no README")
            compared += 1
        }
        #expect(compared >= 16)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target).count == compared)
    }

    /// The exit status of a command found in PATH; nil where it could not be started.
    private func run(_ words: [String]) -> Int32? {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        var process = pid_t()
        guard posix_spawnp(&process, words[0], nil, nil, arguments, environ) == 0 else { return nil }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { return nil }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
