import Backstamp
extension SignalExample {
    private static let page = "<p>The minutes of Monday are on our page, as promised, and we look forward to seeing all of you again in April.</p>"
    private static let words = String(repeating: "words for the filter and for nobody else ", count: 12)
    private static let picture = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"http://other.example/x\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>"

    static let concealment: [SignalExample] = [
        SignalExample(
            "content.concealed-text", fires: SampleMail().html(page + "<div style=\"visibility:hidden\">\(words)</div>"),
            quiet: SampleMail().html(page + "<div style=\"display:none;visibility:hidden\">\(words)</div>")),
        SignalExample(
            "content.concealed-text", fires: SampleMail().html(page + "<div style=\"position:absolute;left:-9999px\">\(words)</div>"),
            quiet: SampleMail().html(page + "<div style=\"opacity:0\">A line of preview</div>")),
        SignalExample(
            "content.text-in-ground-colour", fires: SampleMail().html(page + "<font color=white>words for nobody but a filter</font>"),
            quiet: SampleMail().html(page + "<table bgcolor=black><tr><td><font color=white>words that all can read</font></table>")),
        SignalExample(
            "content.text-pushed-away", fires: SampleMail().html(page + String(repeating: "<br>\r\n", count: 40) + page),
            quiet: SampleMail().html(String(repeating: page + "<br><br />", count: 30))),
        SignalExample(
            "content.text-pushed-away", fires: SampleMail().html(page + "<style>.b { margin-top: 470500px; }</style><div class=b>\(page)</div>"),
            quiet: SampleMail().html(page + "<div style=\"max-height: 9999px; margin-top: 20px\">\(page)</div>")),
        SignalExample(
            "content.invisible-signs", fires: SampleMail().text("The file invoice\u{202E}fdp.exe is yours.\r\n"),
            quiet: SampleMail().text("A flag: \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} for you.\r\n")),
        SignalExample(
            "content.swapped-letters", fires: SampleMail().with("Subject", "Your pIan changes"),
            quiet: SampleMail().with("Subject", "McIlroy, LinkedIn and DoIt: your plan")),
        SignalExample(
            "content.swapped-letters", fires: SampleMail().with("From", "WaImart Club <club@author.example>"),
            quiet: SampleMail().with("From", "Walmart Club <club@author.example>")),
        SignalExample(
            "content.swapped-letters", fires: SampleMail().with("Subject", "K0BALT tools for $1OO.OO"),
            quiet: SampleMail().with("Subject", "Part B10A and route 20, from $100.00")),
        SignalExample(
            "content.external-entity", fires: SampleMail().with("Content-Type", "image/svg+xml").text(picture),
            quiet: SampleMail().html("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">" + page)),
        SignalExample("content.certificate-lookup", fires: { evidence in
            evidence.content.remoteLoads = [
                Content.RemoteLoad(url: "http://ca.example/crl", kind: "smime-crl", host: "ca.example", place: Place(.body, text: "x"))
            ]
        }),
    ]
}
