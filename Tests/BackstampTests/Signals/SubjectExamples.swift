import Backstamp

extension SignalExample {
    static let subject: [SignalExample] = [
        SignalExample(
            "content.subject-shouts", fires: SampleMail().with("Subject", "MAKE MONEY AT HOME"),
            quiet: SampleMail().with("Subject", "日本語の件名 です から ね よ")),
        SignalExample("content.subject-missing", fires: SampleMail().without("Subject")),
        SignalExample(
            "content.subject-trailing-tag", fires: SampleMail().with("Subject", "Are you in the mood             XGHTMTGGC"),
            quiet: SampleMail().with("Subject", "Minutes of our\r\n    meeting")),
        SignalExample(
            "content.subject-names-recipient", fires: SampleMail().with("Subject", "Bob@Receiver.example, your mailbox"),
            quiet: SampleMail().with("Subject", "For Bob and receiver")),
        SignalExample(
            "content.subject-advertisement", fires: SampleMail().with("Subject", "[ADV: Lower your rates]"),
            quiet: SampleMail().with("Subject", "Advice wanted")),
        SignalExample(
            "content.subject-hype", fires: SampleMail().with("Subject", "Your money is waiting!!"),
            quiet: SampleMail().with("Subject", "It works!")),
        SignalExample(
            "content.subject-false-reply", fires: SampleMail().with("Subject", "Re: your question"),
            quiet: SampleMail().with("Subject", "Re: your question").adding("In-Reply-To", "<1@receiver.example>")),
        SignalExample(
            "content.raw-header-text", fires: SampleMail().with("Subject", "Notificação"),
            quiet: SampleMail().with("Subject", "=?UTF-8?Q?Notifica=C3=A7=C3=A3o?=")),
        SignalExample(
            "content.needless-encoding", fires: SampleMail().with("Subject", "=?UTF-8?B?UGF5bWVudA==?="),
            quiet: SampleMail().with("Subject", "=?UTF-8?B?R3LDvMOfZQ==?=")),
        SignalExample(
            "content.subject-underscores", fires: SampleMail().with("Subject", "_Order_Verification_now"),
            quiet: SampleMail().with("Subject", "minutes_2026.txt")),
        SignalExample(
            "content.subject-noise-token", fires: SampleMail().with("Subject", "Access D0TG6TY9KZUDFT9JAX"),
            quiet: SampleMail().with("Subject", "Invoice 2026-03-03 of ACME4711")),
        SignalExample(
            "content.subject-starts-with-sign", fires: SampleMail().with("Subject", "=?UTF-8?Q?=E2=87=91=E2=87=91_Rates?=")),
    ]
}
