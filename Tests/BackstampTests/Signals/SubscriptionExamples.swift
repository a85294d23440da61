import Backstamp
extension SignalExample {
    private static let newsletter = SampleMail().adding("List-Unsubscribe", "<https://author.example/u/1>")
        .adding("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")

    static let subscription: [SignalExample] = [
        SignalExample(
            "bulk.one-click-broken",
            fires: SampleMail().adding("List-Unsubscribe", "<mailto:u@author.example>").adding("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            quiet: newsletter),
        SignalExample(
            "bulk.one-click-broken", fires: newsletter.with("List-Unsubscribe-Post", "List-Unsubscribe"), quiet: SampleMail()),
        SignalExample(
            "bulk.unsubscribe-foreign", fires: newsletter.with("List-Unsubscribe", "<https://other.example/u/1>"), quiet: newsletter),
        SignalExample("bulk.sender-rules", fires: newsletter),
        SignalExample(
            "bulk.repeated-fields", fires: newsletter.adding("List-Id", "<a.author.example>").adding("List-Id", "<b.other.example>"),
            quiet: newsletter.adding("List-Id", "<a.author.example>")),
    ]
}
