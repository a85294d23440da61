import ArgumentParser
import Backstamp
import BackstampArchive
import JSON
import MIME

/// `inspect html`: what a page or an HTML mail would fetch, and where its links and forms lead.
struct InspectHTML: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "html", abstract: "What HTML makes a client fetch, who counts it, where links and forms lead.",
        discussion: """
            With `-`, one JSON value per line on standard input, {"html"} or {"path"} with an optional "baseURL", and one \
            JSON object per line out. With files, a summary for people.
            """)

    @Argument(help: "HTML files; - for JSON lines on standard input.")
    var files: [String] = ["-"]

    @Option(help: "The address the page came from; relative addresses are resolved against it.")
    var baseURL: String?

    func run() throws {
        guard files != ["-"] else { return JSONLines.run(answer) }
        for file in files {
            let octets: [UInt8]
            do {
                octets = try Archive.contents(of: file)
            } catch {
                Console.complain("\(file): \(error.reason).")
                throw ExitCode(error.exitCode)
            }
            let content = Content.inspect(html: Charset.utf8(octets, charset: nil), baseURL: baseURL)
            if files.count > 1 { print("\(TerminalText.safe(file)):") }
            print(ContentSummary.text(content))
        }
    }

    private func answer(_ value: JSONValue, _ json: inout JSONWriter) throws {
        let base = value["baseURL"]?.string ?? baseURL
        if let html = value["html"]?.string {
            Content.inspect(html: Array(html.utf8), baseURL: base).write(to: &json)
        } else if let path = value["path"]?.string {
            let octets: [UInt8]
            do {
                octets = try Archive.contents(of: path)
            } catch {
                throw JSONLines.Failure(code: "noInput", reason: "\(path): \(error.reason)")
            }
            Content.inspect(html: Charset.utf8(octets, charset: nil), baseURL: base).write(to: &json)
        } else {
            throw JSONLines.Failure.badInput("neither html nor path")
        }
    }
}

/// The content of one document in lines for people.
enum ContentSummary {
    static func text(_ content: Content) -> String {
        var lines: [String] = []
        section("Loaded on opening", content.remoteLoads.map { "\($0.kind)  \($0.url)" }, &lines)
        section(
            "Beacons",
            content.beacons.map { beacon in
                let vendor = beacon.vendor.map { " (\($0))" } ?? ""
                return "\(beacon.kind)\(vendor)  \(beacon.url): \(beacon.reason)"
            }, &lines)
        section("Forms", content.forms.flatMap(form), &lines)
        section("Links", content.links.map(link), &lines)
        section(
            "Lookalikes", content.lookalikes.map { "\($0.domain) looks like \($0.imitates): \($0.technique)" }, &lines)
        section("Limits", content.limits, &lines)
        return lines.isEmpty ? "Nothing is loaded, nothing leads anywhere." : lines.joined(separator: "\n")
    }

    /// Where it sends what is typed, in clear or not, to whom and under which law; then what it asks for.
    private static func form(_ form: Content.Form) -> [String] {
        var notes = [form.encrypted ? "encrypted" : "in clear"]
        if let thirdParty = form.thirdParty {
            notes.append(thirdParty ? "to another organization than the page's" : "to the page's own organization")
        }
        let owner = [form.operatorName, form.country].compactMap(\.self)
        if !owner.isEmpty { notes.append(owner.joined(separator: ", ")) }
        var lines = ["\(form.method) \(form.action): \(notes.joined(separator: "; "))"]
        if !form.fields.isEmpty { lines.append("  asks for \(form.fields.joined(separator: ", "))") }
        if !form.secretFields.isEmpty { lines.append("  asks for a secret: \(form.secretFields.joined(separator: ", "))") }
        return lines
    }

    private static func link(_ link: Content.Link) -> String {
        var notes: [String] = []
        if link.encrypted == false { notes.append("in clear") }
        if link.mismatch { notes.append("shows “\(link.text)”") }
        if link.redirector { notes.append("sends on") }
        return link.url + (notes.isEmpty ? "" : "  (\(notes.joined(separator: "; ")))")
    }

    private static func section(_ title: String, _ entries: [String], _ lines: inout [String]) {
        guard !entries.isEmpty else { return }
        lines.append("\(title):")
        for entry in entries.prefix(200) { lines.append("  " + TerminalText.safe(String(entry.prefix(300)))) }
        if entries.count > 200 { lines.append("  and \(entries.count - 200) more") }
    }
}
