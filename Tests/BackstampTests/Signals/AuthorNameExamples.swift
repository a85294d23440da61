import Backstamp

extension SignalExample {
    static let authorName: [SignalExample] = [
        SignalExample(
            "originator.brand-in-display-name", fires: SampleMail().with("From", "PayPal Service <alice@author.example>"),
            quiet: SampleMail().with("From", "MI5/Home Office <alice@service.gov.uk>")),
        SignalExample(
            "originator.impossible-domain", fires: SampleMail().with("From", "Post <contact@correios>"),
            quiet: SampleMail().with("From", "Cron <root@desk.localdomain>")),
        SignalExample(
            "originator.recipient-in-display-name",
            fires: SampleMail().with("From", "\"receiver.example Support\" <alice@author.example>"),
            quiet: SampleMail().with("From", "\"receiver.example Support\" <help@receiver.example>")),
        SignalExample(
            "originator.local-part-noise", fires: SampleMail().with("From", "xe8xekv2v2683@author.example"),
            quiet: SampleMail().with("From", "alice2026@author.example")),
        SignalExample(
            "originator.tag-in-display-name", fires: SampleMail().with("From", "\"Garden Tools #uf7unB\" <alice@author.example>"),
            quiet: SampleMail().with("Subject", "Your ticket #4711AB, and #GardenParty")),
        SignalExample(
            "originator.punctuated-name", fires: SampleMail().with("From", "\"#Best_Rewards#\" <alice@author.example>"),
            quiet: SampleMail().with("From", "\"Alice A. O'Neill-Author\" <alice@author.example>")),
        SignalExample(
            "originator.pictogram-in-name", fires: SampleMail().with("From", "=?UTF-8?Q?=F0=9F=8E=B0_Bonus?= <alice@author.example>")),
        SignalExample(
            "originator.freemail-to-undisclosed",
            fires: SampleMail().with("From", "alice@gmail.com").with("To", "undisclosed-recipients:;"),
            quiet: SampleMail().with("From", "alice@gmail.com")),
        SignalExample(
            "originator.freemail-answers-elsewhere",
            fires: SampleMail().with("From", "alice@gmail.com").with("Reply-To", "alice.fund@yahoo.com"),
            quiet: SampleMail().with("From", "alice@gmail.com").with("Reply-To", "Alice@gmail.com")),
        SignalExample("originator.malformed-author", fires: SampleMail().with("From", "Alice <alice>")),
    ]

    private static let outlook = SampleMail().adding("X-Mailer", "Microsoft Outlook Express 6.00.2600.0000")

    static let identification: [SignalExample] = [
        SignalExample(
            "originator.zeroed-message-id", fires: SampleMail().with("Message-ID", "<000032745b9a$000025aa$00000bf2@mx06.author.example>"),
            quiet: SampleMail().with("Message-ID", "<00fd01c294b4$6edee240$1cd0c150@desk>")),
        SignalExample(
            "originator.id-of-another-time", fires: SampleMail().with("Message-ID", "<021c43d38d4a$1145e5d2$7ae57cc4@ckyiie>"),
            quiet: SampleMail().with("Message-ID", "<000601dcaaf2$1145e5d2$7ae57cc4@desk>")),
        SignalExample(
            "originator.nonsense-mailer", fires: SampleMail().adding("X-Mailer", "2DgDIOn5nwogS5Q"),
            quiet: SampleMail().adding("X-Mailer", "Sylpheed")),
        SignalExample(
            "originator.mailer-impossible-id", fires: outlook,
            quiet: outlook.with("Message-ID", "<00fd01c294b4$6edee240$1cd0c150@desk>")),
        SignalExample(
            "originator.id-made-by-relay", fires: SampleMail().with("Message-ID", "<202603031000.g4H8m6D01464@mx.receiver.example>")),
        SignalExample("originator.id-of-local-host", fires: SampleMail().with("Message-ID", "<20260303.1@localhost.localdomain>")),
        SignalExample(
            "originator.web-script", fires: SampleMail().adding("X-PHP-Originating-Script", "0:mailer.php"),
            quiet: SampleMail().adding("X-Mailer", "Apple Mail")),
        SignalExample(
            "originator.desktop-mailer", fires: SampleMail().adding("User-Agent", "Mutt/2.2.9"),
            quiet: SampleMail().adding("User-Agent", "Mutt/2.2.9").html("<p>Hello Bob, here are the minutes.</p>")),
        SignalExample(
            "trace.impossible-zone", fires: SampleMail().with("Date", "Tue, 3 Mar 2026 10:00:00 -1900"),
            quiet: SampleMail().with("Date", "Tue, 3 Mar 2026 15:45:00 +0545")),
        SignalExample(
            "trace.malformed-date", fires: SampleMail().with("Date", "3 Mar 2026 10:00:00 AM"),
            quiet: SampleMail().with("Date", "3 Mar 2026 10:00:00 GMT")),
    ]
}
