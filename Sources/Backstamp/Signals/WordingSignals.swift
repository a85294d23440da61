import MIME

/// Signals about the words of the message: vocabularies of the kinds of unwanted mail, and letters that are not what
/// they seem. One phrase may be news; each signal wants several different ones.
extension SignalCatalogue {
    static let wording: [Signal] = [
        Signal(
            "content.money", .medium, weight: 1.8, on: .phrases(.money), reference: "SpamAssassin, ADVANCE_FEE and LOTS_OF_MONEY",
            "The text speaks of large sums, inheritances or transfers, as advance-fee fraud does.",
            explanation: "Three different phrases are needed, because one may be news."
        ) { $0.wording.places(.money, atLeast: 3) },

        Signal(
            "content.money-throughout", .medium, weight: 2.0, on: .phrases(.money), reference: "SpamAssassin, ADVANCE_FEE_5",
            "The whole text is in the words of advance-fee fraud.",
            explanation: "Six different phrases: a stranger, a fortune, a bank, and you to help. No honest mail reads so."
        ) { $0.wording.places(.money, atLeast: 6) },

        Signal(
            "content.loans", .medium, weight: 1.6, on: .phrases(.loans), reference: "SpamAssassin, mortgage and debt rules",
            "The text offers loans, mortgages, insurance or relief from debts.",
            explanation: "Banks write so too; three different phrases are needed."
        ) { $0.wording.places(.loans, atLeast: 3) },

        Signal(
            "content.income", .medium, weight: 2.0, on: .phrases(.income), reference: "SpamAssassin, MLM and work-at-home rules",
            "The text promises income without much work.",
            explanation: "Work at home, multi-level marketing, financial freedom: three different phrases are needed."
        ) { $0.wording.places(.income, atLeast: 3) },

        Signal(
            "content.account-threat", .medium, weight: 0.9, on: .phrases(.accountThreat), reference: "APWG, phishing vocabulary",
            "The text presses you to act on an account, a password or a payment.",
            explanation: "Fear and hurry make people click. Two different phrases are needed; honest notices have one."
        ) { $0.wording.places(.accountThreat, atLeast: 2) },

        Signal(
            "content.account-threat-throughout", .medium, weight: 1.0, on: .phrases(.accountThreat), reference: "APWG, phishing vocabulary",
            "The text presses you again and again to act on an account, a password or a payment.",
            explanation: "Four different phrases of that kind."
        ) { $0.wording.places(.accountThreat, atLeast: 4) },

        Signal(
            "content.wallet", .medium, weight: 1.6, on: .phrases(.wallet), reference: "APWG, crypto-asset phishing",
            "The text is about wallets, tokens and what is to be had for connecting one to the other.",
            explanation: "Airdrops and wallets to be verified. Firms of that trade write so to their customers; three different phrases are needed."
        ) { $0.wording.places(.wallet, atLeast: 3) },

        Signal(
            "content.parcel", .low, weight: 0.8, on: .phrases(.parcel), reference: "APWG, parcel delivery fraud",
            "The text speaks of a parcel that waits for something from you.",
            explanation: "Carriers write so too, from their own domain. Two different phrases are needed."
        ) { $0.wording.places(.parcel, atLeast: 2) },

        Signal(
            "content.prize", .medium, weight: 1.5, on: .phrases(.prize), reference: "SpamAssassin, lottery and gift-card rules",
            "The text promises a prize, a gift or a reward.",
            explanation: "Shops do so as well; two different phrases are needed."
        ) { $0.wording.places(.prize, atLeast: 2) },

        Signal(
            "content.advertising", .low, weight: 0.8, on: .phrases(.advertising), reference: "SpamAssassin, advertising vocabulary",
            "The text is written in the words of advertising.",
            explanation: "'Act now', 'no obligation', 'risk free': three different phrases are needed. Newsletters of shops fire it."
        ) { $0.wording.places(.advertising, atLeast: 3) },

        Signal(
            "content.advertising-throughout", .medium, weight: 1.5, on: .phrases(.advertising), reference: "SpamAssassin, advertising vocabulary",
            "The text is one string of advertising phrases.",
            explanation: "Six different ones."
        ) { $0.wording.places(.advertising, atLeast: 6) },

        Signal(
            "content.removal", .medium, weight: 2.4, on: .phrases(.removal), reference: "SpamAssassin, REMOVE_SUBJ, EXCUSE and BILL_1618 rules",
            "The text says how to be removed from a list, or that it is no spam.",
            explanation: "Lists have an unsubscribe link; excuses and 'reply with remove' are the habit of unasked mail. Two phrases."
        ) { $0.wording.places(.removal, atLeast: 2) },

        Signal(
            "content.medicine", .medium, weight: 2.0, on: .phrases(.medicine), reference: "SpamAssassin, drug rules",
            "The text offers medicines, slimming or miracle cures.",
            explanation: "The oldest goods of unwanted mail. Newsletters of pharmacies fire it too; three phrases are needed."
        ) { $0.wording.places(.medicine, atLeast: 3) },

        Signal(
            "content.adult", .medium, weight: 1.8, on: .phrases(.adult), reference: "SpamAssassin, porn rules",
            "The text offers pornography or contacts.",
            explanation: "Three different phrases are needed."
        ) { $0.wording.places(.adult, atLeast: 3) },

        Signal(
            "content.gambling", .medium, weight: 2.2, on: .phrases(.gambling), reference: "SpamAssassin and rspamd, gambling rules",
            "The text invites to a casino or to bets.",
            explanation: "Three different phrases are needed. It is as honest as the law of your country makes it."
        ) { $0.wording.places(.gambling, atLeast: 3) },

        Signal(
            "content.extortion", .high, weight: 2.5, on: .phrases(.extortion), reference: "SpamAssassin, BITCOIN and extortion rules",
            "The text speaks of crypto-currency together with recordings, hacking or threats.",
            explanation: "A mass fraud: the threat is nearly always empty. Two different phrases of threat beside one of money are needed."
        ) { evidence in
            let threats = evidence.wording.places(.extortion, atLeast: 2)
            let coins = evidence.wording.places(.coins, atLeast: 1)
            return threats.isEmpty || coins.isEmpty ? [] : threats + coins
        },

        Signal(
            "content.payout", .low, weight: 1.0, on: .phrases(.payout), reference: "APWG, refund and payout fraud",
            "The text speaks of money that waits to be paid out to you.",
            explanation: "Payout, balance, transfer, claim: four different phrases are needed. Banks and shops write some of them."
        ) { $0.wording.places(.payout, atLeast: 4) },

        Signal(
            "content.investment", .low, weight: 1.2, on: .phrases(.investment), reference: "SpamAssassin, stock rules",
            "The text recommends shares, crypto-currencies or funding by investors.",
            explanation: "Three different phrases are needed. Newsletters about money fire it."
        ) { $0.wording.places(.investment, atLeast: 3) },

        Signal(
            "content.outreach", .low, weight: 1.0, on: .phrases(.outreach), reference: "rspamd, cold outreach",
            "The text offers services or goods to a firm that did not ask: search ranking, web sites, lists, products.",
            explanation: "Three different phrases are needed."
        ) { $0.wording.places(.outreach, atLeast: 3) },

        Signal(
            "content.bulk-trade", .medium, weight: 1.8, on: .phrases(.bulkTrade), reference: "SpamAssassin, BULK_EMAIL",
            "The text sells addresses or programs for mass mail.",
            explanation: "Two different phrases are needed. Talk about spam fires it as well."
        ) { $0.wording.places(.bulkTrade, atLeast: 2) },

        Signal(
            "content.dense-vocabulary", .low, weight: 2.0, reference: "SpamAssassin, body phrase rules",
            "The text is dense with phrases of unwanted mail, of several kinds.",
            explanation: "Four different phrases or more, and one for each forty words."
        ) { $0.wording.places(ofAnyAtLeast: 4, perThousandWords: 25) },

        Signal(
            "content.rich-vocabulary", .low, weight: 1.2, reference: "SpamAssassin, body phrase rules",
            "The text holds many phrases of unwanted mail, of several kinds.",
            explanation: "Nine different phrases or more, and one for each seventy words."
        ) { $0.wording.places(ofAnyAtLeast: 9, perThousandWords: 14) },

        Signal(
            "content.impersonal", .low, weight: 0.9, reference: "SpamAssassin, DEAR_FRIEND and DEAR_SOMETHING",
            "The text greets you without knowing your name.",
            explanation:
                "'Dear friend', 'Dear customer'. Who has an account of yours knows what you are called. Within the first 300 "
                + "letters."
        ) { $0.wording.greetingPlaces },

        Signal(
            "content.greets-by-address", .low, weight: 1.0, reference: "APWG, phishing kits",
            "The text begins with the recipient's address in place of a name.",
            explanation: "Of somebody who writes to a list of addresses nothing more is known. Within the first 300 letters."
        ) { evidence in
            guard !evidence.isDiscussionList, !evidence.header.holds("in-reply-to") else { return [] }
            let text = evidence.content.visibleOctets.span.extracting(first: 300)
            guard text.first(0x40, from: 0) != nil else { return [] }
            var found: [[UInt8]] = []
            for address in evidence.recipientAddresses where text.holds(lowercased: address.span) { found.append(address) }
            return found.prefix(1).map {
                Place(.body, text: String(decoding: $0, as: UTF8.self))
            }
        },

        Signal(
            "content.split-words", .high, weight: 2.5, reference: "UTS #39; SpamAssassin, obfuscation rules",
            "Words are cut by invisible characters, so that a filter does not see what you see.",
            explanation: "Characters without width between the letters of at least two words. They have no honest use there in Latin script."
        ) { evidence in
            let count = evidence.wording.splitWords
            return count >= 2 ? [Place(.body, text: "\(count) words have something invisible between their letters")] : []
        },

        Signal(
            "content.mixed-script", .high, weight: 2.0, reference: "UTS #39 §5.1 (mixed-script detection)",
            "Words mix Latin letters with Cyrillic ones that look the same.",
            explanation: "At least three such words. It keeps filters from reading, and serves nobody else."
        ) { evidence in
            let count = evidence.wording.mixedWords
            return count >= 3 ? [Place(.body, text: "\(count) words mix Latin and Cyrillic letters")] : []
        },

        Signal(
            "content.styled-letters", .medium, weight: 1.5, reference: "UTS #39; Unicode §22.2 (mathematical alphanumerics)",
            "The text is set in mathematical or wide letters, which look like ordinary ones and are not.",
            explanation: "It serves to look bold where no bold can be, and to hide words from filters. Chinese and Japanese use the wide ones."
        ) { evidence in
            let count = evidence.wording.styledLetters
            return count >= 8 ? [Place(.body, text: "\(count) letters of such kinds")] : []
        },

        Signal(
            "content.spaced-letters", .low, weight: 1.0, reference: "SpamAssassin, GAPPY_SUBJECT and its kin",
            "Words are written with gaps between their letters.",
            explanation: "Six or more letters that stand alone, one after the other: capitals for show, or words hidden from filters."
        ) { evidence in
            let count = evidence.wording.spacedRuns
            return count > 0 ? [Place(.body, text: "\(count) runs of single letters")] : []
        },

        Signal(
            "content.text-shouts", .low, weight: 1.0, reference: "SpamAssassin, UPPERCASE_50_75",
            "Much of the text is written in capitals.",
            explanation: "More than two fifths of its letters. Fraud of the advance-fee kind likes it; forms and old systems do it too."
        ) { evidence in
            guard let share = evidence.wording.capitalShare, share > 0.4 else { return [] }
            return [Place(.body, text: "\(Int(share * 100)) % of the letters are capitals")]
        },

        Signal(
            "content.versions-differ", .medium, weight: 0.8, reference: "RFC 2046 §5.1.4; SpamAssassin, MPART_ALT_DIFF",
            "The plain text and the HTML of the message say different things.",
            explanation: "Both must say the same. A filter that reads one is shown something harmless, you are shown the other."
        ) { evidence in
            guard let versions = evidence.wording.versions, let shared = versions.sharedOfHTML, shared < 0.3,
                versions.plainWords + versions.plainAddressWords >= 10
            else { return [] }
            return [Place(.body, text: "\(Int(shared * 100)) % of the words of the HTML stand in the plain text as well")]
        },

        Signal(
            "content.plain-version-empty", .low, weight: 0.5, reference: "RFC 2046 §5.1.4; SpamAssassin, MPART_ALT_DIFF",
            "The plain-text version says next to nothing, while the HTML says much.",
            explanation: "Some newsletters do so too: their makers do not fill it in."
        ) { evidence in
            guard let versions = evidence.wording.versions, let shared = versions.sharedOfHTML, shared < 0.3
            else { return [] }
            let words = versions.plainWords + versions.plainAddressWords
            return words < 10 ? [Place(.body, text: "\(words) words of plain text")] : []
        },
    ]
}
