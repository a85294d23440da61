import Backstamp
import Foundation
import MIME
import TestSupport
import Testing

/// Real mail of three decades: hardly a Received field of unknown make, none without a host or a word about that, and
/// no date lost. Skipped where the shared data is not there; reads every fourth message.
@Suite struct ReceivedCorpusTests {
    @Test(.enabled(if: SharedData.isWanted("spam"))) func fieldsOfRealMail() throws {
        let folder = try SharedData.url("spam").resolvingSymlinksInPath().path
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
