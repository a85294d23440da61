import Backstamp
import Foundation
import HTML
import MIME
import TestSupport
import Testing

/// Every address that libgumbo's tree holds is found by the walk, over every HTML mail that is shared; and the whole
/// content stage is measured against the time that libgumbo takes for its tree alone.
@Suite(.enabled(if: SharedData.isWanted("spam")), .serialized)
struct GumboDifferentialTests {
    /// All of them in a release build, or where BACKSTAMP_EVERY_MAIL is set; a debug build is thirty times slower and reads
    /// a share of them.
    #if DEBUG
        static let share = ProcessInfo.processInfo.environment["BACKSTAMP_EVERY_MAIL"] == nil ? 25 : 1
    #else
        static let share = 1
    #endif

    static let mails: [Message] = {
        guard let folder = try? SharedData.url("spam") else { return [] }
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        return names.sorted().filter { $0.hasSuffix(".eml") }.enumerated().compactMap { index, name in
            guard index % share == 0, let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return nil }
            let message = Message.read([UInt8](data))
            return message.parsed.parts.contains(where: isHTML) ? message : nil
        }
    }()

    static func isHTML(_ part: MIMEPart) -> Bool { part.contentType == "text/html" && part.disposition != "attachment" }

    @Test func everyAddressIsFound() {
        var addresses = 0
        var missing: [String] = []
        for message in Self.mails {
            for part in message.parsed.parts where Self.isHTML(part) {
                let html = part.text
                let content = Content.inspect(html: html, baseURL: nil)
                var ours = Set(content.remoteLoads.map(\.url) + content.links.map(\.url))
                ours.formUnion(content.forms.map(\.action))
                let attributes = GumboTree.attributes(html)
                // HTML §4.2.3: the first `base` counts.
                let base = attributes.first { $0.element == "base" }.flatMap { WebURL($0.value) }
                for attribute in attributes where attribute.element != "base" {
                    guard let url = WebURL(attribute.value, base: base), ["http", "https", "ftp"].contains(url.scheme),
                        url.hostname?.isEmpty == false
                    else { continue }
                    addresses += 1
                    if ours.contains(String(url.href.prefix(8_000))) || ours.contains(url.href) { continue }
                    if content.limits.contains(where: { $0.hasPrefix("more than") }) { continue }
                    missing.append("\(attribute.element) \(attribute.name)=\(attribute.value.prefix(200)) in \(message.sha256.prefix(8))")
                }
            }
        }
        #expect(addresses > 10_000 / Self.share)
        #expect(missing.count == 0, "\(missing.prefix(20).joined(separator: "\n"))")
        print("addresses in libgumbo's trees: \(addresses), missing: \(missing.count)")
    }

    #if !DEBUG
        /// Only a release build can be measured. Prints the share; the bound is far above it, for busy machines.
        @Test func speed() {
            let clock = ContinuousClock()
            let html = Self.mails.flatMap { $0.parsed.parts.filter(Self.isHTML).map(\.text) }
            let tree = clock.measure { for document in html { GumboTree.parse(document) } }
            let stage = clock.measure { for message in Self.mails { _ = Content.inspect(message) } }
            print("content stage \(stage), libgumbo \(tree), share \(stage / tree)")
            #expect(stage / tree < 3)
        }
    #endif
}
