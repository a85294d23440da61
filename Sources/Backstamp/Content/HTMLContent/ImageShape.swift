/// How large an element is said to be, and whether anything hides it.
struct ImageShape: Sendable {
    /// CSS pixels; percentages and what is no number say nothing.
    var width: Double?
    var height: Double?
    /// Why it cannot be seen, for people; nil where nothing hides it.
    var hiddenBy: String?

    /// The largest size at which an image shows nothing: a beacon is 1 × 1, careful ones are 2 × 2 or 3 × 3.
    static let tinyLimit = 3.0

    var isTiny: Bool {
        switch (width, height) {
        case (let width?, let height?): width <= Self.tinyLimit && height <= Self.tinyLimit || width == 0 || height == 0
        // One dimension alone scales the other: a square of 1 pixel.
        case (let one?, nil), (nil, let one?): one <= 1
        case (nil, nil): false
        }
    }

    /// Said to be large enough to be looked at.
    var isVisible: Bool {
        guard hiddenBy == nil else { return false }
        return (width ?? height ?? 0) > 10 && (height ?? width ?? 0) > 10
    }
}
