import Backstamp

extension SignalExample {
    private static let line = "QmVzdCBCb2IsCnRoZSBtaW51dGVzIG9mIE1vbmRheSBhcmUgb24gb3VyIHBhZ2UsIGFz\r\nIHByb21pc2VkLCBhbmQgd2UgbG9vayBmb3J3YXJkIHRvIEFwcmlsLgo=\r\n"

    static let structure: [SignalExample] = [
        SignalExample("content.base64-text", fires: SampleMail().adding("Content-Transfer-Encoding", "base64").text(line)),
        SignalExample(
            "content.report-without-report",
            fires: SampleMail().with("Content-Type", "multipart/report; boundary=b").text("--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--\r\n"),
            quiet: SampleMail().with("Content-Type", "multipart/report; boundary=b").text(
                "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n--b--\r\n")),
        SignalExample(
            "content.html-as-text", fires: SampleMail().text("<!doctype html>\r\n<html><p>Hello</p></html>\r\n"),
            quiet: SampleMail().text("Write <html> at the top.\r\n")),
        SignalExample(
            "content.missing-mime-version", fires: SampleMail().without("MIME-Version").html("<p>Hello</p>"),
            quiet: SampleMail().without("MIME-Version")),
        SignalExample("content.malformed-multipart", fires: SampleMail().with("Content-Type", "multipart/mixed")),
        SignalExample(
            "content.html-from-freemail", fires: SampleMail().with("From", "alice@gmail.com").html("<p>Hello Bob</p>"),
            quiet: SampleMail().html("<p>Hello Bob</p>")),
        SignalExample(
            "content.linked-image-little-text",
            fires: SampleMail().html(
                "<p>Dear Bob, the minutes of Monday are on our page as promised, and we look forward to seeing all of you again in April, when the garden opens.</p><a href=\"https://x.example/\"><img src=\"https://x.example/a.png\"></a>"),
            quiet: SampleMail().html("<p>Dear Bob, the minutes of Monday are on <a href=\"https://x.example/\">our page</a>.</p>")),
        SignalExample(
            "content.bare-link", fires: SampleMail().text("Look at this: http://other.example/x\r\n"),
            quiet: SampleMail().text("Look at this: http://www.author.example/x\r\n")),
        SignalExample(
            "content.toll-free-from-freemail",
            fires: SampleMail().with("From", "billing.desk@gmail.com").text("To cancel your order call +1 (888) 555-0142 at once.\r\n"),
            quiet: SampleMail().with("From", "ann.lee@gmail.com").text("Order 8885550142 is here; call me on 030 555 0142.\r\n")),
        SignalExample(
            "content.attachment-instead-of-text", fires: SampleMail().attaching("invoice.pdf", "application/pdf"),
            quiet: SampleMail().attaching("notes.txt", "text/plain")),
        SignalExample(
            "content.comments-in-words", fires: SampleMail().html("<p>ver<!--x-->ify your pass<!-- y -->word</p>"),
            quiet: SampleMail().html("<p>verify <!--x--> your <!-- y -->word</p>")),
        SignalExample("content.signed", fires: SampleMail().attaching("signature.asc", "application/pgp-signature")),
    ]
}
