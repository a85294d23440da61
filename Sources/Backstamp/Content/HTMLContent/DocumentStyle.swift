/// What the styles of a document say about an element: its size, whether anything hides it, and what they load.
///
/// Author styles only, cascaded as `CSSCascade` does; rules under a condition (`@media`) do not apply, because a mail
/// is read on any device.
import Domains
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
    /// What elements had before: a mail repeats few styles tens of times.
    private var known: [Known] = []
    /// By the hash of what makes a style: the number of the last one in `known`, from 1.
    private var places: [UInt8] = []
    private static let placeCount = 128

    /// A class, because each element that is like it looks at all of it.
    private final class Known: Sendable {
        let rules: [Int]
        let isWithoutRules: Bool
        /// The `style` attribute; empty where there is none.
        let written: ArraySlice<UInt8>
        let style: ElementStyle

        init(rules: [Int], written: ArraySlice<UInt8>, style: ElementStyle) {
            self.rules = rules
            isWithoutRules = rules.isEmpty
            self.written = written
            self.style = style
        }

        /// Whether it is of these.
        func isOf(_ rules: [Int], _ written: ArraySlice<UInt8>) -> Bool {
            guard rules.isEmpty ? isWithoutRules : self.rules == rules else { return false }
            let own = self.written
            return own.span.isSame(as: written.span)
        }
    }

    var isTruncated: Bool { cascade.isTruncated }
    /// There are no rules.
    var isEmpty: Bool { cascade.isEmpty }

    static let maximumLength = 1 << 20

    /// Adds the text of a `style` element.
    /// - Returns: what it loads.
    mutating func add(_ text: [UInt8]) -> [Load] {
        let sheet = KnownSheets.of(text)
        cascade.add(sheet.rules)
        return sheet.loads
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

    /// Of the element of the last start event; nil where nothing is declared.
    mutating func style(of walker: borrowing HTMLWalker) -> ElementStyle? {
        if !cascade.isEmpty { cascade.findRules(of: walker, &rules) }
        if rules.isEmpty, !walker.tag.has(.style) { return nil }
        let written = walker.value(.style) ?? []
        if rules.isEmpty, written.isEmpty { return nil }
        if places.isEmpty { places = [UInt8](repeating: 0, count: Self.placeCount) }
        let place = Self.place(rules, written)
        let index = Int(places[place]) - 1
        if index >= 0 {
            let other = known[index]
            if other.isOf(rules, written) { return other.style }
        }
        let style = rules.isEmpty
            ? ElementStyle.of(attribute: written)
            : ElementStyle(cascade.style(rules, written), loads: Self.loads(written))
        let found = Known(rules: rules, written: written, style: style)
        if index >= 0 {
            known[index] = found
        } else {
            known.append(found)
            places[place] = UInt8(truncatingIfNeeded: known.count)
        }
        return style
    }

    /// What is found by it is compared.
    private static func place(_ rules: [Int], _ written: ArraySlice<UInt8>) -> Int {
        var hash = written.span.quickHash
        for rule in rules { hash = OctetWord.mixed(hash, UInt64(truncatingIfNeeded: rule)) }
        return Int(truncatingIfNeeded: hash ^ hash &>> 32) & (placeCount - 1)
    }
}
