/// How text is shown where the walk stands: its colour on what ground, its size, and what hides it. Each element that
/// says something of it adds an entry that starts from the one around it; the rest costs nothing.
///
/// The ground is white until something says otherwise, and unknown once a picture lies under it: nothing is judged then.
import HTML

struct Rendering: Sendable {
    private struct Entry: Sendable {
        /// Where the tag stands, to know its end.
        var start: Int
        var text = CSSColor(red: 0, green: 0, blue: 0)
        var ground: CSSColor? = CSSColor(red: 255, green: 255, blue: 255)
        var isTiny = false
        /// What hides the outermost hidden element.
        var hiding: Hiding?

        /// Nobody can tell the text from what is behind it.
        var isFaint: Bool {
            if text.alpha < 0.05 { return true }
            guard let ground else { return false }
            return text.distance(to: ground) < Rendering.minimumContrast
        }
    }

    private var entries: [Entry] = []
    /// Their tags stand one behind the other: none of them starts again.
    private var isOrdered = true
    /// Attributes that colour the text or what is behind it: kept here, because a global is asked each time whether it is
    /// there.
    private let painting = allPainting
    private static let allPainting = [AttributeName.color, .text, .bgcolor, .background, .href].reduce(0) { $0 | $1.bit }

    /// Channels of text and ground that differ by less cannot be told apart.
    static let minimumContrast = 14

    private static let usualDepth = 12

    /// Why text here is not seen; nil where it is.
    private(set) var hiddenBy: Hiding?

    private static func reason(_ entry: Entry) -> Hiding? {
        entry.hiding ?? (entry.isTiny ? .fontSize : entry.isFaint ? .color : nil)
    }

    /// Starts anew, with the memory that it has.
    mutating func removeAll() {
        if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
        hiddenBy = nil
    }

    /// The element of the last start event.
    /// - Parameter style: nil where nothing is declared.
    mutating func open(_ walker: borrowing HTMLWalker, _ style: ElementStyle?, hiddenBy: Hiding?) {
        let tag = walker.tag
        if hiddenBy == nil, style?.paint.isSilent ?? true, !tag.hasAny(painting) { return }
        let paint = style?.paint ?? Paint()
        var entry = entries.last ?? Entry(start: 0)
        entry.start = tag.range.lowerBound
        var isChanged = false
        if let hiddenBy, entry.hiding == nil { (entry.hiding, isChanged) = (hiddenBy, true) }
        if let color = Self.textColor(walker, paint) { (entry.text, isChanged) = (color, true) }
        if let ground = Self.ground(walker, paint) { (entry.ground, isChanged) = (ground.color, true) }
        if let isTiny = paint.isTiny { (entry.isTiny, isChanged) = (isTiny, true) }
        if isChanged, entries.count < OpenElements.maximumDepth {
            if let last = entries.last {
                if last.start > entry.start { isOrdered = false }
            } else {
                entries.reserveCapacity(Self.usualDepth)
                isOrdered = true
            }
            entries.append(entry)
            self.hiddenBy = Self.reason(entry)
        }
    }

    mutating func close(_ tag: HTMLTag) {
        var index = entries.count - 1
        guard index >= 0 else { return }
        let start = tag.range.lowerBound
        // Most elements have none.
        if isOrdered, entries[index].start < start { return }
        while index >= 0, entries[index].start != start { index -= 1 }
        guard index >= 0 else { return }
        if index == entries.count - 1 { entries.removeLast() } else { entries.remove(at: index) }
        hiddenBy = entries.last.flatMap(Self.reason)
    }

    private static func textColor(_ walker: borrowing HTMLWalker, _ paint: Paint) -> CSSColor? {
        if let color = paint.text { return color }
        // A link has a colour of its own (HTML §15.3.1).
        var attribute = AttributeName.color
        switch walker.tag.name {
        case .a: if walker.tag.has(.href) { return CSSColor(red: 0, green: 0, blue: 238) }
        case .body: attribute = .text
        default: break
        }
        return walker.color(attribute)
    }

    private static func ground(_ walker: borrowing HTMLWalker, _ paint: Paint) -> Paint.Ground? {
        if walker.tag.has(.background) { return Paint.Ground(color: nil) }
        if paint.saysGround { return paint.ground }
        return walker.color(.bgcolor).map { Paint.Ground(color: $0) }
    }
}

/// What the declarations of an element say of the text in it.
struct Paint: Sendable {
    /// A ground without colour is one where a picture or a gradient lies.
    struct Ground: Sendable {
        var color: CSSColor?
    }

    var text: CSSColor?
    /// They speak of the ground, so that attributes do not count.
    var saysGround = false
    /// nil where what is behind it stays.
    var ground: Ground?
    /// nil where no size is given.
    var isTiny: Bool?

    /// They say nothing of it.
    var isSilent: Bool { text == nil && !saysGround && isTiny == nil }

    init() {}

    private static let speaking = CSSProperty.bits([.color, .background, .backgroundColor, .fontSize, .font])

    init(_ style: borrowing CSSStyle) {
        guard style.hasAny(Self.speaking) else { return }
        text = style[.color]?.color
        isTiny = Self.isTiny(style)
        let background = style[.background]
        if let background, background.function != .absent {
            saysGround = true
            ground = background.function == .color ? Self.shown(background.color) : Ground(color: nil)
        } else if let color = style[.backgroundColor]?.color ?? background?.color {
            saysGround = true
            ground = Self.shown(color)
        }
    }

    /// A transparent ground shows what is behind it.
    private static func shown(_ color: CSSColor?) -> Ground? {
        guard let color, color.alpha >= 0.05 else { return nil }
        return Ground(color: color.alpha < 0.5 ? nil : color)
    }

    /// `font-size: 0`, `1px`, `font: 0/0 a`.
    private static func isTiny(_ style: borrowing CSSStyle) -> Bool? {
        guard let size = style[.fontSize]?.length ?? style[.font]?.length else {
            return style[.fontSize] == nil ? nil : false
        }
        // A share of what is around: zero stays zero, the rest says nothing.
        switch size.unit {
        case .em, .rem, .percent, .ex, .ch: return size.value == 0 ? true : nil
        default: return (size.pixels ?? 16) <= 2
        }
    }
}
