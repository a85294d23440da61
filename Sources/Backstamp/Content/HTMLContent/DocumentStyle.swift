/// What the styles of a document say about an element: its size, whether anything hides it, and what they load.
///
/// Author styles only, cascaded as `CSSCascade` does; rules under a condition (`@media`) do not apply, because a mail
/// is read on any device.
import HTML

struct ElementStyle: Sendable {
    var shape = ImageShape()
    /// What stands inside cannot be seen either.
    var concealsContent = false
    var loads: [DocumentStyle.Load] = []
    /// What the element itself declares, or inherits from nobody.
    var declared = CSSStyle()
    /// How that shows the text in it.
    var paint = Paint()
}

struct DocumentStyle: Sendable {
    struct Load: Sendable {
        var url: ArraySlice<UInt8>
        /// `css-import`, `css-font`, else `css-` and the property.
        var kind: String
    }

    private var cascade = CSSCascade()
    /// What `style` attributes alone say, by their hash: a mail repeats few of them tens of times.
    private var inline: [(written: ArraySlice<UInt8>, style: ElementStyle)?] = []
    private static let inlineCount = 64

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
        let tag = walker.tag
        guard cascade.isEmpty, !Self.isSized(tag.name), !tag.has(.hidden) else { return cascaded(walker) }
        guard tag.has(.style), let written = walker.value(.style) else { return ElementStyle() }
        let slot = Self.slot(written)
        if inline.isEmpty { inline = Array(repeating: nil, count: Self.inlineCount) }
        if let known = inline[slot], known.written.elementsEqual(written) { return known.style }
        let style = cascaded(walker)
        inline[slot] = (written, style)
        return style
    }

    private static func slot(_ written: ArraySlice<UInt8>) -> Int {
        let octets = written.span
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in octets.indices { hash = (hash ^ UInt64(octets[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash &>> 58)
    }

    private mutating func cascaded(_ walker: borrowing HTMLWalker) -> ElementStyle {
        let tag = walker.tag
        var result = ElementStyle()
        if tag.has(.style), let value = walker.value(.style) { result.loads = Self.loads(value) }
        let style = cascade.style(of: walker)
        result.declared = style
        // Most elements have no style, and only of pictures the attributes count.
        if style.isEmpty, !Self.isSized(tag.name) {
            if tag.has(.hidden) { (result.shape.hiddenBy, result.concealsContent) = ("hidden", true) }
            return result
        }
        result.paint = Paint(style)
        func pixels(_ property: CSSProperty) -> Double? { style[property]?.length?.pixels }
        let width = walker.value(.width).flatMap { CSSLength(attribute: $0) }
        let height = walker.value(.height).flatMap { CSSLength(attribute: $0) }

        // CSS wins over attributes; `auto` and percentages do too, but say nothing of the size.
        result.shape.width = style[.width] == nil ? width?.pixels : pixels(.width)
        result.shape.height = style[.height] == nil ? height?.pixels : pixels(.height)
        // With one of them `auto`, the attributes give the ratio (HTML §15.4.3).
        if let width = width?.pixels, let height = height?.pixels, width > 0, height > 0 {
            if style[.height]?.keyword == "auto" { result.shape.height = result.shape.width.map { $0 * height / width } }
            if style[.width]?.keyword == "auto" { result.shape.width = result.shape.height.map { $0 * width / height } }
        }
        result.shape.isStretched =
            isRelative(style[.width]?.length ?? width) || isRelative(style[.height]?.length ?? height)
        if let limit = pixels(.maxWidth) { result.shape.width = min(limit, result.shape.width ?? limit) }
        if let limit = pixels(.maxHeight) { result.shape.height = min(limit, result.shape.height ?? limit) }
        result.shape.hiddenBy = hiddenBy(style, tag)
        result.concealsContent = result.shape.hiddenBy != nil
        return result
    }

    private static func isSized(_ element: ElementName) -> Bool {
        switch element {
        case .img, .image, .input, .iframe, .embed, .object: true
        default: false
        }
    }

    private func isRelative(_ length: CSSLength?) -> Bool {
        guard let length, length.pixels == nil else { return false }
        return length.value > 3
    }

    private func hiddenBy(_ style: CSSStyle, _ tag: HTMLTag) -> String? {
        if tag.has(.hidden) { return "hidden" }
        if style.isEmpty { return nil }
        if style[.display]?.keyword == "none" { return "display:none" }
        if let word = style[.visibility]?.keyword, word == "hidden" || word == "collapse" {
            return "visibility:\(word)"
        }
        if let opacity = style[.opacity]?.number, opacity < 0.05 { return "opacity" }
        if isFarAway(style) { return "placed off the page" }
        guard style[.overflow]?.keyword == "hidden" else { return nil }
        let sizes: [CSSProperty] = [.maxHeight, .height, .maxWidth, .width]
        return sizes.contains { style[$0]?.length?.pixels == 0 } ? "clipped to nothing" : nil
    }

    /// `position:absolute; left:-9999px` and its kin.
    private func isFarAway(_ style: CSSStyle) -> Bool {
        let places: [CSSProperty] = [.left, .top, .marginLeft, .marginTop, .textIndent]
        return places.contains { (style[$0]?.length?.pixels ?? 0) <= -900 }
    }
}
