/// Forms with their fields, and buttons that send what was typed elsewhere (HTML §4.10.18.6).
///
/// Which form a button sends, and with which fields, is known at the end of the document only: fields may follow the button,
/// and its form may be named by an `id`. Fields that are repeated for buttons are limited by their octets; beyond that a
/// button has only the first one that asks for a secret.
import HTML

extension HTMLInspection {
    mutating func form(_ walker: borrowing HTMLWalker) {
        let form = newForm(walker[.action] ?? "", Self.method(walker[.method]), walker.tag)
        guard add(form) else { return }
        openForm = content.forms.count - 1
        if let id = walker[.id], !id.isEmpty, buttons.forms[id] == nil { buttons.forms[id] = openForm }
    }

    private static func method(_ written: String?) -> String { written?.lowercased() == "post" ? "post" : "get" }

    private mutating func newForm(_ action: String, _ method: String, _ tag: HTMLTag) -> Content.Form {
        let url = WebURL.inMessage(Array(action.utf8)[...], base: base)
        return Content.Form(
            action: room.keep(url?.href ?? action), method: method, encrypted: url?.scheme == "https",
            host: url?.hostname?.reportedHost, fields: [], place: document.place(tag))
    }

    /// - Returns: whether there was room for it.
    private mutating func add(_ form: Content.Form) -> Bool {
        guard room.forms > 0 else {
            content.limits.insert("more than \(Content.formLimit) forms")
            return false
        }
        room.forms -= 1
        content.forms.append(form)
        return true
    }

    mutating func field(_ walker: borrowing HTMLWalker) {
        if walker.tag.has(.formaction) { buttonElsewhere(walker) }
        // A form that it names must stand before it here.
        let named = walker[.form].flatMap { buttons.forms[$0] }
        guard let form = named ?? openForm else { return }
        let type = Self.type(of: walker)
        let name = walker[.name] ?? walker[.id] ?? ""
        if name.isEmpty, ["submit", "button", "reset", "image"].contains(type) { return }
        guard content.forms[form].fields.count < Self.maximumFields else {
            content.limits.insert("more than \(Self.maximumFields) fields in a form")
            return
        }
        // By scalars, because one character may be of any length.
        let (shownName, shownType) = (String(name.unicodeScalars.prefix(100)), String(type.unicodeScalars.prefix(40)))
        content.forms[form].fields.append("\(shownName) (\(shownType))")
    }

    private static let maximumFields = 200

    private static func type(of walker: borrowing HTMLWalker) -> String {
        let written = walker[.type]?.lowercased()
        switch walker.tag.name {
        case .input: return written ?? "text"
        // HTML §4.10.6: any other type is that of a button without one.
        case .button: return written.flatMap { ["submit", "reset"].contains($0) ? $0 : nil } ?? "button"
        default: return written ?? walker.tag.name.text
        }
    }

    // MARK: Buttons

    private mutating func buttonElsewhere(_ walker: borrowing HTMLWalker) {
        guard let action = walker[.formaction], !action.isEmpty else { return }
        let written = walker[.type]?.lowercased()
        let sends = walker.tag.name == .button ? written != "reset" && written != "button" : written == "submit" || written == "image"
        guard sends else { return }
        guard buttons.list.count < Content.formLimit else {
            content.limits.insert("more than \(Content.formLimit) forms")
            return
        }
        let method = walker[.formmethod].map(Self.method)
        let key = FormButtons.Key(action: action, method: method, form: openForm, id: walker[.form])
        guard buttons.keys.insert(key).inserted else { return }
        buttons.list.append((newForm(action, method ?? "get", walker.tag), key))
    }

    /// At the end of a document.
    mutating func readButtons() {
        guard !buttons.list.isEmpty else { return }
        for (button, key) in buttons.list {
            var form = button
            // An id that no form has is not believed: the form around the button may count all the same.
            let sent = (key.id.flatMap { buttons.forms[$0] } ?? key.form).map { content.forms[$0] }
            if let sent {
                if key.method == nil { form.method = sent.method }
                if form.action == sent.action, form.method == sent.method { continue }
                form.fields = repeated(sent)
            }
            guard add(form) else { break }
        }
        buttons = FormButtons()
    }

    private mutating func repeated(_ form: Content.Form) -> [String] {
        let length = form.fields.reduce(0) { $0 + $1.utf8.count }
        guard length <= repeatedFields else {
            content.limits.insert("more than \(FormButtons.repeatedFields) octets of fields that buttons send elsewhere")
            return Array(form.secretFields.prefix(1))
        }
        repeatedFields -= length
        return form.fields
    }
}

/// The buttons of one document that send its forms elsewhere, each action of a form once.
struct FormButtons: Sendable {
    struct Key: Hashable, Sendable {
        let action: String
        /// nil where it is that of the form.
        let method: String?
        /// Around the button.
        let form: Int?
        /// Of the form that the button names.
        let id: String?
    }

    /// By their ids; the first one counts.
    var forms: [String: Int] = [:]
    var list: [(button: Content.Form, key: Key)] = []
    var keys: Set<Key> = []

    /// Octets of fields that are listed again for buttons.
    static let repeatedFields = 16_000
}
