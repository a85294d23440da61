import Foundation
import Testing

/// What the README shows is what the program says.
@Suite struct ReadmeTests {
    /// The first fenced block without a language.
    static func report() throws -> [String] {
        let text = try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
        let lines = text.components(separatedBy: "\n")
        guard let start = lines.firstIndex(of: "```"), let end = lines[(start + 1)...].firstIndex(of: "```") else { return [] }
        return Array(lines[(start + 1)..<end])
    }

    @Test func showsTheRealReport() throws {
        let shown = try Self.report()
        #expect((12...20).contains(shown.count))
        let outcome = try Program.run(
            ["check", "--format", "text", "--dns", "mi5-2007-whatcounts/dns.ndjson", "mi5-2007-whatcounts/message.eml"],
            in: Program.corpus)
        #expect(Array(outcome.text.components(separatedBy: "\n").prefix(shown.count)) == shown)
    }

    /// Every file that the documents link to is there.
    @Test(arguments: ["README.md", "CONTRIBUTING.md", "Documentation/Tour.md", "Documentation/Report.md", "corpus/README.md"])
    func linksLeadSomewhere(_ name: String) throws {
        let file = Program.root.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /\]\(([^)#:]+)\)/) {
            let target = file.deletingLastPathComponent().appending(path: String(match.output.1))
            #expect(FileManager.default.fileExists(atPath: target.path), "\(name) links to \(match.output.1)")
        }
    }
}
