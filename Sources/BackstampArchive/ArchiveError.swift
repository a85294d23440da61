package import JSON

/// Why there is no message to be analysed at a place: the contract's `error` object, and its exit code (sysexits.h).
package enum ArchiveError: Error, Hashable, Sendable {
    case missing
    case isDirectory
    /// What the system says.
    case unreadable(String)
    case empty
    /// What it is instead.
    case notAMessage(String)
    case tooLarge(octets: Int)
    /// The file has become shorter while it was read.
    case cutOff
    /// gzip, xz or zstd data that is broken or ends too early.
    case damaged(String, behind: Int = 0)
    /// Something else follows gzip, xz or zstd data that is whole.
    case trailing(String)
    /// `FILE.mbox:N` beyond the last message.
    case noSuchMessage(index: Int, count: Int)

    package var code: String {
        switch self {
        case .missing: "missing"
        case .isDirectory: "is-directory"
        case .unreadable: "unreadable"
        case .empty: "empty"
        case .notAMessage: "not-a-message"
        case .tooLarge: "too-large"
        case .cutOff: "cut-off"
        case .damaged, .trailing: "damaged"
        case .noSuchMessage: "no-such-message"
        }
    }

    package var reason: String {
        switch self {
        case .missing: "there is no such file"
        case .isDirectory: "this is a directory; `scan` reads directories"
        case .unreadable(let why): "it cannot be read: \(why)"
        case .empty: "the file is empty, so there is no message in it"
        case .notAMessage(let what): "this is no message: \(what); give the mail's source, as .eml or mbox"
        case .tooLarge(let octets): "the message has \(octets) octets; at most \(Archive.messageLimit) are read"
        case .cutOff: "the file was cut off while it was read"
        case .damaged(let why, behind: 0): "it cannot be decompressed: \(why)"
        case .damaged(let why, let place):
            "it cannot be decompressed behind the first \(place) octets of its content: \(why); messages are read as far as "
                + "they are whole, the rest needs an undamaged copy of the file"
        case .trailing(let why):
            "what follows its compressed data cannot be decompressed: \(why); every message before that is read; if there is "
                + "mail in what follows, give it as a file of its own"
        case .noSuchMessage(let index, let count):
            "there is no message \(index): the file has \(count), counted from 0"
        }
    }

    /// The same, with how much of the content came before it.
    func behind(_ octets: Int) -> ArchiveError {
        if case .damaged(let why, _) = self { return .damaged(why, behind: octets) }
        return self
    }

    /// EX_NOINPUT 66, EX_DATAERR 65, EX_IOERR 74.
    package var exitCode: Int32 {
        switch self {
        case .missing, .isDirectory, .noSuchMessage: 66
        case .unreadable, .cutOff: 74
        case .empty, .notAMessage, .tooLarge, .damaged, .trailing: 65
        }
    }
}

extension ArchiveError: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("code", code)
            json.field("reason", reason)
        }
    }
}
