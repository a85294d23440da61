/// What the HTML standard says of elements by their names, as far as tokenizing, nesting and line breaks need it.
@usableFromInline package struct ElementTraits: OptionSet, Sendable, Hashable {
    @usableFromInline package let rawValue: UInt32
    @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Has no content and no end tag (§13.1.2).
    @inlinable package static var void: ElementTraits { ElementTraits(rawValue: 1 << 0) }
    /// Rendered as a block of its own (§15.3): its text starts and ends a line.
    @inlinable package static var block: ElementTraits { ElementTraits(rawValue: 1 << 1) }
    /// Content without tags, references resolved (§13.2.6.2).
    static let rcdata = ElementTraits(rawValue: 1 << 2)
    /// Content without tags and references.
    static let rawtext = ElementTraits(rawValue: 1 << 3)
    static let script = ElementTraits(rawValue: 1 << 4)
    static let plaintext = ElementTraits(rawValue: 1 << 5)
    /// `svg` and `math`: what follows is in another namespace.
    static let foreignRoot = ElementTraits(rawValue: 1 << 6)
    /// Inside SVG or MathML, HTML again (§13.2.6, integration points).
    static let integrationPoint = ElementTraits(rawValue: 1 << 7)
    /// A start tag that ends foreign content (§13.2.6.5).
    static let breaksOut = ElementTraits(rawValue: 1 << 8)
    /// A start tag that closes an open `p` (§13.2.6.4.7).
    static let closesParagraph = ElementTraits(rawValue: 1 << 9)
    /// What an end tag or an implied end tag does not reach through (§13.2.4.2, "in scope").
    static let scope = ElementTraits(rawValue: 1 << 10)
    /// A start tag that may close an open element of its kind: `li`, `td`, `option` (§13.1.2.4, optional tags).
    static let impliesEnd = ElementTraits(rawValue: 1 << 11)
    /// Its content is never shown as text (§15.3.1, and the fallback of what browsers can show).
    @inlinable package static var neverShown: ElementTraits { ElementTraits(rawValue: 1 << 12) }
    /// Formatting elements: their end tag may come before that of a block inside them.
    static let formatting = ElementTraits(rawValue: 1 << 13)
    /// A table cell or caption.
    static let cell = ElementTraits(rawValue: 1 << 14)
    static let heading = ElementTraits(rawValue: 1 << 15)
    /// Kinds of elements whose end tags are implied by one another, and what they are not looked for beyond.
    static let paragraph = ElementTraits(rawValue: 1 << 16)
    static let paragraphScope = ElementTraits(rawValue: 1 << 17)
    static let item = ElementTraits(rawValue: 1 << 18)
    static let description = ElementTraits(rawValue: 1 << 19)
    static let itemScope = ElementTraits(rawValue: 1 << 20)
    static let option = ElementTraits(rawValue: 1 << 21)
    static let optionGroup = ElementTraits(rawValue: 1 << 22)
    static let dataCell = ElementTraits(rawValue: 1 << 23)
    static let row = ElementTraits(rawValue: 1 << 24)
    static let rowGroup = ElementTraits(rawValue: 1 << 25)
    static let table = ElementTraits(rawValue: 1 << 26)
    static let anchor = ElementTraits(rawValue: 1 << 27)
    /// `html`, `head` and `body`: their tags may be missing, repeated or misplaced.
    static let frame = ElementTraits(rawValue: 1 << 28)
    /// A cell, a picture, a control: what stands on one side of it is kept apart from what stands in it or on the other.
    @inlinable package static var apart: ElementTraits { ElementTraits(rawValue: 1 << 29) }

    /// Start tags before which formatting elements are not reopened (§13.2.6.4.7).
    static let notPhrasing: ElementTraits = [
        .block, .closesParagraph, .cell, .row, .rowGroup, .table, .frame, .neverShown,
    ]

    /// Start tags that may close other elements.
    static var closingOthers: ElementTraits { [.closesParagraph, .impliesEnd] }
    /// Elements that are counted while they are open.
    static var counted: ElementTraits { [.paragraph, .anchor, .cell] }
    /// Start tags that say how the tokenizer reads what follows.
    static var changingState: ElementTraits { [.rcdata, .rawtext, .script, .plaintext, .foreignRoot] }

    static let byName: [ElementTraits] = {
        var table: [String: ElementTraits] = [:]
        for (traits, names) in rows {
            for name in names.split(whereSeparator: \.isWhitespace) { table[String(name), default: []].formUnion(traits) }
        }
        return ElementName.texts.map { table[$0] ?? [] }
    }()

    private static let rows: [(ElementTraits, String)] = [
        (.void, "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"),
        (
            .block,
            """
            address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure \
            footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup \
            option p plaintext pre search section summary table tbody tfoot thead tr ul xmp caption
            """
        ),
        (.rcdata, "title textarea"),
        (.rawtext, "style xmp iframe noembed noframes"),
        (.script, "script"),
        (.plaintext, "plaintext"),
        (.foreignRoot, "svg math"),
        (.integrationPoint, "foreignobject desc title annotation-xml mi mo mn ms mtext"),
        (
            .breaksOut,
            """
            b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu \
            meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
            """
        ),
        (
            .closesParagraph,
            """
            address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer \
            form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary \
            table ul xmp
            """
        ),
        (
            .scope,
            "applet caption html table td th marquee object template body svg math foreignobject"
        ),
        (.impliesEnd, "li dd dt option optgroup tr td th thead tbody tfoot caption h1 h2 h3 h4 h5 h6 a"),
        (.cell, "td th caption"),
        (.apart, "td th caption img image input button select textarea object embed iframe audio video canvas svg"),
        (.heading, "h1 h2 h3 h4 h5 h6"),
        (.paragraph, "p"),
        (.paragraphScope, "applet button caption html table td th marquee object template body svg math foreignobject"),
        (.item, "li"),
        (.description, "dd dt"),
        (
            .itemScope,
            """
            applet article aside blockquote body caption center dd details dialog dir dl dt fieldset figcaption figure \
            footer foreignobject form frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main marquee math \
            menu nav object ol plaintext pre search section summary svg table tbody td template tfoot th thead tr ul xmp
            """
        ),
        (.option, "option"),
        (.optionGroup, "optgroup"),
        (.dataCell, "td th"),
        (.row, "tr"),
        (.rowGroup, "tbody thead tfoot"),
        (.table, "table"),
        (.anchor, "a"),
        (.frame, "html head body"),
        (
            .neverShown,
            "title style script template noembed noframes iframe audio video canvas datalist"
        ),
        (.formatting, "a b big code em font i nobr s small strike strong tt u"),
    ]
}
