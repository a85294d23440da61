import DNS

/// Checks that were made before in a run, by client and domain: most mail of an archive comes from a few senders.
///
/// A check is a function of both and of the answers of the DNS, where no macro asks for more of the session. So it is
/// used again where the same questions get the same answers; they are put again each time, because what a message asks of
/// the DNS must not depend on the messages before it.
package final class SPFCheckMemory {
    package init() {}

    private struct Key: Hashable {
        let client: IPAddress
        let domain: String
    }

    private struct Entry {
        let check: SPFCheck
        let answers: [(question: DNSQuestion, answer: DNSAnswer)]
    }

    /// More than nearly all evaluations ask.
    private static let answerLimit = 40
    /// Steps of an evaluation: a record of hundreds of terms is worked through again, for thousands of such would fill the
    /// memory.
    private static let traceLimit = 64

    private var entries = RecentValues<Key, Entry>(limit: 2048)

    func check(_ identity: SPFIdentity, _ client: IPAddress, _ sender: SPFSender, _ resolver: any Resolver) -> SPFCheck? {
        guard Self.isUsual(sender), let known = entries.value(Key(client: client, domain: sender.domain)),
            known.answers.allSatisfy({ resolver.resolve($0.question.name, $0.question.type) == $0.answer })
        else { return nil }
        var check = known.check
        check.identity = identity
        return check
    }

    func add(_ check: SPFCheck, _ client: IPAddress, _ sender: SPFSender, _ answers: AnswerMemory) {
        guard Self.isUsual(sender), !answers.holdsSessionMacro, answers.asked.count <= Self.answerLimit,
            check.trace.count <= Self.traceLimit
        else { return }
        entries.keep(Entry(check: check, answers: answers.asked), Key(client: client, domain: sender.domain))
    }

    /// Whether libspf2 would take the identities, and read the same domain in them.
    private static func isUsual(_ sender: SPFSender) -> Bool {
        LibSPF2.takes(sender.localPart) && LibSPF2.takes(sender.helo) && !sender.localPart.utf8.contains(0x40)
    }
}
