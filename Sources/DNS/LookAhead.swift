/// Questions that will be asked: those that wait, and those that are on their way. Both are bounded: what does not fit
/// is asked when it is needed.
struct LookAhead {
    /// On their way at once: enough to hide the latency, few enough for a small resolver.
    private static let limit = 128
    private static let queueLimit = 20_000

    private var queue: [DNSQuestion] = []
    private var head = 0
    private var queued: Set<DNSQuestion> = []
    var asked: [DNSQuestion: PendingQuestion] = [:]

    var isEmpty: Bool { asked.isEmpty && head == queue.count }

    mutating func add(_ question: DNSQuestion) {
        guard asked[question] == nil, queue.count - head < Self.queueLimit, queued.insert(question).inserted else { return }
        queue.append(question)
    }

    /// The next to be asked; nil where none may be.
    mutating func next() -> DNSQuestion? {
        guard asked.count < Self.limit, head < queue.count else { return nil }
        let question = queue[head]
        queued.remove(question)
        head += 1
        if head == queue.count || head > 4096 {
            queue.removeFirst(head)
            head = 0
        }
        return question
    }

    mutating func takeAnswers() -> [(DNSQuestion, DNSAnswer)] {
        var answers: [(DNSQuestion, DNSAnswer)] = []
        for (question, pending) in asked { if let answer = pending.answer { answers.append((question, answer)) } }
        for (question, _) in answers { asked[question] = nil }
        return answers
    }
}
