/// What the declarations that win for an element say of it. Many elements of a mail have the same, and share it.
import Domains
import HTML

final class ElementStyle: Sendable {
    /// Nothing is declared.
    let isEmpty: Bool
    /// What the `style` attribute loads.
    let loads: [DocumentStyle.Load]
    /// How the text in the element is shown.
    let paint: Paint
    /// What hides the element, and with it what stands inside; nil where nothing does.
    let hiddenBy: Hiding?
    /// It stands on lines, or in cells, of its own whatever its name is.
    let standsApart: Bool
    /// The author says that it is displayed, which counts more than a `hidden` attribute (HTML §15.3.1).
    let isDisplayed: Bool
    private let width: Size
    private let height: Size

    /// Elements without declarations.
    static let none = ElementStyle(CSSStyle(), loads: [])

    init(_ style: borrowing CSSStyle, loads: [DocumentStyle.Load]) {
        isEmpty = style.isEmpty
        self.loads = loads
        paint = Paint(style)
        width = Size(style[.width], limit: style[.maxWidth])
        height = Size(style[.height], limit: style[.maxHeight])
        hiddenBy = style.hasAny(Self.hiding) ? Self.hiddenBy(style) : nil
        let display = style[.display]?.keyword
        standsApart = display == .apart
        isDisplayed = display != nil && display != .nothing && display != .revert
    }

    /// Of a `style` attribute where no rule of a sheet counts. What loads nothing is kept by its text: mails share most of
    /// them.
    /// - Parameter declared: takes up what is declared.
    static func of(attribute written: ArraySlice<UInt8>, _ declared: inout CSSStyle) -> ElementStyle {
        if let style = known.value(forOctets: written) { return style }
        let style = read(written, DocumentStyle.loads(written), &declared)
        if written.count <= maximumKept, style.loads.isEmpty, isASCII(written) {
            known.keep(style, for: String(decoding: written, as: UTF8.self))
        }
        return style
    }

    /// Not made part of those that call it, which would be too long for the processor's cache.
    @inline(never) private static func read(
        _ written: ArraySlice<UInt8>, _ loads: [DocumentStyle.Load], _ declared: inout CSSStyle
    ) -> ElementStyle {
        declared.removeAll()
        declared.offer(written)
        return ElementStyle(declared, loads: loads)
    }

    private static let known = BoundedCache<ElementStyle>()
    private static let maximumKept = 200

    private static func isASCII(_ text: ArraySlice<UInt8>) -> Bool {
        let octets = text.span
        var all: UInt8 = 0
        for index in octets.indices { all |= octets[index] }
        return all < 0x80
    }

    private static let sizes: [CSSProperty] = [.maxHeight, .height, .maxWidth, .width]
    private static let places: [CSSProperty] = [.left, .top, .marginLeft, .marginTop, .textIndent]
    private static let hiding = CSSProperty.bits([.display, .visibility, .opacity, .overflow] + places)
    private static let placing = CSSProperty.bits(places)

    // MARK: Size

    /// What is declared of one dimension.
    private struct Size: Sendable {
        var isDeclared = false
        var isAuto = false
        var length: CSSLength?
        /// In pixels.
        var limit: Double?

        init(_ declared: CSSDeclaredValue?, limit: CSSDeclaredValue?) {
            self.limit = limit?.length?.pixels
            guard let declared else { return }
            isDeclared = true
            length = declared.length
            isAuto = declared.keyword == .auto
        }

        /// Relative to the page, so that it may be large.
        static func isRelative(_ length: CSSLength?) -> Bool {
            guard let length, length.pixels == nil else { return false }
            return length.value > 3
        }
    }

    /// With the attributes of the element of the last start event, a picture or another that has a size of its own.
    func shape(of walker: borrowing HTMLWalker, hiddenBy: Hiding?) -> ImageShape {
        var shape = ImageShape()
        shape.hiddenBy = hiddenBy?.rawValue
        // Of elements that are no pictures the attributes count beside declarations only.
        if isEmpty, !Self.isSized(walker.tag.name) { return shape }
        let width = walker.value(.width).flatMap { CSSLength(attribute: $0) }
        let height = walker.value(.height).flatMap { CSSLength(attribute: $0) }

        // CSS wins over attributes; `auto` and percentages do too, but say nothing of the size.
        shape.width = self.width.isDeclared ? self.width.length?.pixels : width?.pixels
        shape.height = self.height.isDeclared ? self.height.length?.pixels : height?.pixels
        // With one of them `auto`, the attributes give the ratio (HTML §15.4.3).
        if let width = width?.pixels, let height = height?.pixels, width > 0, height > 0 {
            if self.height.isAuto { shape.height = shape.width.map { $0 * height / width } }
            if self.width.isAuto { shape.width = shape.height.map { $0 * width / height } }
        }
        shape.isStretched = Size.isRelative(self.width.length ?? width) || Size.isRelative(self.height.length ?? height)
        if let limit = self.width.limit { shape.width = min(limit, shape.width ?? limit) }
        if let limit = self.height.limit { shape.height = min(limit, shape.height ?? limit) }
        return shape
    }

    private static func isSized(_ element: ElementName) -> Bool {
        switch element {
        case .img, .image, .input, .iframe, .embed, .object: true
        default: false
        }
    }

    // MARK: Hiding

    private static func hiddenBy(_ style: borrowing CSSStyle) -> Hiding? {
        if style[.display]?.keyword == .nothing { return .display }
        switch style[.visibility]?.keyword {
        case .hidden: return .visibilityHidden
        case .collapse: return .visibilityCollapse
        default: break
        }
        if let opacity = style[.opacity]?.number, opacity < 0.05 { return .opacity }
        if isFarAway(style) { return .offPage }
        guard style[.overflow]?.keyword == .hidden else { return nil }
        for size in sizes where style[size]?.length?.pixels == 0 { return .clipped }
        return nil
    }

    /// `position:absolute; left:-9999px` and its kin.
    private static func isFarAway(_ style: borrowing CSSStyle) -> Bool {
        guard style.hasAny(placing) else { return false }
        for place in places where (style[place]?.length?.pixels ?? 0) <= -900 { return true }
        return false
    }
}
