import Backstamp
import BackstampArchive
import Testing

/// The input of a scan: pieces for its workers, and going on behind any message.
@Suite struct ArchiveCursorTests {
    let folder = TemporaryFolder()

    private func make() -> [String] {
        let mark = "From a@b Tue Jan  9 10:15:00 2007\n"
        folder.folder("mails")
        folder.file("mails/1.eml", "S: a\n\na\n")
        folder.file("mails/2.mbox", (0..<150).map { "\(mark)S: \($0)\n\nx\n\n" }.joined())
        folder.file("mails/3.eml", "")
        folder.link("mails/4.eml", to: "nowhere")
        let last = folder.file("last.mbox", mark + "S: last\n\nx\n")
        return [folder.path + "/mails", folder.path + "/missing", last]
    }

    private static func places(_ cursor: ArchiveCursor) throws -> [(name: String, after: ArchivePosition)] {
        var places: [(String, ArchivePosition)] = []
        while let item = try cursor.next() {
            for message in item.messages {
                places.append(("\(message.source.path):\(message.source.index ?? -1):\(message.problem?.code ?? "")", message.after))
            }
        }
        return places
    }

    @Test func goesOnBehindAnyMessage() throws {
        let paths = make()
        let all = try Self.places(ArchiveCursor(paths: paths))
        // 1.eml, 150 of the mbox, 3.eml, the broken link, the missing path, the last.
        #expect(all.count == 155)
        for index in all.indices where index < 5 || index > 140 || index % 13 == 0 {
            let rest = try Self.places(ArchiveCursor(paths: paths, from: all[index].after))
            #expect(rest.map(\.name) == all[(index + 1)...].map(\.name))
            #expect(rest.map(\.after) == all[(index + 1)...].map(\.after))
        }
    }

    /// What a scan writes into the folder that it reads is no mail, by whatever name it is reached.
    @Test func passesOverItsOwnFiles() throws {
        let paths = make()
        let before = try Self.places(ArchiveCursor(paths: paths)).map(\.name)
        for name in ["out.ndjson", "out.ndjson.checkpoint", "out.ndjson.checkpoint.new", "2.mbox.sqlite"] {
            folder.file("mails/" + name, "S: b\n\nb\n")
        }
        folder.link("mails/5.eml", to: folder.path + "/mails/out.ndjson")
        folder.folder("mails/below")
        folder.file("mails/below/out.ndjson", "S: c\n\nc\n")
        let ownFiles = OwnFiles(outputs: ["-", folder.path + "/mails/out.ndjson", folder.path + "/mails/../mails/2.mbox.sqlite"])
        let names = try Self.places(ArchiveCursor(paths: paths, without: ownFiles)).map(\.name)
        #expect(names.filter { !$0.contains("/below/") } == before)
        #expect(names.count == before.count + 1)
        // Named by itself it would be read and written.
        #expect(ownFiles.first(among: [folder.path + "/mails", "-", folder.path + "/mails/5.eml"]) == folder.path + "/mails/5.eml")
        #expect(ownFiles.first(among: paths) == nil)
    }

    /// A run may write to standard output into a file of the folder.
    @Test func knowsWhereStandardOutputGoes() throws {
        let paths = make()
        let before = try Self.places(ArchiveCursor(paths: paths)).count
        folder.file("mails/out.ndjson", "S: b\n\nb\n")
        let ownFiles = OwnFiles(outputs: ["-"], standardOutput: folder.path + "/mails/out.ndjson")
        #expect(try Self.places(ArchiveCursor(paths: paths, without: ownFiles)).count == before)
        #expect(try Self.places(ArchiveCursor(paths: paths)).count == before + 1)
    }

    /// Input that has changed is refused, where what was read of it is concerned.
    @Test func knowsWhatHasChanged() throws {
        let paths = make()
        let all = try Self.places(ArchiveCursor(paths: paths))
        let middle = all[40].after
        folder.file("mails/2.mbox", "From a@b Tue Jan  9 10:15:00 2007\nS: new\n\nx\n")
        #expect(throws: ArchiveCursor.Changed.self) { try Self.places(ArchiveCursor(paths: paths, from: middle)) }
        // Behind the last there is nothing to go on with, and nothing to complain of if it is all the same.
        let paths2 = [paths[2]]
        let last = try Self.places(ArchiveCursor(paths: paths2))
        #expect(try Self.places(ArchiveCursor(paths: paths2, from: last[0].after)).isEmpty)
        let paths1 = [paths[0] + "/1.eml"]
        let only = try Self.places(ArchiveCursor(paths: paths1))
        #expect(try Self.places(ArchiveCursor(paths: paths1, from: only[0].after)).isEmpty)
        #expect(throws: ArchiveCursor.Changed.self) { try Self.places(ArchiveCursor(paths: paths2, from: only[0].after)) }
        folder.folder("mails/new")
        folder.file("mails/0.eml", "S: a\n\na\n")
        #expect(throws: ArchiveCursor.Changed.self) { try Self.places(ArchiveCursor(paths: paths, from: all[152].after)) }
        #expect(throws: ArchiveCursor.Changed.self) { try Self.places(ArchiveCursor(paths: [], from: all[152].after)) }
    }
}
