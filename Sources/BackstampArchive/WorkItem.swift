package import Backstamp

/// A piece of a scan's input for one worker: messages that follow one another in one file.
package final class WorkItem {
    package struct Message {
        package let source: MessageSource
        /// Where the input goes on behind it.
        package let after: ArchivePosition
        /// The message itself, where the worker cannot read it from a file.
        package var octets: [UInt8]?
        /// Where the worker finds it in an mbox file.
        var record: Mbox.Record?
        /// There is nothing to analyse, and this is why.
        package var problem: ArchiveError?
    }

    package let path: String
    package private(set) var messages: [Message]
    /// Of octets in which the messages start; nil for a file that is one message, or for messages that are sent.
    package let range: Range<Int>?

    init(path: String, messages: [Message], range: Range<Int>?) {
        self.path = path
        self.messages = messages
        self.range = range
    }

    /// Octets that are sent to a worker, as long as they are kept.
    var octetCount: Int { messages.reduce(0) { $0 + ($1.octets?.count ?? 0) } }

    /// Lets go of a message that is finished.
    /// - Returns: how many octets these were.
    func release(_ index: Int) -> Int {
        guard let octets = messages[index].octets else { return 0 }
        messages[index].octets = nil
        return octets.count
    }

    /// What a worker is told, for the messages from `first` on; nil where no worker is needed. The first one's octets follow,
    /// if there are any.
    /// - Parameter isAlone: each of them by itself.
    func request(from first: Int, isAlone: Bool) -> [UInt8]? {
        guard messages.indices.contains(first), messages[first].problem == nil else { return nil }
        let message = messages[first]
        var split = Split(path: path)
        split.isAlone = isAlone
        if let octets = message.octets {
            split.index = message.source.index
            split.offset = message.source.offset
            split.length = message.source.length
            split.octets = octets.count
        } else if let range {
            split.start = message.source.offset
            split.end = range.upperBound
            split.index = message.source.index
            split.records = messages[first...].compactMap(\.record)
        }
        return split.line
    }
}
