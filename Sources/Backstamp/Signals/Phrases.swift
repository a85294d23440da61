/// Groups of phrases that a kind of unwanted mail likes. A group is looked for word by word in the text that a reader
/// sees and in the subject: case, punctuation and line ends do not matter.
struct Phrases: Sendable {
    /// First word to the phrases that start with it, each as its words.
    private let byFirstWord: [[UInt8]: [[[UInt8]]]]
    /// How many octets of text are looked at.
    private static let textLimit = 65_536

    private init(_ list: String) {
        var table: [[UInt8]: [[[UInt8]]]] = [:]
        for phrase in list.split(whereSeparator: { $0 == "," || $0.isNewline }) {
            let words = Self.words(phrase)
            if let first = words.first { table[first, default: []].append(words) }
        }
        byFirstWord = table
    }

    /// The different phrases that occur, if there are enough of them.
    func places(in evidence: Evidence, atLeast minimum: Int) -> [Place] {
        var found: [[[UInt8]]] = []
        let words = evidence.words
        for index in words.indices {
            for phrase in byFirstWord[words[index]] ?? [] where !found.contains(phrase) {
                if words[index...].starts(with: phrase) { found.append(phrase) }
            }
        }
        guard found.count >= minimum else { return [] }
        return found.map { phrase in
            Place(.body, text: phrase.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
        }
    }

    /// Words of ASCII letters, digits and anything beyond ASCII, in lower case; a currency sign is a word.
    static func words(_ text: some StringProtocol) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text.utf8.prefix(textLimit) {
            switch byte {
            case 0x41...0x5A: word.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x80...: word.append(byte)
            case 0x27: continue  // don't = dont
            default:
                if !word.isEmpty {
                    words.append(word)
                    word = []
                }
                if byte == 0x24 { words.append([byte]) }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    static let money = Phrases(
        """
        million dollars, million united states dollars, million us dollars, next of kin, inheritance, beneficiary, late husband
        barrister, fund transfer, transfer of funds, transfer the fund, foreign partner, business proposal, confidential business
        utmost confidentiality, security company, lottery, winning number, you have won, your winning, claim your prize
        unclaimed, bank draft, atm card, western union, moneygram, central bank, deceased, diplomatic courier, compensation fund
        donate, donation to you, make money, earn money, extra income, financial freedom, work from home, work at home, loan offer
        lowest rates, mortgage, refinance, consolidate, debt free, get out of debt, no credit check, bad credit, credit repair
        investment opportunity, guaranteed income, guaranteed return, cash bonus, free money, home based business
        be your own boss, multi level marketing, thousands of dollars, passive income, double your
        """)

    static let accountThreat = Phrases(
        """
        verify your account, verify your identity, verify your information, confirm your account, confirm your identity
        confirm your information, update your account, update your information, update your payment, update your billing
        account has been suspended, account is suspended, account suspended, account has been limited, account will be closed
        account will be suspended, account will be deactivated, account will be terminated, account will be blocked
        account has been locked, account locked, account has been temporarily, temporarily suspended, temporarily locked
        unusual activity, unusual sign in, suspicious activity, unauthorized access, unauthorised access, security alert
        your mailbox, mailbox is full, mailbox storage, storage limit, quota exceeded, password will expire, password expires
        password expiration, keep same password, keep current password, click here to verify, click below to verify
        within 24 hours, within 48 hours, failure to comply, failure to do so, immediate action, action required
        reactivate, restore your account, unlock your account, secure your account, billing problem, payment declined
        payment failed, your package, undelivered, pending messages, held messages, release your messages, validate your
        dear customer, dear user, dear account holder, dear valued customer, dear member, seed phrase, recovery phrase, your wallet
        """)

    static let advertising = Phrases(
        """
        act now, order now, buy now, apply now, call now, limited time, limited offer, special promotion, no obligation, risk free
        100 free, absolutely free, completely free, free trial, free gift, free quote, free access, free consultation, free preview
        money back guarantee, satisfaction guaranteed, 100 satisfaction, click here, click below, click to remove, to be removed
        remove me, to unsubscribe, removed from our, opt out, opted in, one time mailing, this is not spam, not spam
        bulk email, email marketing, mass email, million email addresses, targeted email, toll free, as seen on
        exclusive offer, congratulations, you have been selected, youve been selected, you have been chosen, claim your
        prize, winner, casino, online gaming, lowest price, best price, save up to, cheapest, discount, bargain, unlimited
        amazing, incredible, once in a lifetime, dont miss, dont delete, read this, section 301, s 1618, this message is sent in compliance
        reverses aging, search engine optimization, first page of google, lead generation, logo design, web traffic
        """)

    static let medicine = Phrases(
        """
        viagra, cialis, levitra, phentermine, valium, xanax, ambien, hgh, human growth hormone, lose weight, weight loss, burn fat
        fat burning, diet pill, diet pills, no prescription, online pharmacy, prescription drugs, erectile, penis, enlarge
        enlargement, libido, sex life, sexual, hot girls, live girls, webcam girls, adult site, adults only, xxx, porn, nude
        herbal, cure, miracle, anti aging, wrinkles, hair loss, baldness, cholesterol, keto, cbd, testosterone, blood sugar
        diabetes, tinnitus, neuropathy, doctors hate
        """)

    static let extortion = Phrases(
        """
        bitcoin, btc, bitcoin wallet, bitcoin address, wallet address, usdt, monero, litecoin, recorded you, your webcam, your camera
        adult websites, adult videos, masturbat, your contacts, all your contacts, your password is, i hacked, i have hacked, hacked your
        installed malware, a trojan, trojan virus, remote access, pay me, 48 hours to pay, delete the video, delete all
        """)
}
