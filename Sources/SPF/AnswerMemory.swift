import DNS

/// The answers that one evaluation was given, so that no question is put twice and libspf2 sees the same ones.
final class AnswerMemory: Resolver {
    private let base: any Resolver
    private var answers: [DNSQuestion: DNSAnswer] = [:]

    init(_ base: any Resolver) { self.base = base }

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        if let known = answers[question] { return known }
        let answer = base.resolve(name, type)
        answers[question] = answer
        return answer
    }

    func known(_ name: String, _ type: RecordType) -> DNSAnswer? {
        answers[DNSQuestion(name: DomainName.normalized(name), type: type)] ?? base.known(name, type)
    }

    /// Whether the evaluation itself needed that answer.
    func wasAsked(_ name: String, _ type: RecordType) -> Bool {
        answers[DNSQuestion(name: DomainName.normalized(name), type: type)] != nil
    }
}
