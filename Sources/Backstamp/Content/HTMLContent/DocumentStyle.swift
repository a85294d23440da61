/// What the styles of a document say about an element: its size, whether anything hides it, and what they load.
///
/// Author styles only, cascaded as `CSSCascade` does; rules under a condition (`@media`) do not apply, because a mail
/// is read on any device.
import HTML

struct ElementStyle: Sendable {
    var shape = ImageShape()
    /// What stands inside cannot be seen either.
    var concealsContent = false
    var urls: [StyleURLs.Found] = []
}

struct DocumentStyle: Sendable {
    private var cascade = CSSCascade()

    var isTruncated: Bool { cascade.isTruncated }

    /// Adds the text of a `style` element.
    /// - Returns: what it loads.
    mutating func add(_ text: [UInt8]) -> [StyleURLs.Found] {
        cascade.add(CSSStylesheet(text[...]))
        return StyleURLs.find(in: text[...])
    }

    static let maximumLength = 1 << 20

    mutating func style(of tag: HTMLTag, in open: OpenElements) -> ElementStyle {
        var result = ElementStyle()
        if let attribute = tag.attribute("style") { result.urls = StyleURLs.find(in: attribute.value) }
        let style = cascade.style(of: tag, in: open)
        func pixels(_ property: CSSProperty) -> Double? { style[property].flatMap { ImageShape.pixels($0.value) } }
        func word(_ property: CSSProperty) -> String? {
            style[property].map { String(decoding: $0.value.prefix(40), as: UTF8.self).lowercased() }
        }

        result.shape.width = pixels(.width) ?? tag.attribute("width").flatMap { ImageShape.pixels($0.value) }
        result.shape.height = pixels(.height) ?? tag.attribute("height").flatMap { ImageShape.pixels($0.value) }
        if let limit = pixels(.maxWidth) { result.shape.width = min(limit, result.shape.width ?? limit) }
        if let limit = pixels(.maxHeight) { result.shape.height = min(limit, result.shape.height ?? limit) }

        let isClipped = word(.overflow)?.contains("hidden") ?? false
        if tag.attribute("hidden") != nil {
            result.shape.hiddenBy = "hidden"
        } else if word(.display) == "none" {
            result.shape.hiddenBy = "display:none"
        } else if let visibility = word(.visibility), visibility == "hidden" || visibility == "collapse" {
            result.shape.hiddenBy = "visibility:\(visibility)"
        } else if let opacity = style[.opacity].flatMap({ ImageShape.pixels($0.value) }), opacity < 0.05 {
            result.shape.hiddenBy = "opacity"
        } else if isFarAway(style) {
            result.shape.hiddenBy = "placed off the page"
        } else if isClipped, pixels(.maxHeight) == 0 || pixels(.height) == 0 || pixels(.maxWidth) == 0 || pixels(.width) == 0 {
            result.shape.hiddenBy = "clipped to nothing"
        }
        result.concealsContent = result.shape.hiddenBy != nil
        return result
    }

    /// `position:absolute; left:-9999px` and its kin.
    private func isFarAway(_ style: CSSStyle) -> Bool {
        for property in [CSSProperty.left, .top, .marginLeft, .marginTop, .textIndent] {
            guard let value = style[property]?.value, value.first == UInt8(ascii: "-"),
                let distance = ImageShape.pixels(value.dropFirst()), distance >= 900
            else { continue }
            return true
        }
        return false
    }
}
