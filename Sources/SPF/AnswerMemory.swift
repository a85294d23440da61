import DNS

/// The answers that one evaluation was given, so that no question is put twice and libspf2 sees the same ones.
final class AnswerMemory: Resolver {
    private let base: any Resolver
    private var answers: [DNSQuestion: DNSAnswer] = [:]
    /// The same, in the order in which they were asked for.
    private(set) var asked: [(question: DNSQuestion, answer: DNSAnswer)] = []
    /// Whether a text that somebody looked at has a macro for something else than the client's address and the domain.
    private(set) var holdsSessionMacro = false

    init(_ base: any Resolver) { self.base = base }

    func resolve(_ name: String, _ type: RecordType) -> DNSAnswer {
        let question = DNSQuestion(name: DomainName.normalized(name), type: type)
        if let known = answers[question] { return known }
        let answer = base.resolve(name, type)
        answers[question] = answer
        asked.append((question, answer))
        note(answer)
        return answer
    }

    func known(_ name: String, _ type: RecordType) -> DNSAnswer? {
        if let known = answers[DNSQuestion(name: DomainName.normalized(name), type: type)] { return known }
        let answer = base.known(name, type)
        if let answer { note(answer) }
        return answer
    }

    /// Whether the evaluation itself needed that answer.
    func wasAsked(_ name: String, _ type: RecordType) -> Bool {
        answers[DNSQuestion(name: DomainName.normalized(name), type: type)] != nil
    }

    private func note(_ answer: DNSAnswer) {
        for case .text(let text) in answer.records where text.contains(0x25) {
            // RFC 7208 §7.2: sender, local-part, HELO name, receiver and time.
            let letters = zip(text, zip(text.dropFirst(), text.dropFirst(2)))
            if letters.contains(where: { $0 == 0x25 && $1.0 == 0x7B && "slhrt".utf8.contains($1.1 | 0x20) }) {
                holdsSessionMacro = true
            }
        }
    }
}
