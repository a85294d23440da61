import Backstamp
extension SignalExample {
    static let originator: [SignalExample] = [
        SignalExample("originator.missing-from", fires: SampleMail().without("From")),
        SignalExample(
            "originator.malformed-addresses", fires: SampleMail().with("From", "[Alice] Author <alice@author.example>"),
            quiet: SampleMail().with("From", "\"[Alice] Author\" <alice@author.example>")),
        SignalExample(
            "originator.malformed-addresses", fires: SampleMail().with("Reply-To", "[Alice] Author <alice@author.example>"),
            quiet: SampleMail().with("To", "undisclosed recipients")),
        SignalExample("originator.several-from-fields", fires: SampleMail().adding("From", "Mallory <mallory@other.example>")),
        SignalExample(
            "originator.several-authors",
            fires: SampleMail().with("From", "alice@author.example, mallory@other.example"),
            quiet: SampleMail().with("From", "alice@author.example, carol@author.example")),
        SignalExample(
            "originator.address-in-display-name",
            fires: SampleMail().with("From", "\"service@bank.example\" <alice@author.example>"),
            quiet: SampleMail().with("From", "\"alice@author.example\" <alice@author.example>")),
        SignalExample(
            "originator.reply-to-elsewhere",
            fires: SampleMail().with("Reply-To", "answers@other.example"),
            quiet: SampleMail().with("Reply-To", "answers@office.author.example")),
        SignalExample(
            "originator.reply-to-freemail",
            fires: SampleMail().with("Reply-To", "alice1234@gmail.com"),
            quiet: SampleMail().with("Reply-To", "answers@other.example")),
        SignalExample(
            "originator.reply-to-freemail",
            fires: SampleMail().with("Reply-To", "alice1234@gmail.com").adding("List-Id", "<news.author.example>"),
            quiet: SampleMail().with("Reply-To", "alice1234@gmail.com").adding("List-Id", "<news.author.example>")
                .adding("List-Unsubscribe", "<https://author.example/u/1>")),
        SignalExample(
            "originator.return-path-elsewhere",
            fires: SampleMail().with("Return-Path", "<bounces@mailer.example>"),
            quiet: SampleMail().with("Return-Path", "<>")),
        SignalExample(
            "originator.lookalike-domain", fires: SampleMail().with("From", "PayPal <service@paypa1.com>"),
            quiet: SampleMail().with("From", "PayPal <service@paypal.com>")),
        SignalExample(
            "originator.lookalike-beside-author", fires: SampleMail().with("Reply-To", "service@paypa1.com"),
            quiet: SampleMail().with("Reply-To", "service@paypal.com")),
        SignalExample("originator.missing-message-id", fires: SampleMail().without("Message-ID")),
        SignalExample("originator.malformed-message-id", fires: SampleMail().with("Message-ID", "<no at sign>")),
        SignalExample("originator.missing-date", fires: SampleMail().without("Date")),
        SignalExample(
            "originator.missing-recipient", fires: SampleMail().without("To"),
            quiet: SampleMail().without("To").with("Cc", "bob@receiver.example")),
        SignalExample("originator.bcc-shown", fires: SampleMail().adding("Bcc", "bob@receiver.example")),
        SignalExample("originator.recipient-undisclosed", fires: SampleMail().with("To", "undisclosed-recipients:;")),
        SignalExample(
            "originator.author-is-recipient",
            fires: SampleMail().with("From", "bob@receiver.example").with("Return-Path", "<x@other.example>")),
        SignalExample(
            "originator.random-local-part", fires: SampleMail().with("From", "a8839201@author.example"),
            quiet: SampleMail().with("From", "alice2026@author.example")),
        SignalExample(
            "originator.sender-elsewhere", fires: SampleMail().with("Sender", "mailer@other.example"),
            quiet: SampleMail().with("Sender", "assistant@author.example")),
    ]
}
