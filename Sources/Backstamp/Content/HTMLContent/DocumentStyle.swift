/// What the styles of a document say about an element: its size, whether anything hides it, and what they load.
///
/// Author styles only, cascaded as `CSSCascade` does; rules under a condition (`@media`) do not apply, because a mail
/// is read on any device.
import HTML

struct DocumentStyle: Sendable {
    struct Load: Sendable {
        var url: ArraySlice<UInt8>
        /// `css-import`, `css-font`, else `css-` and the property.
        var kind: String
    }

    private var cascade = CSSCascade()
    /// The rules that match the element at hand.
    private var rules: [Int] = []
    /// Styles by the hash of what makes them: a mail repeats few of them tens of times. A place holds the last of its hash.
    private var known: [Known?] = []
    private static let knownCount = 128

    private struct Known: Sendable {
        let rules: [Int]
        /// The `style` attribute; empty where there is none.
        let written: ArraySlice<UInt8>
        let style: ElementStyle
    }

    var isTruncated: Bool { cascade.isTruncated }
    /// There are no rules.
    var isEmpty: Bool { cascade.isEmpty }

    static let maximumLength = 1 << 20

    /// Adds the text of a `style` element.
    /// - Returns: what it loads.
    mutating func add(_ text: [UInt8]) -> [Load] {
        cascade.add(CSSStylesheet(text[...]))
        return Self.loads(text[...])
    }

    static func loads(_ text: ArraySlice<UInt8>) -> [Load] {
        CSSParser.urls(text).map { Load(url: $0.url, kind: kind($0)) }
    }

    private static func kind(_ url: CSSURL) -> String {
        switch url.construct {
        case .import: return "css-import"
        case .filter: return "css-filter"
        case .imageSet: return "css-image-set"
        case .url, .src: break
        }
        switch url.property {
        case "src": return "css-font"
        case "background", "background-image": return "css-background"
        case "list-style", "list-style-image": return "css-list-style"
        case let property?: return property.utf8.count <= 30 ? "css-" + property.drop { $0 == "-" } : "css-url"
        case nil: return "css-url"
        }
    }

    /// Of the element of the last start event.
    mutating func style(of walker: borrowing HTMLWalker) -> ElementStyle {
        if !cascade.isEmpty { cascade.findRules(of: walker, &rules) }
        let written = walker.value(.style) ?? []
        if rules.isEmpty, written.isEmpty { return .none }
        if known.isEmpty { known = Array(repeating: nil, count: Self.knownCount) }
        let place = Self.place(rules, written)
        if let known = known[place], known.rules == rules, Self.isEqual(known.written.span, written.span) { return known.style }
        let style = ElementStyle(cascade.style(rules, written), loads: Self.loads(written))
        known[place] = Known(rules: rules, written: written, style: style)
        return style
    }

    /// By the rules, the length and some of the octets: what is found is compared.
    private static func place(_ rules: [Int], _ written: ArraySlice<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for rule in rules { hash = (hash ^ UInt64(truncatingIfNeeded: rule)) &* 0x100_0000_01B3 }
        let octets = written.span
        hash = (hash ^ UInt64(truncatingIfNeeded: octets.count)) &* 0x100_0000_01B3
        var index = 0
        while index < octets.count {
            hash = (hash ^ UInt64(octets[index])) &* 0x100_0000_01B3
            index &+= 3
        }
        return Int(truncatingIfNeeded: hash ^ hash &>> 32) & (knownCount - 1)
    }

    private static func isEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in one.indices where one[index] != other[index] { return false }
        return true
    }
}
