/// Names of months and zones as mail writes them.

enum MonthNames {
    /// 1 for January; nil for any other word. English in full or shortened to three letters, then the short names of
    /// other languages, which mailers write that ask their locale.
    /// In full, in lower case. - Parameter month: 1 to 12.
    static func name(_ month: Int) -> String { english[month - 1] }

    static func number(_ word: String) -> Int? {
        if let month = names[word] { return month }
        let bytes = Array(word.utf8)
        guard bytes.count > 3, let month = names[String(decoding: bytes[..<3], as: UTF8.self)] else { return nil }
        return english[month - 1].hasPrefix(word) ? month : nil
    }

    private static let english = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static let names: [String: Int] = {
        let table = """
            jan feb mar apr may jun jul aug sep oct nov dec
            januar februar märz april mai juni juli august september oktober november dezember
            jän feber mrz - mai - - - sept okt - dez
            janvier février mars avril mai juin juillet août septembre octobre novembre décembre
            janv févr mars avr - - juil août sept - - déc
            - - mär - - - - - - - - -
            janv fevr - - - - - aout - - - dec
            enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
            ene - - abr - - - ago set - - dic
            gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
            gen - - - mag giu lug - - ott - dic
            janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
            - fev - - mai - - - - out - dez
            januari februari maart - mei juni juli augustus - oktober - -
            - - mrt - mei - - - - okt - -
            """
        var names: [String: Int] = [:]
        for line in table.split(separator: "\n") {
            for (index, name) in line.split(separator: " ").enumerated() where name != "-" {
                names[String(name)] = index + 1
            }
        }
        return names
    }()
}

/// Months as East Asian mailers write them, in the charsets that stand raw in header fields: `八月`, `8月`, `8월`.
enum EastAsianMonths {
    /// The month at the start of the octets, with the length of its name; a month of 0 says that the number before it
    /// is one.
    static func read(_ octets: ArraySlice<UInt8>) -> (month: Int, length: Int)? {
        guard let first = octets.first, first >= 0x80 else { return nil }
        for name in names where name.octets.first == first && octets.starts(with: name.octets) {
            return (name.month, name.octets.count)
        }
        return nil
    }

    /// Numerals of each charset in their order, then the word for month.
    private static let charsets: [(numerals: [[UInt8]], month: [UInt8])] = [
        // Big5
        (
            [
                [0xA4, 0x40], [0xA4, 0x47], [0xA4, 0x54], [0xA5, 0x7C], [0xA4, 0xAD], [0xA4, 0xBB], [0xA4, 0x43],
                [0xA4, 0x4B], [0xA4, 0x45], [0xA4, 0x51],
            ], [0xA4, 0xEB]
        ),
        // GBK
        (
            [
                [0xD2, 0xBB], [0xB6, 0xFE], [0xC8, 0xFD], [0xCB, 0xC4], [0xCE, 0xE5], [0xC1, 0xF9], [0xC6, 0xDF],
                [0xB0, 0xCB], [0xBE, 0xC5], [0xCA, 0xAE],
            ], [0xD4, 0xC2]
        ),
        (["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map { Array($0.utf8) }, Array("月".utf8)),
        // EUC-JP, Shift_JIS, EUC-KR and UTF-8 of Korea: behind digits only
        ([], [0xB7, 0xEE]), ([], [0x8C, 0x8E]), ([], [0xBF, 0xF9]), ([], Array("월".utf8)),
    ]

    private static let names: [(octets: [UInt8], month: Int)] = charsets.flatMap { charset in
        var numerals = charset.numerals
        if let ten = numerals.last { numerals += [ten + numerals[0], ten + numerals[1]] }
        var names: [(octets: [UInt8], month: Int)] = []
        for (index, numeral) in numerals.enumerated() { names.append((numeral + charset.month, index + 1)) }
        names.append((charset.month, 0))
        return names
    }
}

enum ZoneNames {
    /// Minutes east of UTC; nil for a word that names no zone.
    static func offset(_ word: String) -> Int? { hours[word].map { Int($0 * 60) } }

    /// RFC 5322 §4.3 for the first row; its military letters other than Z say nothing certain and stay out. Then names
    /// that are in use without a second meaning in mail.
    private static let hours: [String: Double] = [
        "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8,
        "pdt": -7,
        "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2,
        "eest": 3,
        "msk": 3, "msd": 4, "ist": 5.5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "aest": 10,
        "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "brt": -3, "brst": -2,
        "akst": -9, "akdt": -8, "hst": -10, "sast": 2,
    ]
}
