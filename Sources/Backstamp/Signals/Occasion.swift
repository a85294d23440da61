/// What a message shows that signals are about, a bit for each. A signal says what it needs, and is asked only where that
/// is there: most signals are about things that most messages do not have, and to call them all for nothing takes longer
/// than to ask those that may fire.
///
/// A bit that is set decides nothing, the signal does; one that is not set must mean that the signal could not fire.
package struct Occasion: OptionSet, Sendable {
    package var rawValue: UInt128

    package init(rawValue: UInt128) { self.rawValue = rawValue }

    private init(bit: Int) { rawValue = 1 << UInt128(bit) }

    // MARK: The author and others in the header

    static let severalAuthors = Occasion(bit: 0)
    static let sender = Occasion(bit: 1)
    static let replyTo = Occasion(bit: 2)
    /// The author's domain gives mailboxes to anybody.
    static let freeMail = Occasion(bit: 3)
    static let government = Occasion(bit: 4)
    static let lookalikes = Occasion(bit: 5)
    static let anomalies = Occasion(bit: 6)
    static let departures = Occasion(bit: 7)
    static let mailer = Occasion(bit: 8)
    static let listID = Occasion(bit: 9)
    static let listUnsubscribe = Occasion(bit: 10)
    static let precedence = Occasion(bit: 11)
    static let inReplyTo = Occasion(bit: 12)
    static let subscription = Occasion(bit: 13)
    /// A Message-ID as long as Outlook's.
    static let outlookID = Occasion(bit: 14)
    /// A Date that is not quite as mail programs write it.
    static let unusualDate = Occasion(bit: 15)

    // MARK: The way

    static let backwardTime = Occasion(bit: 16)
    static let delay = Occasion(bit: 17)
    static let oddHop = Occasion(bit: 18)
    static let webHop = Occasion(bit: 19)
    static let oldProtocol = Occasion(bit: 20)
    /// A hop's transport has the worst grade; one that has not the best.
    static let worstTransport = Occasion(bit: 21)
    static let lesserTransport = Occasion(bit: 22)

    // MARK: What vouches

    /// The author's domain does not, as far as was verified.
    static let unvouched = Occasion(bit: 23)
    /// The receiver noted results.
    static let recorded = Occasion(bit: 24)
    static let dmarcPass = Occasion(bit: 25)
    static let dmarcFail = Occasion(bit: 26)
    static let spfPass = Occasion(bit: 27)
    static let spfFail = Occasion(bit: 28)
    static let spfSoftfail = Occasion(bit: 29)
    static let spfPermerror = Occasion(bit: 30)
    static let heloFail = Occasion(bit: 31)
    static let dkimPass = Occasion(bit: 32)
    static let dkimFail = Occasion(bit: 33)
    static let dkimPermerror = Occasion(bit: 34)
    static let dkimPolicy = Occasion(bit: 35)
    static let arc = Occasion(bit: 36)

    // MARK: The content

    static let htmlPart = Occasion(bit: 37)
    /// A text in HTML and none in plain letters, attachments aside.
    static let htmlOnly = Occasion(bit: 38)
    static let namedPart = Occasion(bit: 39)
    static let signaturePart = Occasion(bit: 40)
    static let images = Occasion(bit: 41)
    static let loads = Occasion(bit: 42)
    static let beacons = Occasion(bit: 43)
    static let forms = Occasion(bit: 44)
    static let receipts = Occasion(bit: 45)
    static let hiddenText = Occasion(bit: 46)
    static let invisibleSigns = Occasion(bit: 47)
    static let limits = Occasion(bit: 48)
    static let links = Occasion(bit: 49)

    // MARK: The letters of the subject and of the author's name

    static let subjectWithoutSmallLetters = Occasion(bit: 50)
    static let subjectWithAt = Occasion(bit: 51)
    static let subjectWithDigit = Occasion(bit: 52)
    static let subjectWithUnderscore = Occasion(bit: 53)
    /// An exclamation mark, a question mark or a dollar sign.
    static let subjectWithMark = Occasion(bit: 54)
    static let nameWithAt = Occasion(bit: 55)
    /// One that no name has, or a hyphen.
    static let nameWithSign = Occasion(bit: 56)
    static let nameBeyondASCII = Occasion(bit: 57)
    /// In either of them.
    static let hash = Occasion(bit: 58)
    static let beyondASCII = Occasion(bit: 59)
    /// A letter or digit that looks like another one.
    static let doubtfulLetter = Occasion(bit: 60)

    /// Nothing in the subject that ASCII shows.
    static let blankSubject = Occasion(bit: 61)

    // MARK: Links and words

    /// One of the links has a trait of these.
    static func links(_ trait: JudgedLink.Traits) -> Occasion { Occasion(rawValue: UInt128(trait.rawValue) << 64) }

    /// Two phrases or more of a group, as the length of the text asks for.
    static func phrases(_ group: PhraseGroup) -> Occasion { Occasion(bit: 96 + group.rawValue) }

    mutating func insert(_ occasion: Occasion, if condition: Bool) { if condition { insert(occasion) } }
}
