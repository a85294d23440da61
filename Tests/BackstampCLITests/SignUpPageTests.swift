import Foundation
import Testing

/// The sign-up pages of 2007, as an auditor would ask for them.
@Suite struct SignUpPageTests {
    private static let pages = Program.corpus.appending(path: "pages")

    @Test func theFirstFormSendsInClearToAnotherCountry() throws {
        let outcome = try Program.run(
            ["inspect", "html", "--base-url", "http://www.mi5.gov.uk/output/subscribe.html", "mi5-2007-subscribe.html"], in: Self.pages)
        #expect(outcome.code == 0)
        #expect(
            outcome.text.contains(
                "post http://mail.whatcounts.com/bin/listctrl: in clear; to another organization than the page's; WhatCounts, US"))
        #expect(outcome.text.contains("asks for slid_1 (hidden), first (text), last (text), email (text)"))
    }

    @Test func theSecondFormIsEncryptedAndItsHostLooksLikeAnother() throws {
        let outcome = try Program.run(
            ["inspect", "html", "--base-url", "https://mi5.h0st.biz/xdata.html", "mi5-2007-xdata.html"], in: Self.pages)
        #expect(outcome.text.contains("post https://mi5.h0st.biz/xdata.html: encrypted; to the page's own organization"))
        #expect(outcome.text.contains("http://www.mi5.gov.uk/  (in clear)"))
        #expect(outcome.text.contains("mi5.h0st.biz looks like mi5.gov.uk: sub-label"))
    }

    @Test func theReportHoldsTheSame() throws {
        let html = "<form action='http://other.example/x' method=post><input name=user><input type=password name=pw></form>"
        let line = try JSONSerialization.data(withJSONObject: ["html": html, "baseURL": "https://bank.example/"])
        let outcome = try Program.run(["inspect", "html", "-"], input: [UInt8](line) + [0x0A])
        let form = try #require((outcome.object?["forms"] as? [[String: Any]])?.first)
        #expect(form["encrypted"] as? Bool == false && form["thirdParty"] as? Bool == true)
        #expect(form["secretFields"] as? [String] == ["pw (password)"])
    }
}
