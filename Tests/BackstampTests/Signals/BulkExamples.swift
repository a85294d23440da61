import Backstamp
extension SignalExample {
    private static let newsletter = SampleMail().adding("List-Unsubscribe", "<https://author.example/u/1>, <mailto:u@author.example>")

    static let bulk: [SignalExample] = [
        SignalExample(
            "bulk.mailing-list",
            fires: SampleMail().adding("List-Id", "<talk.list.example>").adding("List-Post", "<mailto:talk@list.example>")),
        SignalExample(
            "bulk.one-click-unsubscribe", fires: newsletter.adding("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            quiet: newsletter),
        SignalExample("bulk.no-unsubscribe", fires: SampleMail().adding("Precedence", "bulk"), quiet: newsletter),
        SignalExample(
            "bulk.no-unsubscribe", fires: SampleMail().adding("Precedence", "bulk").adding("List-Unsubscribe-Post", "x"),
            quiet: SampleMail().adding("Precedence", "bulk").adding("X-Unsubscription-Info", "https://author.example/u")),
        SignalExample(
            "bulk.no-unsubscribe", fires: SampleMail().adding("List-Id", "<news.author.example>"),
            quiet: SampleMail().adding("Feedback-ID", "1:receipt:author")),
        SignalExample(
            "bulk.unsubscribe-in-clear", fires: SampleMail().adding("List-Unsubscribe", "<http://author.example/u/1>"),
            quiet: newsletter),
        SignalExample(
            "bulk.spamware", fires: SampleMail().adding("X-Mailer", "MailKing 4.0"),
            quiet: SampleMail().adding("X-Mailer", "Thunderbird")),
        SignalExample("bulk.precedence", fires: SampleMail().adding("Precedence", "bulk")),
        SignalExample(
            "bulk.many-recipients",
            fires: SampleMail().with("To", (1...20).map { "reader\($0)@receiver.example" }.joined(separator: ", "))),
        SignalExample("bulk.priority", fires: SampleMail().adding("X-Priority", "1 (Highest)"), quiet: SampleMail().adding("X-Priority", "3")),
        SignalExample(
            "bulk.conversation",
            fires: SampleMail().adding("In-Reply-To", "<1@receiver.example>").adding("References", "<1@receiver.example>")
                .with("Subject", "[talk] AW: Minutes"),
            quiet: SampleMail().adding("In-Reply-To", "<1@receiver.example>").adding("References", "<1@receiver.example>")
                .with("Subject", "Reminder: your prize")),
    ]
}
