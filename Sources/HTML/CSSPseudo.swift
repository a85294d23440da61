/// Names of pseudo-classes and pseudo-elements (Selectors Level 4 §17). A selector with another one is invalid, and its rule
/// counts for nothing (§4.1); which element one of these matches is not decided here.
enum CSSPseudo: UInt8, Sendable {
    case unknown
    case `class`, classFunction, element, elementFunction
    /// With arguments and without.
    case classOrFunction, elementOrFunction
    /// May be written with one colon too (§17.4).
    case oldElement

    static func isKnown(_ name: ArraySlice<UInt8>, isElement: Bool, isFunction: Bool) -> Bool { isKnown(name.span, isElement, isFunction) }

    static func isKnown(_ name: Span<UInt8>, _ isElement: Bool, _ isFunction: Bool) -> Bool {
        var packed = PackedName()
        for index in name.indices { packed.append(lowercased(name[index])) }
        switch byOctets[packed] {
        case .class: return !isElement && !isFunction
        case .classFunction: return !isElement && isFunction
        case .element: return isElement && !isFunction
        case .elementFunction: return isElement && isFunction
        case .oldElement: return !isFunction
        case .classOrFunction: return !isElement
        case .elementOrFunction: return isElement
        // §3.6.4: what nobody knows of these is taken for known.
        case .unknown: return isElement && !isFunction && isWebKit(name)
        }
    }

    private static func isWebKit(_ name: Span<UInt8>) -> Bool {
        guard name.count > webKit.count else { return false }
        for index in webKit.indices where lowercased(name[index]) != webKit[index] { return false }
        return true
    }

    private static let webKit = Array("-webkit-".utf8)

    private static let byOctets: NameTable<CSSPseudo> = {
        var texts: [String] = []
        var kinds: [CSSPseudo] = []
        for (kind, names) in rows {
            for name in names.split(whereSeparator: \.isWhitespace) {
                texts.append(String(name))
                kinds.append(kind)
            }
        }
        return NameTable(texts, kinds, other: .unknown)
    }()

    private static let rows: [(CSSPseudo, String)] = [
        (
            .class,
            """
            active active-view-transition any-link autofill blank buffering checked corner-present decrement default defined disabled double-button empty enabled end first first-child
            first-of-type focus focus-visible focus-within fullscreen future has-slotted horizontal hover in-range increment indeterminate interest-source interest-target
            invalid last-child last-of-type left link local-link modal muted no-button only-child only-of-type open optional out-of-range
            past paused picture-in-picture placeholder-shown playing popover-open read-only read-write required right root
            scope seeking single-button stalled start target target-after target-before target-current target-within user-invalid
            user-valid valid vertical visited volume-locked window-inactive
            -webkit-any-link -webkit-autofill -webkit-drag -webkit-full-page-media -webkit-full-screen
            -webkit-full-screen-ancestor -webkit-full-screen-document -webkit-animating-full-screen-transition
            """
        ),
        (
            .classFunction,
            """
            -webkit-any active-view-transition-type dir has host-context is lang matches not nth-child nth-col
            nth-last-child nth-last-col nth-last-of-type nth-of-type state where
            """
        ),
        (.oldElement, "after before first-letter first-line"),
        (
            .element,
            """
            backdrop checkmark column details-content file-selector-button grammar-error marker picker-icon placeholder
            scroll-marker scroll-marker-group search-text selection spelling-error target-text view-transition
            """
        ),
        (
            .elementFunction,
            """
            highlight part picker scroll-button slotted view-transition-group view-transition-group-children
            view-transition-image-pair view-transition-new view-transition-old
            """
        ),
        (.classOrFunction, "current heading host"),
        (.elementOrFunction, "cue cue-region"),
    ]
}
