/// What hides an element or a text, in the words of the report. A number while the document is walked through, because most
/// elements hand it on.
enum Hiding: String, Sendable {
    case attribute = "hidden"
    case display = "display:none"
    case visibilityHidden = "visibility:hidden"
    case visibilityCollapse = "visibility:collapse"
    case opacity = "opacity"
    case offPage = "placed off the page"
    case clipped = "clipped to nothing"
    case fontSize = "font-size"
    case color = "color"
    case ancestor = "an element around it is hidden"
}
