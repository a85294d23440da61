/// Forms with their fields, and buttons that send what was typed elsewhere (HTML §4.10.18.6).
///
/// Which form a button sends, and with which fields, is known at the end of the document only: fields may follow the button,
/// and its form may be named by an `id`. Fields that are repeated for buttons are limited by their octets; beyond that a
/// button has only the first one that asks for a secret.
import HTML

extension HTMLInspection {
    mutating func form(_ walker: borrowing HTMLWalker) {
        // §13.2.6.4.7: a form in a form is none.
        guard !buttons.isFormOpen(walker), !isInert(walker) else { return }
        let form = newForm(walker[.action] ?? "", Self.method(walker[.method]), walker.tag)
        let number = add(form) ? content.forms.count - 1 : nil
        buttons.open(number, walker)
        if let id = walker[.id], !id.isEmpty, let number, buttons.forms[id] == nil { buttons.forms[id] = number }
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
        if isInert(walker) { return }
        if walker.tag.has(.formaction) { buttonElsewhere(walker) }
        let id = walker[.form]
        let owner = id.flatMap { buttons.forms[$0] } ?? buttons.owner(walker)
        if id == nil, owner == nil { return }
        let type = Self.type(of: walker)
        let name = walker[.name] ?? walker[.id] ?? ""
        if name.isEmpty, ["submit", "button", "reset", "image"].contains(type) { return }
        // By scalars, because one character may be of any length.
        let (shownName, shownType) = (String(name.unicodeScalars.prefix(100)), String(type.unicodeScalars.prefix(40)))
        let field = "\(shownName) (\(shownType))"
        if let id, buttons.forms[id] == nil { wait(field, owner, for: id) } else { add(field, to: owner) }
    }

    private mutating func add(_ field: String, to form: Int?) {
        guard let form else { return }
        if content.forms[form].fields.count >= Self.maximumFields {
            content.limits.insert("more than \(Self.maximumFields) fields in a form")
            // What matters most of a form is whether it asks for a secret.
            guard Content.Form.isSecret(field), buttons.full.insert(form).inserted, content.forms[form].secretFields.isEmpty else {
                return
            }
        }
        content.forms[form].fields.append(field)
    }

    private static let maximumFields = 200

    /// The form that a field names may come later.
    private mutating func wait(_ field: String, _ owner: Int?, for id: String) {
        guard buttons.waiting.count < FormButtons.maximumWaiting else {
            content.limits.insert("more than \(FormButtons.maximumWaiting) fields that stand before their form")
            return add(field, to: owner)
        }
        buttons.waiting.append((field, owner, id))
    }

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
        let key = FormButtons.Key(action: action, method: method, form: buttons.owner(walker), id: walker[.form])
        guard buttons.keys.insert(key).inserted else { return }
        buttons.list.append((newForm(action, method ?? "get", walker.tag), key))
    }

    /// At the end of a document.
    mutating func readButtons() {
        // An id that no form has is not believed: the form around the field may count all the same.
        for (field, owner, id) in buttons.waiting { add(field, to: buttons.forms[id] ?? owner) }
        buttons.waiting = []
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

/// The forms of one document, and its buttons that send them elsewhere, each action of a form once.
struct FormButtons: Sendable {
    /// The form of the last start tag, and how many end tags there were before it (§13.2.6.4.7, form element pointer).
    private var last: (number: Int?, ends: Int)?
    /// By where their tags start.
    private var numbers: [Int: Int] = [:]

    /// What is typed belongs to the last form until its end tag comes, even where the form stands in a cell that has ended.
    func isFormOpen(_ walker: borrowing HTMLWalker) -> Bool { last.map { $0.ends == walker.formEnds } ?? false }

    /// - Parameter number: nil where there was no room for it.
    mutating func open(_ number: Int?, _ walker: borrowing HTMLWalker) {
        last = (number, walker.formEnds)
        if let number { numbers[walker.tag.range.lowerBound] = number }
    }

    /// Of the field of the last start event, where it names none: else the nearest one around it (§4.10.17.3).
    func owner(_ walker: borrowing HTMLWalker) -> Int? {
        if let last, last.ends == walker.formEnds { return last.number }
        if numbers.isEmpty { return nil }
        var count = 0
        for element in walker.open.elements.reversed() where element.tag.name == .form && count < Self.maximumAround {
            if let number = numbers[element.tag.range.lowerBound] { return number }
            count += 1
        }
        return nil
    }

    /// Fields whose form was not met when they were: what they are called, the form around them, the id of theirs.
    var waiting: [(field: String, owner: Int?, id: String)] = []
    static let maximumWaiting = 1_000
    /// Forms with as many fields as are listed, where another one asked for a secret.
    var full: Set<Int> = []
    /// Forms in forms, which are none, among which the one around a field is looked for.
    private static let maximumAround = 8

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
