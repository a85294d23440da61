import Backstamp
import BackstampArchive
import Testing

/// What a walk hands out, short: path below the folder, index, and the message or the code of the error.
private func seen(_ folder: TemporaryFolder, _ walk: (Archive.Body) throws -> Void) throws -> [String] {
    var lines: [String] = []
    try walk { source, result in
        var path = source.path
        if path.hasPrefix(folder.path + "/") { path.removeFirst(folder.path.count + 1) }
        let place = source.index.map { "\(path)[\($0)]" } ?? path
        switch result {
        case .success(let octets): lines.append("\(place): \(String(decoding: octets, as: UTF8.self))")
        case .failure(let problem): lines.append("\(place)! \(problem.code)")
        }
    }
    return lines
}

@Suite struct ArchiveTests {
    let folder = TemporaryFolder()

    @Test func foldersInByteOrder() throws {
        folder.folder("a")
        folder.file("a/x.eml", "S: 1")
        folder.file("a-b.eml", "S: 2")
        folder.file("a.eml", "S: 3")
        folder.file("B.eml", "S: 4")
        folder.file(".hidden", "S: 5")
        folder.folder(".git")
        folder.file(".git/x", "S: 6")
        #expect(
            try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) }
                == ["B.eml: S: 4", "a-b.eml: S: 2", "a.eml: S: 3", "a/x.eml: S: 1"])
        #expect(try seen(folder) { try Archive.forEachMessage(in: [folder.path + "/a/"], $0) } == ["a/x.eml: S: 1"])
    }

    @Test func maildirs() throws {
        for name in ["cur", "new", "tmp", ".Sent", ".Sent/cur", ".Sent/new", ".nomail"] { folder.folder(name) }
        folder.file("cur/1:2,S", "S: cur")
        folder.file("new/2", "S: new")
        folder.file("tmp/3", "S: tmp")
        folder.file("dovecot-uidlist", "3 V1")
        folder.file(".Sent/cur/4", "S: sent")
        folder.file(".nomail/5", "S: no")
        #expect(
            try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) }
                == [".Sent/cur/4: S: sent", "cur/1:2,S: S: cur", "new/2: S: new"])
    }

    /// Maildirs in one another without a dot, as Dovecot's `fs` layout and mbsync's Verbatim write them, and copies from
    /// which empty folders are missing.
    @Test func foldersOfMaildirs() throws {
        for name in ["in/cur", "in/new", "in/tmp", "copy/cur", "copy/tmp", "years/new", "years/tmp", "in/Archive/2006/cur", "in/Archive/2006/new", "in/Work/cur", "in/Work/new", "in/keywords", ".Sent/cur", ".Sent/new", ".git/cur"] {
            let parts = name.split(separator: "/").map(String.init)
            for count in 1...parts.count { folder.folder(parts[..<count].joined(separator: "/")) }
        }
        folder.file("in/cur/1", "S: 1")
        folder.file("in/tmp/2", "S: 2")
        folder.file("in/Archive/2006/cur/3", "S: 3")
        folder.file("in/Work/new/4", "S: 4")
        folder.file("in/keywords/list", "S: 5")
        folder.file(".Sent/cur/6", "S: 6")
        folder.file(".git/cur/7", "S: 7")
        folder.file("copy/cur/8", "S: 8")
        folder.file("copy/tmp/9", "S: 9")
        folder.file("years/2006.eml", "S: 10")
        #expect(
            try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) } == [
                ".Sent/cur/6: S: 6", "copy/cur/8: S: 8", "in/Archive/2006/cur/3: S: 3", "in/Work/new/4: S: 4", "in/cur/1: S: 1", "years/2006.eml: S: 10",
            ])
    }

    @Test func whatLiesTooDeepIsSaid() throws {
        var path = ""
        for level in 1...70 {
            path += level == 1 ? "d" : "/d"
            folder.folder(path)
            folder.file(path + "/x.eml", "S: \(level)")
        }
        let found = try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) }
        #expect(found.count == 64 && found.count { $0.hasSuffix("! unreadable") } == 1)
    }

    @Test func linksThatLeadBackAreEnteredOnce() throws {
        folder.folder("a")
        folder.file("a/x.eml", "S: 1")
        folder.link("a/up", to: "..")
        folder.link("gone.eml", to: "nowhere")
        #expect(
            try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) } == [
                "a/x.eml: S: 1", "gone.eml! missing",
            ])
    }

    @Test func whatIsNoMessageIsSaid() throws {
        folder.file("1-empty", "")
        folder.file("2.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
        folder.file("3-binary", [1, 2, 3, 0, 0, 5, 0x0A, 6])
        folder.file("4-field-with-nul", Array("Subject: a".utf8) + [0, 0x0A, 0x0A])
        folder.file("5-text", "no field at all")
        #expect(
            try seen(folder) { try Archive.forEachMessage(in: [folder.path], $0) } == [
                "1-empty! empty", "2.png! not-a-message", "3-binary! not-a-message",
                "4-field-with-nul: Subject: a\0\n\n",
                "5-text! not-a-message",
            ])
    }

    @Test func oneArgument() throws {
        let mbox = folder.file("two.mbox", "From a@b Mon Jan  1 10:00:00 2007\nS: 0\n\nzero\n\nFrom - \nS: 1\n\none\n")
        let mail = folder.file("a.eml", "S: x")
        folder.file("b:1", "S: colon")
        let cases: [(String, [String])] = [
            (mbox, ["two.mbox[0]: S: 0\n\nzero\n", "two.mbox[1]: S: 1\n\none\n"]),
            (mbox + ":0", ["two.mbox[0]: S: 0\n\nzero\n"]),
            (mbox + ":1", ["two.mbox[1]: S: 1\n\none\n"]),
            (mbox + ":2", ["two.mbox[2]! no-such-message"]),
            (mbox + ":-1", ["two.mbox:-1! missing"]),
            (mail, ["a.eml: S: x"]),
            (mail + ":0", ["a.eml[0]: S: x"]),
            (mail + ":1", ["a.eml[1]! no-such-message"]),
            (folder.path + "/b:1", ["b:1: S: colon"]),
            (folder.path + "/none.mbox:0", ["none.mbox[0]! missing"]),
            (folder.path + "/", ["! is-directory"]),
        ]
        for (argument, want) in cases {
            #expect(try seen(folder) { try Archive.forEachMessage(at: argument, $0) } == want, "\(argument)")
        }
    }

    @Test func exitCodes() {
        #expect(ArchiveError.missing.exitCode == 66)
        #expect(ArchiveError.isDirectory.exitCode == 66)
        #expect(ArchiveError.noSuchMessage(index: 3, count: 2).exitCode == 66)
        #expect(ArchiveError.empty.exitCode == 65)
        #expect(ArchiveError.notAMessage("").exitCode == 65)
        #expect(ArchiveError.unreadable("").exitCode == 74)
    }

    /// Larger than what is read whole, so that the mapped path is taken; each record is found again at its offset.
    @Test func largeFilesAreMapped() throws {
        var octets: [UInt8] = []
        var offsets: [Int] = []
        let filler = String(repeating: "0123456789abcdef\r\n", count: 500)
        for number in 0..<300 {
            offsets.append(octets.count)
            octets += Array("From a@b Mon Jan  1 10:00:00 2007\r\nSubject: \(number)\r\n\r\n\(filler)\r\n".utf8)
        }
        let path = folder.file("large.mbox", octets)
        var count = 0
        try Archive.forEachMessage(in: [path]) { source, result in
            let message = try result.get()
            #expect(source.index == count && source.offset == offsets[count])
            let end = offsets[count] + (source.length ?? 0)
            #expect(octets[(offsets[count] + 35)..<end].elementsEqual(message))
            #expect(message.starts(with: Array("Subject: \(count)\r\n".utf8)))
            count += 1
        }
        #expect(count == 300)
        #expect(try seen(folder) { try Archive.forEachMessage(at: path + ":299", $0) }.count == 1)
    }
}
