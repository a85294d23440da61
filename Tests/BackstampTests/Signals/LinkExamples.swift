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
        SignalExample(
            "links.address-instead-of-name",
            fires: SampleMail().html("<form action=\"http://198.51.100.7/login\"><input name=q></form>"),
            quiet: SampleMail().html("<form action=\"http://192.168.1.7/login\"><input name=q></form>")),
        SignalExample("links.unencrypted", fires: link("http://www.author.example/")),
        SignalExample(
            "links.unencrypted-throughout", fires: SampleMail().html("<p>See <a href=\"http://www.author.example/\">us</a>.</p>"),
            quiet: link("http://www.author.example/")),
        SignalExample(
            "links.unencrypted-throughout", fires: SampleMail().html("<p>See <a href=\"http://www.author.example/\">us</a>.</p>"),
            quiet: SampleMail().html("<p>See <a href=\"http://www.author.example/\">us</a>.</p>")
                .from("mail.author.example (mail.author.example [192.0.2.10])").relayed),
        SignalExample(
            "links.unencrypted-sign-up", fires: link("http://www.author.example/subscribe"),
            quiet: link("https://www.author.example/subscribe")),
        SignalExample(
            "links.lookalike-domain", fires: link("https://www.paypa1.com/"), quiet: link("https://www.paypal.com/")),
        SignalExample(
            "links.hidden-user", fires: link("https://www.bank.example@evil.example/"),
            quiet: link("https://evil.example/@someone")),
        SignalExample(
            "links.hidden-user", fires: link("http://www.bank.example@198.51.100.7/"), quiet: link("http://198.51.100.7/@someone")),
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

    private static func page(_ links: [(String, String)]) -> SampleMail {
        SampleMail().html(links.map { "<p><a href=\"\($0.0)\">\($0.1)</a></p>" }.joined())
    }

    static let linkHosts: [SignalExample] = [
        SignalExample("links.free-hosting", fires: link("https://login-7f3a.web.app/"), quiet: link("https://web.app.author.example/")),
        SignalExample(
            "links.rented-machine", fires: link("http://188.106.205.92.host.secureserver.net/x"),
            quiet: link("https://release-1.2.3.4567.other.example/")),
        SignalExample(
            "links.rented-machine", fires: link("http://ip-192-0-2-7.provider.example/x"), quiet: link("https://secureserver.net/")),
        SignalExample(
            "links.hidden-target", fires: link("https://www.google.com/url?q=https://evil.example/"),
            quiet: link("https://www.google.com/maps")),
        SignalExample("links.dynamic-dns", fires: link("http://bank.duckdns.org/"), quiet: link("https://notduckdns.org/")),
        SignalExample(
            "links.author-free-hosting", fires: SampleMail().with("From", "noreply@tornado-9cd63.firebaseapp.com"),
            quiet: SampleMail().with("From", "noreply@firebaseapp.com")),
        SignalExample(
            "links.carries-recipient", fires: link("https://other.example/login#bob@receiver.example"),
            quiet: link("https://other.example/unsubscribe?m=bob%40receiver.example")),
        SignalExample(
            "links.open-redirect", fires: link("https://maps.google.com/url?q=https%3A%2F%2Fevil.example"),
            quiet: link("https://other.example/maps.google.com/url?q=http")),
        SignalExample(
            "links.all-to-one-address",
            fires: page([("https://o.example/1", "View"), ("https://o.example/1", "Contact"), ("https://o.example/1", "Unsubscribe")]),
            quiet: page([("https://o.example/1", "View"), ("https://o.example/2", "Contact"), ("https://o.example/1", "Unsubscribe")])),
        SignalExample("links.noisy-host", fires: link("https://www.x7k2q9b4.com/"), quiet: link("https://www.365online.com/")),
        SignalExample(
            "links.author-noisy-host", fires: SampleMail().with("From", "alice@x7k2q9b4.com"),
            quiet: SampleMail().with("From", "alice@4imprint.com")),
        SignalExample(
            "links.removal-by-mail", fires: link("mailto:off@other.example?subject=REMOVE"), quiet: link("mailto:alice@author.example")),
    ]
}
