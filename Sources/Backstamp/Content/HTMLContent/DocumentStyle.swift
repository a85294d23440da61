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
    /// What is declared for it.
    private var declared = CSSStyle()
    /// What elements had before: a mail repeats few styles tens of times. What makes each stands together in two lists, so
    /// that there are no references to count where an element is compared with them.
    private var known: [Known] = []
    private var knownRules: [Int] = []
    private var knownTexts: [UInt8] = []
    /// By the hash of what makes a style: the number of the last one in `known`, from 1.
    private var places: [UInt8] = []
    private static let placeCount = 128
    private static let maximumKept = 1 << 16
    /// Most documents have no more styles, and no longer ones.
    private static let usualCount = 16
    private static let usualLength = 1_024

    private struct Known: Sendable {
        /// Where its rules stand in `knownRules`.
        let rules: Range<Int>
        /// Where its `style` attribute stands in `knownTexts`; empty where there is none.
        let written: Range<Int>
        let style: ElementStyle
    }

    /// Rules, or declarations of an element, were left out.
    var isTruncated: Bool { cascade.isTruncated || hasTooManyDeclarations }
    private var hasTooManyDeclarations = false
    /// There are no rules. Kept here, because who asks the cascade has all of it copied.
    private(set) var isEmpty = true

    static let maximumLength = 1 << 20

    /// Starts anew, with the memory that it has.
    mutating func removeAll() {
        (cascade, isEmpty, hasTooManyDeclarations) = (CSSCascade(), true, false)
        declared.removeAll()
        if !rules.isEmpty { rules.removeAll(keepingCapacity: true) }
        if !known.isEmpty { forget() }
    }

    /// Adds the text of a `style` element.
    /// - Returns: what it loads.
    mutating func add(_ text: [UInt8]) -> [Load] {
        let sheet = KnownSheets.of(text)
        cascade.add(sheet.rules)
        isEmpty = cascade.isEmpty
        return sheet.loads
    }

    /// More than `CSSParser.maximumURLs` where there are more than are kept.
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

    // MARK: Documents inside

    /// Of those that were added until now.
    var ruleCount: Int { cascade.ruleCount }

    /// A document starts that is part of this one: what is kept of elements by their places means nothing there.
    mutating func enterPart() { cascade.leaveDocument() }

    /// That document has ended, and its own rules with it.
    mutating func leavePart(rulesBefore count: Int) {
        cascade.leaveDocument()
        cascade.end(rulesBehind: count)
        isEmpty = cascade.isEmpty
    }

    /// Of a document that has nothing of this one, but for the work that rules may cause.
    func ofAnother() -> DocumentStyle {
        var other = DocumentStyle()
        other.cascade.budget = cascade.budget
        return other
    }

    mutating func takeWork(of other: borrowing DocumentStyle) { cascade.budget = other.cascade.budget }

    /// Of the element of the last start event; nil where nothing is declared.
    /// - Parameter input: what the walker reads.
    mutating func style(of walker: borrowing HTMLWalker, in input: [UInt8]) -> ElementStyle? {
        if !isEmpty { cascade.findRules(of: walker, &rules) }
        if rules.isEmpty, !walker.tag.has(.style) { return nil }
        let text = walker.attribute(.style)?.value ?? .none
        if text.isAsWritten { return style(input.span.extracting(text.range), text, input) }
        let resolved = text.octets(in: input)
        return style(resolved.span, text, input)
    }

    /// - Parameters:
    ///   - octets: of the `style` attribute.
    ///   - text: where it stands in the input.
    @inline(__always) private mutating func style(_ octets: Span<UInt8>, _ text: HTMLText, _ input: [UInt8]) -> ElementStyle? {
        if rules.isEmpty, octets.isEmpty { return nil }
        if places.isEmpty { places = [UInt8](repeating: 0, count: Self.placeCount) }
        let place = Self.place(rules, octets)
        let index = Int(places[place]) - 1
        if index >= 0 {
            let other = known[index].rules
            if other.count == rules.count, Self.isSame(rules, knownRules, other.lowerBound),
                knownTexts.span.extracting(known[index].written).isSame(as: octets)
            {
                return known[index].style
            }
        }
        return add(text.octets(in: input), place)
    }

    // Static, because a method has all of the structure copied for it.
    private static func isSame(_ rules: [Int], _ others: [Int], _ start: Int) -> Bool {
        for place in rules.indices where rules[place] != others[start + place] { return false }
        return true
    }

    private mutating func add(_ written: ArraySlice<UInt8>, _ place: Int) -> ElementStyle {
        let style = rules.isEmpty ? ElementStyle.of(attribute: written, &declared) : ruledStyle(written)
        if declared.isTruncated { hasTooManyDeclarations = true }
        if written.count + knownTexts.count + knownRules.count + rules.count > Self.maximumKept { forget() }
        if known.isEmpty {
            known.reserveCapacity(Self.usualCount)
            knownTexts.reserveCapacity(Self.usualLength)
        }
        let (firstRule, start) = (knownRules.count, knownTexts.count)
        if !rules.isEmpty { knownRules.append(contentsOf: rules) }
        knownTexts.append(contentsOf: written)
        let found = Known(rules: firstRule..<knownRules.count, written: start..<knownTexts.count, style: style)
        let index = Int(places[place]) - 1
        if index >= 0 {
            known[index] = found
        } else {
            known.append(found)
            places[place] = UInt8(truncatingIfNeeded: known.count)
        }
        return style
    }

    /// Of an element that rules match.
    @inline(never) private mutating func ruledStyle(_ written: ArraySlice<UInt8>) -> ElementStyle {
        declared.removeAll()
        cascade.offer(rules, to: &declared)
        declared.offer(written)
        return ElementStyle(declared, loads: Self.loads(written))
    }

    /// Lists that have become long start anew.
    private mutating func forget() {
        known.removeAll(keepingCapacity: true)
        knownRules.removeAll(keepingCapacity: true)
        knownTexts.removeAll(keepingCapacity: true)
        for place in places.indices { places[place] = 0 }
    }

    /// What is found by it is compared.
    private static func place(_ rules: [Int], _ written: Span<UInt8>) -> Int {
        var hash = written.quickHash
        for place in rules.indices { hash = OctetWord.mixed(hash, UInt64(truncatingIfNeeded: rules[place])) }
        return Int(truncatingIfNeeded: hash ^ hash &>> 32) & (placeCount - 1)
    }
}
