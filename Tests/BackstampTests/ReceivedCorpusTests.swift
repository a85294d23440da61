import Backstamp
import Foundation
import MIME
import Testing

/// Real mail of three decades: hardly a Received field of unknown make, none without a host or a word about that, and
/// no date lost. Skipped where the shared data is not there; reads every fourth message.
@Suite struct ReceivedCorpusTests {
    private static let folder: String? = {
        if let shared = ProcessInfo.processInfo.environment["BACKSTAMP_SHARED"] { return shared + "/data/spam" }
        var parts = #filePath.split(separator: "/")
        while !parts.isEmpty {
            let path = "/" + parts.joined(separator: "/") + "/shared/data/spam"
            if FileManager.default.fileExists(atPath: path) { return path }
            parts.removeLast()
        }
        return nil
    }()

    @Test(.enabled(if: folder != nil)) func fieldsOfRealMail() throws {
        let folder = URL(filePath: try #require(Self.folder)).resolvingSymlinksInPath().path
        let paths = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
        var (count, unknown, mute, dateless) = (0, 0, 0, 0)
        for (index, path) in paths.enumerated() where index % 4 == 0 && path.contains("/mails/") {
            guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
            let header = HeaderSection([UInt8](data))
            for field in header.fields("received") {
                let hop = ReceivedParser.parse(header.body(field))
                count += 1
                if hop.dialect == "unknown" { unknown += 1 }
                if hop.by == Hop.By(), hop.oddities.isEmpty { mute += 1 }
                if hop.date == nil { dateless += 1 }
            }
        }
        #expect(count > 8_000)
        #expect(unknown * 1000 <= count * 5, "\(unknown) of \(count)")
        #expect(mute == 0)
        #expect(dateless * 1000 <= count, "\(dateless) of \(count)")
    }
}
