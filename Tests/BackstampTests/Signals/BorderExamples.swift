import Backstamp

extension SignalExample {
    private static let outlook = SampleMail().adding("X-Mailer", "Microsoft Outlook 16.0")

    static let border: [SignalExample] = [
        SignalExample(
            "trace.freemail-from-elsewhere", fires: SampleMail().with("From", "alice@yahoo.com"),
            quiet: SampleMail().with("From", "alice@yahoo.com").from("sonic1.mail.yahoo.com (sonic1.mail.yahoo.com [198.51.100.7])")),
        SignalExample(
            "trace.helo-forges-provider", fires: SampleMail().from("mx01.hotmail.com (dsl7.provider.example [198.51.100.7])"),
            quiet: SampleMail().from("mx01.hotmail.com (mx01.outlook.com [198.51.100.7])")),
        SignalExample(
            "trace.helo-differs", fires: SampleMail().from("mail.author.example (box.hosting.example [198.51.100.7])"),
            quiet: SampleMail().from("mail.author.example (out.author.example [198.51.100.7])")),
        SignalExample(
            "trace.desktop-straight-to-receiver", fires: outlook,
            quiet: outlook.adding(
                "Received", "from desk (desk.author.example [192.0.2.20]) by mail.author.example (Postfix) with ESMTPSA id 1; Tue, 3 Mar 2026 09:59:58 +0000")),
    ]
}
