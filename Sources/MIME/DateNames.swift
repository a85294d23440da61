/// Names of months and zones as mail writes them.

enum MonthNames {
    /// 1 for January; nil for any other word. English in full or shortened to three letters, then the short names of
    /// other languages, which mailers write that ask their locale.
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

enum ZoneNames {
    /// Minutes east of UTC; nil for a word that names no zone.
    static func offset(_ word: String) -> Int? { hours[word].map { Int($0 * 60) } }

    /// RFC 5322 §4.3 for the first row; its military letters other than Z say nothing certain and stay out. Then names
    /// that are in use without a second meaning in mail.
    private static let hours: [String: Double] = [
        "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
        "pdt": -7,
        "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3,
        "msk": 3, "msd": 4, "ist": 5.5, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "aest": 10,
        "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "brt": -3, "brst": -2,
        "akst": -9, "akdt": -8, "hst": -10, "sast": 2,
    ]
}
