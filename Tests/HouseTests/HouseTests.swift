import Foundation
import Testing

/// The rules of the house that a compiler does not check.
@Suite struct HouseTests {
    /// Each C library has one module that may import it; libcrypto two, because a message has a hash without a signature.
    static let wrappers: [String: Set<String>] = [
        "CGMime": ["MIME"], "COpenDKIM": ["DKIM"], "CCrypto": ["DKIM", "MIME"], "CSPF2": ["SPF"], "CUnbound": ["DNS"],
        "CLocation": ["Geography"], "CMaxMind": ["Geography"], "CPSL": ["Domains"], "CICU": ["Domains"],
        "CZlib": ["Compression"], "CLZMA": ["Compression"], "CZstd": ["Compression"],
        "CLinux": ["BackstampArchive"],
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct SourceFile: Sendable {
        let path: String
        let module: String
        let text: String
    }

    static let sources: [SourceFile] = {
        let folder = root.appending(path: "Sources")
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return nil }
            return SourceFile(path: name, module: String(name.prefix { $0 != "/" }), text: text)
        }
    }()

    @Test func thereAreSources() { #expect(Self.sources.count > 50) }

    @Test func cModulesAreImportedByTheirWrapperOnly() {
        for file in Self.sources {
            for line in file.text.split(separator: "\n") where line.contains("import C") {
                guard let module = line.split(separator: " ").last.map(String.init), let allowed = Self.wrappers[module] else {
                    continue
                }
                #expect(allowed.contains(file.module), "\(file.path) imports \(module)")
                #expect(line.hasPrefix("import ") || line.hasPrefix("internal import "), "\(file.path): \(line)")
            }
        }
    }

    /// A C target holds a module map and a shim, nothing else.
    @Test(arguments: wrappers.keys.sorted())
    func cTargetsHoldNothingElse(_ module: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources/\(module)").path)
        #expect(Set(names) == ["module.modulemap", "shim.h"])
    }

    @Test func everyFileSaysWhatItIs() {
        for file in Self.sources {
            // Imports may stand above it, declarations may not.
            let first = file.text.split(separator: "\n").prefix(12).first { line in
                !(line.hasPrefix("import ") || line.contains(" import ") || line.hasPrefix("#") || line.hasPrefix("// "))
            }
            #expect(first?.drop { $0 == " " }.hasPrefix("///") == true, "\(file.path) does not start with what it is")
        }
    }

    /// Every RFC that a source file cites stands in Documentation/Standards.md.
    @Test func citedStandardsAreListed() throws {
        let list = try String(contentsOf: Self.root.appending(path: "Documentation/Standards.md"), encoding: .utf8)
        let listed = Set(list.matches(of: /RFC (\d+)/).map { String($0.output.1) })
        for file in Self.sources {
            for match in file.text.matches(of: /RFC (\d+)/) {
                #expect(listed.contains(String(match.output.1)), "\(file.path) cites RFC \(match.output.1)")
            }
        }
    }

    /// The project is the same on every machine.
    @Test func noPathsOfAMachine() {
        for file in Self.sources {
            #expect(!file.text.contains(Self.root.path) && !file.text.contains("/root/"), "\(file.path)")
        }
    }
}
