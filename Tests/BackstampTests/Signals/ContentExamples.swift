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
            "content.form-asks-secret",
            fires: SampleMail().html(page + "<form action=\"https://x.example/\"><input type=password name=pw></form>"),
            quiet: SampleMail().html(page + "<form action=\"https://x.example/\"><input name=search></form>")),
        SignalExample(
            "content.script", fires: SampleMail().html(page + "<script src=\"https://x.example/a.js\"></script>"),
            quiet: SampleMail().html(page)),
        SignalExample(
            "content.hidden-text",
            fires: SampleMail().html(page + "<div style=\"display:none\">" + String(repeating: "hidden words for the filter ", count: 60) + "</div>"),
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
        SignalExample("content.unreadable-html", fires: { $0.content.limits = ["more than 2,000 links"] }),
    ]
}
