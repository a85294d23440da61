/// Whether the tokenizer stands in SVG or MathML (WHATWG §13.2.6, "adjusted current node"). There `<title>` or
/// `<style>` change no state and `<![CDATA[` opens a section, so text can be hidden from a reader who does not look.
/// Only open `svg`, `math` and integration points are kept, at most 100 of them.
struct ForeignContent {
    private var open: [(name: ElementName, isForeign: Bool)] = []

    /// There is SVG or MathML around, if only beyond an integration point.
    var isOpen: Bool { !open.isEmpty }

    var isActive: Bool { open.last?.isForeign ?? false }

    mutating func start(_ tag: HTMLTag) {
        if open.isEmpty, !tag.traits.contains(.foreignRoot) { return }
        let breaksOut =
            tag.traits.contains(.breaksOut)
            // §13.2.6.5: a `font` with one of these.
            || tag.name == .font && (tag.has(.color) || tag.has(.face) || tag.has(.size))
        if isActive, breaksOut {
            while open.last?.isForeign == true { open.removeLast() }
            return
        }
        guard !tag.isSelfClosing, open.count < 100 else { return }
        if tag.traits.contains(.foreignRoot) {
            open.append((tag.name, true))
        } else if isActive, tag.traits.contains(.integrationPoint) {
            open.append((tag.name, false))
        }
    }

    mutating func end(_ tag: HTMLTag) {
        guard !open.isEmpty, let index = open.lastIndex(where: { $0.name == tag.name }) else { return }
        open.removeSubrange(index...)
    }
}
