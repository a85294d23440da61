import Backstamp
extension SignalExample {
    private static func link(_ target: String, _ text: String = "our page") -> SampleMail {
        SampleMail().html(
            "<p>The minutes of Monday are on <a href=\"\(target)\">\(text)</a>, and more on <a href=\"https://www.author.example/\">ours</a>.</p>")
    }

    static let links: [SignalExample] = [
        SignalExample(
            "links.text-names-other-host", fires: link("https://evil.example/", "https://www.bank.example/"),
            quiet: link("https://www.bank.example/login", "www.bank.example")),
        SignalExample("links.address-instead-of-name", fires: link("http://198.51.100.7/login")),
        SignalExample("links.unencrypted", fires: link("http://www.author.example/")),
        SignalExample(
            "links.unencrypted-sign-up", fires: link("http://www.author.example/subscribe"),
            quiet: link("https://www.author.example/subscribe")),
        SignalExample(
            "links.lookalike-domain", fires: link("https://www.paypa1.com/"), quiet: link("https://www.paypal.com/")),
        SignalExample(
            "links.hidden-user", fires: link("https://www.bank.example@evil.example/"),
            quiet: link("https://evil.example/@someone")),
        SignalExample("links.executable-scheme", fires: link("javascript:alert(1)")),
        SignalExample("links.shortener", fires: link("https://bit.ly/3abcdef")),
        SignalExample("links.encoded-name", fires: link("https://xn--mnchen-3ya.example/")),
        SignalExample("links.odd-port", fires: link("http://www.other.example:8899/"), quiet: link("http://www.other.example:80/")),
        SignalExample(
            "links.none-to-author", fires: SampleMail().html("<p>See <a href=\"https://www.other.example/\">this</a>.</p>"),
            quiet: link("https://www.other.example/")),
        SignalExample("links.suspicious-suffix", fires: link("https://offer.top/")),
        SignalExample("links.author-suspicious-suffix", fires: SampleMail().with("From", "alice@offer.top")),
    ]
}
