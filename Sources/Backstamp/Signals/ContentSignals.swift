import MIME

/// Signals about what the message shows, hides and does when it is opened.
extension SignalCatalogue {
    static let content: [Signal] = [
        Signal(
            "content.beacon", .medium, weight: 0.1, on: .beacons, reference: "The Register, January 2007 (spacer images)",
            "Opening the message with pictures on tells a server that you opened it, when, and from which address.",
            explanation: "A picture that nobody is meant to see is loaded to be counted. Most newsletters hold one."
        ) { $0.content.beacons.map(\.place) },

        Signal(
            "content.third-party-beacon", .medium, weight: 0.2, on: .beacons, reference: "The Register, January 2007 (spacer images)",
            "It is somebody else than the author who learns that you opened the message.",
            explanation: "The counting picture stands on a host outside the author's organization."
        ) { evidence in evidence.content.beacons.filter { evidence.isThirdParty($0.host) }.map(\.place) },

        Signal(
            "content.third-party-images", .low, weight: 0.2, on: .loads, reference: "RFC 2557 §9 (remote content)",
            "Pictures and styles are loaded from hosts outside the author's organization.",
            explanation: "Each of them sees your address and program. Normal for newsletters sent by a company."
        ) { evidence in
            var places: [Place] = []
            // Those of one host often stand one after the other.
            var last: (host: String?, isThirdParty: Bool)?
            let loads = evidence.content.remoteLoads.span
            for index in loads.indices where places.count < 10 {
                if last == nil || last?.host != loads[index].host { last = (loads[index].host, evidence.isThirdParty(loads[index].host)) }
                if last?.isThirdParty == true { places.append(loads[index].place) }
            }
            return places
        },

        Signal(
            "content.read-receipt", .low, weight: 0.3, on: .receipts, reference: "RFC 8098 §2.1",
            "The message asks your program to tell the sender that you read it.",
            explanation: "Disposition-Notification-To and its forerunners. Programs ask you first, or should."
        ) { $0.content.receipts.map(\.place) },

        Signal(
            "content.form", .medium, weight: 0.2, on: .forms, reference: "M3AAWG, phishing; HTML §4.10",
            "The message itself holds a form to fill in.",
            explanation:
                "Honest senders link to their site; newsletters of old held a search box. What is typed into a form in a mail "
                + "goes where the mail wants it."
        ) { $0.content.forms.map(\.place) },

        Signal(
            "content.form-asks-secret", .high, weight: 2.5, on: .forms, reference: "APWG, phishing; HTML §4.10.5.1.6 (password)",
            "A form in the message asks for a password, a card or an account number.",
            explanation: "Nobody honest asks for a secret in a mail. The names and kinds of the form's fields tell."
        ) { evidence in
            evidence.content.forms.filter { !$0.secretFields.isEmpty }.map(\.place)
        },

        Signal(
            "content.script", .high, weight: 1.5, on: .loads, reference: "HTML §4.12",
            "The message tries to run a program in your mail client.",
            explanation: "Mail programs ignore scripts; a message that holds one was made by somebody who hopes otherwise."
        ) { $0.loads("script") },

        Signal(
            "content.hidden-text", .medium, weight: 0.5, on: .hiddenText, reference: "SpamAssassin, HTML_FONT_LOW_CONTRAST and its kin",
            "The message hides much text from you that a filter sees.",
            explanation: "Invisible words mislead filters. Newsletters hide a line of preview text, which is why little is ignored."
        ) { evidence in
            let content = evidence.content
            guard content.hiddenTextLength > 1200, content.hiddenTextLength * 3 > content.htmlTextLength else { return [] }
            return [Place(.html, text: "\(content.hiddenTextLength) of \(content.htmlTextLength) octets of text are hidden")]
        },

        Signal(
            "content.image-only", .medium, weight: 2.8, on: .images, reference: "SpamAssassin, HTML_IMAGE_ONLY",
            "The message says almost everything in pictures and nearly nothing in words.",
            explanation: "Text in pictures escapes filters, and is nothing for those who cannot see."
        ) { evidence in
            let content = evidence.content
            guard content.imageCount > 0, content.htmlTextLength > 0 || !content.remoteLoads.isEmpty else { return [] }
            let words = evidence.wording.wordCount
            return words < 20 ? [Place(.html, text: "\(content.imageCount) pictures, \(words) words")] : []
        },

        Signal(
            "content.html-only", .low, weight: 0.6, on: .htmlOnly, reference: "RFC 2046 §5.1.4",
            "There is no plain-text version beside the HTML.",
            explanation: "Mail programs write both. Home-made senders save the trouble, and so do many shops."
        ) { evidence in
            let leaves = evidence.message.parsed.parts.filter { !$0.isMultipart && $0.disposition != "attachment" }
            guard let html = leaves.first(where: { $0.contentType == "text/html" }),
                !leaves.contains(where: { $0.contentType == "text/plain" })
            else { return [] }
            return [Place(.html, name: "text/html", index: html.index, text: "text/html, without text/plain")]
        },

        Signal(
            "content.dangerous-attachment", .critical, weight: 3.5, on: .namedPart, reference: "M3AAWG; Gmail, blocked file types",
            "A file is attached that can run a program on your computer.",
            explanation: "Programs, scripts, shortcuts and their kin are not sent by mail by anybody who wishes you well."
        ) { evidence in
            evidence.message.parsed.parts.filter { FileKind.isExecutable($0.filename) }.map {
                Place(.body, name: $0.contentType, index: $0.index, text: $0.filename ?? "")
            }
        },

        Signal(
            "content.html-attachment", .high, weight: 2.0, on: .namedPart, reference: "M3AAWG, HTML attachments (phishing)",
            "A web page is attached, to be opened outside the mail program, where its scripts run.",
            explanation: "A page on your own disk can show a false log-in form that no filter of web addresses sees."
        ) { evidence in
            evidence.message.parsed.parts.filter {
                FileKind.isWebPage($0.filename) && ($0.disposition == "attachment" || $0.contentType != "text/html")
            }.map { Place(.body, name: $0.contentType, index: $0.index, text: $0.filename ?? "") }
        },

        Signal(
            "content.unreadable-html", .info, weight: 0.2, on: .limits, reference: "design limits of this program",
            "The message is too large or too deep to be read completely.",
            explanation: "A limit was hit; the report says which. What lies beyond it was not examined."
        ) { evidence in evidence.content.limits.map { Place(.html, text: $0) } },
    ]
}

