/// How large an element is said to be, and whether anything hides it.
struct ImageShape: Sendable {
    /// CSS pixels; percentages and what is no number say nothing.
    var width: Double?
    var height: Double?
    /// A size relative to the page, as in `width:100%`: a line or an area, however flat.
    var isStretched = false
    /// Why it cannot be seen, for people; nil where nothing hides it.
    var hiddenBy: String?

    /// The largest size at which an image shows nothing: a beacon is 1 × 1, careful ones are 2 × 2 or 3 × 3.
    static let tinyLimit = 3.0

    var isTiny: Bool {
        if isStretched { return false }
        return switch (width, height) {
        case (let width?, let height?): width <= Self.tinyLimit && height <= Self.tinyLimit || width == 0 || height == 0
        // One dimension alone scales the other: a square of 1 pixel.
        case (let one?, nil), (nil, let one?): one <= 1
        case (nil, nil): false
        }
    }

    /// Only one dimension is given, and that is tiny: a pixel, or a line that the file makes long.
    var isPerhapsLine: Bool { isTiny && (width == nil) != (height == nil) }

    /// A line of one or two pixels, however long.
    var isLine: Bool {
        guard let width, let height else { return false }
        return min(width, height) <= 2
    }

    /// Nothing is said of its size.
    var isUnsized: Bool { width == nil && height == nil && !isStretched }

    /// Said to be large enough to be looked at, were it not hidden.
    var isLarge: Bool { isStretched || (width ?? height ?? 0) > 10 && (height ?? width ?? 0) > 10 }
}
