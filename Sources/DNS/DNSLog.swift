/// Counts what a message asked of the DNS and notes what nobody had recorded, for the report's `dns` object.
///
/// It stands in front of any resolver; one per run, `beginMessage()` before each message.
package final class DNSLog: Resolver {
    private let base: any Resolver
    private var asked: Set<DNSQuestion> = []
    private var missing: Set<DNSQuestion> = []

    /// `live`, `none`, or the name of the snapshot.
    package let source: String

    package init(_ base: any Resolver, source: String) {
        self.base = base
        self.source = source
    }

    /// Different questions since the message began.
    package var queries: Int { asked.count }

    /// `name TYPE` of each question that the snapshot has no answer to, sorted.
    package var notRecorded: [String] { missing.map { "\($0.name) \($0.type.rawValue)" }.sorted() }

    package func beginMessage() {
        asked.removeAll(keepingCapacity: true)
        missing.removeAll(keepingCapacity: true)
        base.beginMessage()
    }

    package func foresee(_ questions: [DNSQuestion]) { base.foresee(questions) }

    /// No question to anybody, so it does not count.
    package func known(_ name: String, _ type: RecordType) -> DNSAnswer? { base.known(name, type) }

    package func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        asked.insert(question)
        let answer = base.resolve(name, type)
        if answer.status == .notRecorded { missing.insert(question) }
        return answer
    }
}