/// Names of form fields that ask for what must not be told.
enum Secrets {
    static let names = ["password", "passwd", "pwd", "passcode", "cardnum", "card number", "ccnum", "cvv", "cvc", "ssn", "iban", "routing"].map {
        Array($0.utf8)
    }
}

extension Content.Form {
    /// Those that ask for a secret.
    package var secretFields: [String] { fields.filter(Self.isSecret) }

    static func isSecret(_ field: String) -> Bool {
        let octets = Array(field.utf8)
        return Secrets.names.contains { octets.holds(lowercased: $0) }
    }
}

/// What a file name says of the file.
enum FileKind {
    private static let executable: Set<String> = [
        "exe", "scr", "pif", "com", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "cpl", "msi", "jar",
        "ps1", "reg", "iso", "img", "vhd", "chm", "ace", "apk", "msc", "one", "url",
    ]
    private static let webPage: Set<String> = ["htm", "html", "shtml", "xhtml", "svg", "mht", "mhtml"]

    static func isExecutable(_ name: String?) -> Bool { suffix(name).map(executable.contains) ?? false }
    static func isWebPage(_ name: String?) -> Bool { suffix(name).map(webPage.contains) ?? false }

    private static func suffix(_ name: String?) -> String? {
        guard let name, let dot = name.lastIndex(of: ".") else { return nil }
        return name[name.index(after: dot)...].lowercased().filter { !$0.isWhitespace }
    }
}
