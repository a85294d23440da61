import Backstamp
extension SignalExample {
    private static let page = "<p>The minutes of Monday are on our page, as promised, and we look forward to seeing all of you again in April, when the garden opens.</p>"
    private static let beacon = "<img src=\"https://track.other.example/open?id=8f14e45fceea167a\" width=1 height=1>"

    static let content: [SignalExample] = [
        SignalExample(
            "content.beacon", fires: SampleMail().html(page + beacon),
            quiet: SampleMail().html(page + "<img src=\"https://www.author.example/logo.png\" width=200 height=80>")),
        SignalExample(
            "content.third-party-beacon", fires: SampleMail().html(page + beacon),
            quiet: SampleMail().html(page + "<img src=\"https://www.author.example/open?id=8f14e45fceea167a\" width=1 height=1>")),
        SignalExample(
            "content.third-party-images",
            fires: SampleMail().html(page + "<img src=\"https://cdn.other.example/logo.png\" width=200 height=80>"),
            quiet: SampleMail().html(page + "<img src=\"https://www.author.example/logo.png\" width=200 height=80>")),
        SignalExample("content.read-receipt", fires: SampleMail().adding("Disposition-Notification-To", "alice@author.example")),
        SignalExample(
            "content.form", fires: SampleMail().html(page + "<form action=\"https://x.example/\"><input name=password></form>"),
            quiet: SampleMail().html(page)),
        SignalExample(
            "content.script", fires: SampleMail().html(page + "<script src=\"https://x.example/a.js\"></script>"),
            quiet: SampleMail().html(page)),
        SignalExample(
            "content.hidden-text",
            fires: SampleMail().html(page + "<div style=\"display:none\">" + String(repeating: "hidden words for the filter ", count: 40) + "</div>"),
            quiet: SampleMail().html(page + "<div style=\"display:none\">A line of preview</div>")),
        SignalExample(
            "content.image-only", fires: SampleMail().html("<a href=\"https://x.example/\"><img src=\"https://x.example/a.png\"></a>"),
            quiet: SampleMail().html(page + "<img src=\"https://x.example/a.png\">")),
        SignalExample("content.html-only", fires: SampleMail().html(page)),
        SignalExample(
            "content.dangerous-attachment", fires: SampleMail().attaching("invoice.pdf.exe", "application/octet-stream"),
            quiet: SampleMail().attaching("invoice.pdf", "application/pdf")),
        SignalExample(
            "content.html-attachment", fires: SampleMail().attaching("voicemail.html", "text/html"),
            quiet: SampleMail().attaching("notes.txt", "text/plain")),
        SignalExample(
            "content.subject-shouts", fires: SampleMail().with("Subject", "MAKE MONEY AT HOME"),
            quiet: SampleMail().with("Subject", "日本語の件名 です から ね よ")),
        SignalExample("content.subject-missing", fires: SampleMail().without("Subject")),
        SignalExample(
            "content.money", fires: SampleMail().text("The next of kin left ten million dollars. I am a barrister.\r\n"),
            quiet: SampleMail().text("The firm earned ten million dollars.\r\n")),
        SignalExample(
            "content.account-threat",
            fires: SampleMail().text("Your account has been suspended. Verify your identity\r\nwithin 24 hours.\r\n"),
            quiet: SampleMail().text("We meet within 24 hours.\r\n")),
        SignalExample(
            "content.advertising", fires: SampleMail().text("ORDER NOW! Absolutely free, no obligation.\r\n"),
            quiet: SampleMail().text("The museum is absolutely free on Sundays.\r\n")),
        SignalExample(
            "content.medicine", fires: SampleMail().text("Cheap Viagra and Cialis, no prescription.\r\n"),
            quiet: SampleMail().text("There is no cure for curiosity.\r\n")),
        SignalExample(
            "content.extortion", fires: SampleMail().text("I recorded you. Send bitcoin to this wallet address.\r\n"),
            quiet: SampleMail().text("The bitcoin conference is in May.\r\n")),
        SignalExample("content.unreadable-html", fires: { $0.content.limits = ["more than 2,000 links"] }),
    ]
}
