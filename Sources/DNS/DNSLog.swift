/// Counts what a message asked of the DNS and notes what nobody had recorded, for the report's `dns` object.
///
/// It stands in front of any resolver; one per run, `beginMessage()` before each message or batch of messages.
package final class DNSLog: Resolver {
    private let base: any Resolver
    private struct Count {
        var asked: Set<DNSQuestion> = []
        var missing: Set<DNSQuestion> = []
    }

    /// By message of the batch.
    private var counts = [Count()]
    private var message = 0

    /// `live`, `none`, or the name of the snapshot.
    package let source: String

    package init(_ base: any Resolver, source: String) {
        self.base = base
        self.source = source
    }

    /// Different questions of the message whose turn it is.
    package var queries: Int { counts[message].asked.count }

    /// `name TYPE` of each question of that message that the snapshot has no answer to, sorted.
    package var notRecorded: [String] { counts[message].missing.map { "\($0.name) \($0.type.rawValue)" }.sorted() }

    package func beginMessage() {
        for index in counts.indices {
            counts[index].asked.removeAll(keepingCapacity: true)
            counts[index].missing.removeAll(keepingCapacity: true)
        }
        message = 0
        base.beginMessage()
    }

    package func turn(to message: Int) {
        while counts.count <= message { counts.append(Count()) }
        self.message = message
        base.turn(to: message)
    }

    package func foresee(_ questions: [DNSQuestion]) { base.foresee(questions) }

    /// No question to anybody, so it does not count.
    package func known(_ name: String, _ type: RecordType) -> DNSAnswer? { base.known(name, type) }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        counts[message].asked.insert(question)
        let answer = base.resolve(name, type)
        if answer.status == .notRecorded { counts[message].missing.insert(question) }
        return answer
    }
}
