/// Links with the text that a reader sees, and forms with their fields.
import HTML

extension HTMLInspection {
    mutating func link(_ tag: HTMLTag, _ origin: TagOrigin, keepOpen: Bool) {
        guard let target = tag.attribute("href") ?? tag.attribute("xlink:href") else { return }
        guard content.links.count < Content.linkLimit else {
            openLink = nil
            content.limits.insert("more than \(Content.linkLimit) links")
            return
        }
        let raw = String(decoding: target.value.prefix(Content.partLimit), as: UTF8.self)
        let url = WebURL(target.value, base: base)
        content.links.append(HTMLContent.RawLink(target: raw, url: url, text: "", place: origin.place))
        if tag.name == "area" {
            content.links[content.links.count - 1].text = tag["alt"] ?? ""
        } else if keepOpen {
            openLink = content.links.count - 1
        }
    }

    mutating func form(_ tag: HTMLTag, _ origin: TagOrigin) {
        guard content.forms.count < Content.formLimit else {
            content.limits.insert("more than \(Content.formLimit) forms")
            return
        }
        let written = tag["action"] ?? ""
        let url = WebURL(written, base: base)
        let isEncrypted = url?.scheme == "https"
        content.forms.append(
            Content.Form(
                action: url?.href ?? written, method: tag["method"]?.lowercased() == "post" ? "post" : "get",
                encrypted: isEncrypted, host: url?.hostname, fields: [], place: origin.place))
        openForm = content.forms.count - 1
    }

    mutating func field(_ tag: HTMLTag) {
        guard let openForm, content.forms[openForm].fields.count < 200 else { return }
        let type = tag.name == "input" ? tag["type"]?.lowercased() ?? "text" : tag["type"]?.lowercased() ?? tag.name
        let name = tag["name"] ?? tag["id"] ?? ""
        if name.isEmpty, ["submit", "button", "reset", "image"].contains(type) { return }
        content.forms[openForm].fields.append("\(name.prefix(100)) (\(type.prefix(40)))")
    }
}

extension String {
    /// Appends text with its white space folded, up to the limit of a link's text.
    mutating func append(folding text: ArraySlice<UInt8>) {
        guard utf8.count < Content.linkTextLimit else { return }
        var isGap = false
        for word in text.prefix(Content.linkTextLimit).split(
            omittingEmptySubsequences: false, whereSeparator: { $0 <= 0x20 })
        {
            if isGap, !isEmpty, !hasSuffix(" ") { append(" ") }
            isGap = true
            append(String(decoding: word, as: UTF8.self))
        }
    }
}
