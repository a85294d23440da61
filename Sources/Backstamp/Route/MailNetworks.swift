/// Networks of one mailer or mailbox provider, by the number of their autonomous system: they tell from whose network a
/// message came where a relay noted no name for the address, as Exchange does, or where the name is the customer's. Of
/// Google and Microsoft tenants send from the same network: it is said that it is the network, not who sent.
/// Names and numbers as libloc's database of October 2022 has them.

package enum MailNetworks {
    package static func entry(ofSystem number: Int) -> OperatorCatalogue.Entry? {
        operators[number].flatMap { OperatorCatalogue.standard.entry(named: $0) }
    }

    private static let operators: [Int: String] = {
        let systems: [String: [Int]] = [
            "Twilio SendGrid": [11377], "Mailchimp": [14782], "Mailgun": [396479], "Mailjet": [200069], "Brevo": [200484],
            "Constant Contact": [40444], "VerticalResponse": [1404], "AWeber": [11810], "Sailthru": [18877], "Emarsys": [43511],
            "Oracle": [15334, 16474, 21621], "Epsilon": [19137, 21935], "SparkPost (Bird)": [23528], "Dotdigital": [30762, 42262],
            "WhatCounts": [36656], "Salesforce": [14340, 22606], "Mimecast": [30031, 33538, 37235, 39588, 42427],
            "Proofpoint": [13916, 22843, 26211], "Symantec Email Security": [7583, 21345, 26248], "Cloudmark": [12818, 19506],
            "Barracuda Networks": [15324], "Cisco": [16417, 40427], "LinkedIn": [13443, 14413, 20049, 20366, 40793],
            "Meta": [32934], "X": [8945, 13414, 35995], "Yahoo": [10310, 26101, 36646, 36647], "Apple": [714],
            "Google": [15169], "Microsoft": [8075], "Zoho": [2639], "Proton": [41498, 62371, 209103], "VK": [47764], "Seznam.cz": [43037], "Rediff": [38224],
        ]
        var operators: [Int: String] = [:]
        for (name, numbers) in systems { for number in numbers { operators[number] = name } }
        return operators
    }()

    /// Every name used, for the test that the catalogue has it.
    package static var names: Set<String> { Set(operators.values) }
}
