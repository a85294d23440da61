package import Backstamp

/// A baseline is what the histories of an archive's senders add up to.
extension Baseline {
    /// - Parameter only: senders to be learned, in lower case; empty for all.
    package init(_ histories: SenderHistories, only: Set<String> = []) {
        self.init()
        for history in histories.sorted where only.isEmpty || only.contains(history.name) {
            var sender = Sender(messages: history.messages)
            sender.shown = history.shown
            for value in history.values {
                sender.values[value.facet, default: [:]][value.text] = Value(
                    count: value.count, first: value.first, last: value.last)
            }
            senders[history.name] = sender
        }
    }
}
