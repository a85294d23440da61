import MIME

/// Signals about how mail that goes to many lets its readers leave, and keeps the rules of the mailbox providers. They say
/// what was seen and weigh nothing: honest senders break these rules as often as others. Only what no honest mailer does,
/// a field that stands twice, counts.
extension SignalCatalogue {
    static let subscription: [Signal] = [
        Signal(
            "bulk.one-click-broken", .low, weight: 0, on: .subscription, reference: "RFC 8058 §3.1 and §4",
            "The message promises to unsubscribe with one click, and its header does not keep that promise.",
            explanation: "List-Unsubscribe-Post needs that very value, and an https address in List-Unsubscribe. Whether a signature covers both is said in the report."
        ) { evidence in
            guard let oneClick = evidence.content.subscription?.oneClick, oneClick.result == .fail, let place = oneClick.place,
                oneClick.reasons.contains(where: { !$0.contains("DKIM") })
            else { return [] }
            return [place]
        },

        Signal(
            "bulk.unsubscribe-foreign", .info, weight: 0, on: .subscription, reference: "RFC 8058 §4; M3AAWG, sender best practices",
            "Every way to unsubscribe leads to somebody else than the author and who signed the message.",
            explanation: "Hired mailers do it for their customers. Whoever it is learns that your address is read."
        ) { evidence in
            guard let ways = evidence.content.subscription?.ways, !ways.isEmpty, ways.allSatisfy(\.foreign) else { return [] }
            return ways.prefix(5).map(\.place)
        },

        Signal(
            "bulk.sender-rules", .info, weight: 0, on: .subscription, reference: "Gmail, Yahoo and Microsoft sender rules, 2024 to 2026",
            "The message went to many and does not keep all rules that the large mailbox providers set for such mail.",
            explanation: "The report lists each rule as met, not met, or not to be seen from a message."
        ) { evidence in
            guard evidence.isBulk, let rules = evidence.content.subscription?.rules else { return [] }
            return rules.indices.filter { rules[$0].state == .notMet }.map { Place(.header, text: "\(rules[$0].text): \(rules[$0].reason)") }
        },

        Signal(
            "bulk.repeated-fields", .medium, weight: 1.2, reference: "RFC 2919 §3",
            "A field that names the one list or mailing stands in the header more than once.",
            explanation: "List-Id and Feedback-ID stand once. Twice means that one was copied from another mailing, to borrow its good name."
        ) { evidence in
            func repeated(_ key: String) -> [Place] { evidence.header.places(key).count > 1 ? evidence.places(key) : [] }
            return repeated("list-id") + repeated("feedback-id")
        },
    ]
}
