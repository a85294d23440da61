import Backstamp

extension SignalExample {
    private static func says(_ text: String) -> SampleMail { SampleMail().text(text + "\r\n") }

    private static let words = "minutes monday garden opens april everybody welcome chairs tables lunch music evening lights bring friends children shoes gloves water cake"

    private static func versions(_ plain: String, _ html: String) -> SampleMail {
        SampleMail().with("Content-Type", "multipart/alternative; boundary=b").text(
            "--b\r\nContent-Type: text/plain\r\n\r\n\(plain)\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>\(html)</p>\r\n--b--\r\n")
    }

    static let wording: [SignalExample] = [
        SignalExample(
            "content.money", fires: says("The next of kin left ten million dollars. I am a barrister."),
            quiet: says("The firm earned ten million dollars.")),
        SignalExample(
            "content.money-throughout",
            fires: says("Dear beloved, I am a barrister. My late client left ten million dollars in a security company; no next of kin. The sum of it, in utmost confidentiality, is yours."),
            quiet: says("The next of kin left ten million dollars. I am a barrister.")),
        SignalExample(
            "content.loans", fires: says("Lowest rates: refinance your mortgage today, bad credit accepted."),
            quiet: says("The interest rate fell on Monday.")),
        SignalExample(
            "content.income", fires: says("Work from home, be your own boss and earn money."), quiet: says("I am at home once a week.")),
        SignalExample(
            "content.account-threat",
            fires: says("Your account has been suspended. Verify your identity\r\nwithin 24 hours."),
            quiet: says("We meet within 24 hours.")),
        SignalExample(
            "content.account-threat-throughout",
            fires: says("Sicherheitsgründen: Ihr Konto wurde eingeschränkt. Bitte bestätigen Sie Ihre Daten innerhalb von 24 Stunden."),
            quiet: says("Your account has been suspended. Verify your identity.")),
        SignalExample(
            "content.parcel", fires: says("Your parcel is on hold: pay the delivery fee."), quiet: says("Your parcel is here.")),
        SignalExample(
            "content.wallet", fires: says("The airdrop is live: connect your wallet to MetaMask and claim your tokens."),
            quiet: says("I left my wallet at the crypto meeting.")),
        SignalExample(
            "content.prize", fires: says("Congratulations! You have been selected."), quiet: says("Congratulations on your exam.")),
        SignalExample(
            "content.advertising", fires: says("ORDER NOW! Absolutely free, no obligation."),
            quiet: says("The museum is absolutely free on Sundays.")),
        SignalExample(
            "content.advertising-throughout",
            fires: says("Order now! Absolutely free, no obligation, money back guarantee, toll free, limited time, what are you waiting for?"),
            quiet: says("ORDER NOW! Absolutely free, no obligation.")),
        SignalExample(
            "content.removal", fires: says("This is not spam. To be removed from our list, reply with REMOVE in the subject."),
            quiet: says("Please opt out of the survey if you like.")),
        SignalExample(
            "content.medicine", fires: says("Cheap Viagra and Cialis, no prescription."), quiet: says("There is no cure for curiosity.")),
        SignalExample(
            "content.adult", fires: says("Hot girls, live sex, XXX: you must be 18."), quiet: says("The teens of our choir sing on Sunday.")),
        SignalExample(
            "content.gambling", fires: says("Online casino: 100 free spins and a welcome bonus."), quiet: says("We play poker on Friday.")),
        SignalExample(
            "content.extortion", fires: says("I recorded you with your webcam. Send bitcoin."), quiet: says("Bitcoin, BTC and USDT rose; so did litecoin.")),
        SignalExample(
            "content.payout", fires: says("Payout of your balance: a withdrawal in BTC waits for a claim."),
            quiet: says("The transaction is complete.")),
        SignalExample(
            "content.investment", fires: says("Strong buy: this undervalued penny stock."), quiet: says("She will invest her time.")),
        SignalExample(
            "content.outreach", fires: says("We found errors on your website; we do SEO and backlinks."), quiet: says("I like your website.")),
        SignalExample(
            "content.bulk-trade", fires: says("Ten million email addresses and bulk email software."), quiet: says("Send me your e-mail.")),
        SignalExample(
            "content.dense-vocabulary", fires: says("Viagra for free spins: earn money, order now."),
            quiet: says(words + words + " " + words + " order now " + words + " earn money")),
        SignalExample(
            "content.rich-vocabulary",
            fires: says("Viagra and cialis, no prescription, free spins in our casino, earn money from home, order now, risk free, toll free, no obligation."),
            quiet: says("Viagra and cialis, order now.")),
        SignalExample(
            "content.greets-by-address", fires: says("Hello bob@receiver.example, your mail."), quiet: says("Hello Bob, your mail.")),
        SignalExample("content.impersonal", fires: says("Dear friend, I write to you."), quiet: says("Dear Bob, my friend.")),
        SignalExample(
            "content.impersonal", fires: says("\r\n  Dear customer, \(words)"),
            quiet: says("Dear Bob, \(words) \(words) \(words). Her letter began: Dear customer, thank you.")),
        SignalExample(
            "content.split-words", fires: says("Your pass\u{200B}word and your acc\u{200B}ount."), quiet: says("A line \u{200B} \u{200B} of padding.")),
        SignalExample(
            "content.mixed-script", fires: says("Yоur pаsswоrd is nеeded."), quiet: says("Москва and Moscow are one.")),
        SignalExample("content.styled-letters", fires: says("𝐕𝐞𝐫𝐢𝐟𝐲 𝐲𝐨𝐮𝐫 account"), quiet: says("∑ and ℝ and 𝐕")),
        SignalExample("content.spaced-letters", fires: says("V I A G R A is here"), quiet: says("Plan A and plan B, 1 2 3 4 5 6 7")),
        SignalExample(
            "content.text-shouts", fires: says(words.uppercased() + " " + words.uppercased()), quiet: says(words + " " + words)),
        SignalExample(
            "content.versions-differ",
            fires: versions("quarterly conference regional teams staff kiosk guests feedback shuttle report weather travel", words),
            quiet: versions(words, words)),
        SignalExample("content.plain-version-empty", fires: versions("See the HTML.", words), quiet: versions(words, words)),
    ]
}
