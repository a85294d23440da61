/// Countries as an English adjective, as in "a US company", and their names at their shortest.

extension Country {
    /// `UK`, `US`, `German`; nil for a country whose adjective is not listed here.
    package static func adjective(ofCode code: String) -> String? { adjectives[code] }

    /// `the UK`, `the US`, `Germany`.
    package static func shortName(ofCode code: String) -> String? { shortNames[code] ?? name(ofCode: code) }

    private static let shortNames = ["AE": "the UAE", "GB": "the UK", "US": "the US"]

    private static let adjectives: [String: String] = {
        var adjectives: [String: String] = [:]
        for line in adjectiveTable.split(separator: "\n") { adjectives[String(line.prefix(2))] = String(line.dropFirst(3)) }
        return adjectives
    }()

    private static let adjectiveTable = #"""
        AR Argentine
        AT Austrian
        AU Australian
        BD Bangladeshi
        BE Belgian
        BG Bulgarian
        BR Brazilian
        BY Belarusian
        CA Canadian
        CH Swiss
        CL Chilean
        CN Chinese
        CO Colombian
        CY Cypriot
        CZ Czech
        DE German
        DK Danish
        EE Estonian
        EG Egyptian
        ES Spanish
        FI Finnish
        FR French
        GB UK
        GR Greek
        HR Croatian
        HU Hungarian
        ID Indonesian
        IE Irish
        IL Israeli
        IN Indian
        IR Iranian
        IS Icelandic
        IT Italian
        JP Japanese
        KE Kenyan
        KR South Korean
        LT Lithuanian
        LU Luxembourg
        LV Latvian
        MA Moroccan
        MD Moldovan
        MT Maltese
        MX Mexican
        MY Malaysian
        NG Nigerian
        NL Dutch
        NO Norwegian
        NZ New Zealand
        PE Peruvian
        PH Philippine
        PK Pakistani
        PL Polish
        PT Portuguese
        RO Romanian
        RS Serbian
        RU Russian
        SA Saudi
        SE Swedish
        SG Singapore
        SI Slovenian
        SK Slovak
        TH Thai
        TN Tunisian
        TR Turkish
        TW Taiwanese
        UA Ukrainian
        US US
        UY Uruguayan
        VN Vietnamese
        ZA South African
        """#
}
