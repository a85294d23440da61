import Backstamp
import MIME

extension SignalExample {
    private static let alert = SampleMail().with("From", "Alerts <alert@service.gov.uk>")
    /// Anybody registers under co.uk.
    private static let firm = SampleMail().with("From", "Shop <shop@author.co.uk>")
    private static let twoHops = SampleMail().adding(
        "Received", "from desk.author.example (desk.author.example [192.0.2.20]) by mail.author.example (Postfix) with ESMTPSA id 1; Tue, 3 Mar 2026 09:59:58 +0000")

    static let trace: [SignalExample] = [
        SignalExample("trace.no-received", fires: SampleMail().without("Received")),
        SignalExample(
            "trace.foreign-server", fires: alert.from("mail.other.example (mail.other.example [9.9.9.9])"), quiet: alert),
        SignalExample(
            "trace.foreign-server", fires: alert.from("mail.other.example (mail.other.example [9.9.9.9])"),
            quiet: firm.from("mail.other.example (mail.other.example [9.9.9.9])")),
        SignalExample(
            "trace.foreign-operator", fires: alert.from("o1.sendgrid.net (o1.sendgrid.net [198.51.100.7])"),
            quiet: firm.from("o1.sendgrid.net (o1.sendgrid.net [198.51.100.7])")),
        SignalExample(
            "trace.time-runs-backwards",
            fires: SampleMail().adding(
                "Received", "from desk (desk.author.example [192.0.2.20]) by mail.author.example (Postfix) with ESMTP id 1; Tue, 3 Mar 2026 13:00:00 +0000"),
            quiet: twoHops),
        SignalExample(
            "trace.date-incomplete",
            fires: SampleMail().adding(
                "Received", "from desk (desk.author.example [192.0.2.20]) by mail.author.example (Postfix) with ESMTP id 1; Tue, 3 Mar 2026 13:00:00"),
            quiet: twoHops),
        SignalExample(
            "trace.long-delay",
            fires: SampleMail().adding(
                "Received", "from desk (desk.author.example [192.0.2.20]) by mail.author.example (Postfix) with ESMTP id 1; Mon, 2 Mar 2026 13:00:00 +0000"),
            quiet: twoHops),
        // Nine days in the mailbox until it was fetched.
        SignalExample("trace.long-delay", fires: { $0.route.hops[0].change { $0.delaySeconds = 800_000 } }, quiet: { evidence in
            evidence.route.hops[0].change { $0.dialect = "fetchmail" }
            evidence.route.hops[0].change { $0.delaySeconds = 800_000 }
        }),
        SignalExample("trace.long-delay", fires: { $0.route.hops[0].change { $0.delaySeconds = 800_000 } }, quiet: { evidence in
            var inside = evidence.route.hops[0]
            inside.change {
                $0.index = 1
                $0.delaySeconds = 800_000
            }
            evidence.route.hops.append(inside)
        }),
        SignalExample(
            "trace.date-in-future", fires: SampleMail().with("Date", "Thu, 5 Mar 2026 10:00:00 +0000"),
            quiet: SampleMail().with("Date", "Tue, 3 Mar 2026 11:00:00 +0000")),
        SignalExample(
            "trace.date-in-past", fires: SampleMail().with("Date", "Sun, 1 Feb 2026 10:00:00 +0000"),
            quiet: SampleMail().with("Date", "Mon, 2 Mar 2026 11:00:00 +0000")),
        SignalExample(
            "trace.date-in-past", fires: SampleMail().with("Date", "Tue, 1 Jan 1980 00:00:00 +0000"),
            quiet: SampleMail().with("Date", "Thu, 1 Jan 1970 00:00:00 +0000")),
        SignalExample(
            "trace.impossible-year", fires: SampleMail().with("Date", "Thu, 1 Jan 1970 00:00:00 +0000"),
            quiet: SampleMail().with("Date", "Tue, 1 Jan 1980 00:00:00 +0000")),
        SignalExample("trace.helo-is-address", fires: SampleMail().from("198.51.100.7 (unknown [198.51.100.7])")),
        SignalExample(
            "trace.helo-is-not-qualified", fires: SampleMail().from("laptop (mail.author.example [192.0.2.10])"),
            quiet: SampleMail().from("laptop (mail.author.example [192.168.1.7])")),
        SignalExample("trace.no-reverse-name", fires: SampleMail().from("mail.author.example (unknown [192.0.2.10])")),
        SignalExample(
            "trace.dynamic-reverse-name",
            fires: SampleMail().from("friend (dsl-198-51-100-7.pool.provider.example [198.51.100.7])"),
            quiet: SampleMail().from("mail7.author.example (mail7.author.example [192.0.2.7])")),
        SignalExample(
            "trace.dynamic-reverse-name",
            fires: SampleMail().from("friend (ip-198-51-100-7.provider.example [198.51.100.7])"),
            quiet: SampleMail().from("friend (ip-198-51-100-7.linodeusercontent.com [198.51.100.7])")),
        SignalExample(
            "trace.dynamic-reverse-name",
            fires: SampleMail().from("friend (ip-198-51-100-7.provider.example [198.51.100.7])"),
            quiet: SampleMail().from("ip-198-51-100-7.provider.example (unknown [198.51.100.7])")),
        SignalExample(
            "trace.helo-forges-receiver", fires: SampleMail().from("mx.receiver.example (other.example [198.51.100.7])")),
        SignalExample("trace.odd-hop", fires: { $0.route.hops[0].change { $0.oddities = ["the relay before it has another name"] } }, quiet: {
            $0.route.hops[0].change { $0.oddities = ["it is the note of a program, which names no host"] }
        }),
        SignalExample("trace.missing-header", fires: { $0.message = $0.message.with(anomaly: Anomaly("no-header", "There is no header.")) }),
        SignalExample("trace.malformed-header", fires: SampleMail().adding("Subject", "Another subject")),
    ]
}
