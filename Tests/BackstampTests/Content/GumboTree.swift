import CGumbo

/// The attributes that hold URLs in the tree that libgumbo makes of a document.
enum GumboTree {
    struct Attribute: Hashable {
        let element: String
        let name: String
        let value: String
    }

    private static let names: Set<String> = [
        "src", "href", "background", "action", "data", "poster", "lowsrc", "dynsrc", "codebase", "classid", "ping",
        "longdesc", "manifest", "formaction",
    ]

    static func attributes(_ html: [UInt8]) -> [Attribute] {
        withTree(html) { root in
            var found: [Attribute] = []
            var open: [UnsafeMutablePointer<GumboNode>] = [root]
            while let node = open.popLast() {
                guard node.pointee.type == GUMBO_NODE_ELEMENT || node.pointee.type == GUMBO_NODE_TEMPLATE else { continue }
                let element = node.pointee.v.element
                let name = String(cString: gumbo_normalized_tagname(element.tag))
                for index in 0..<Int(element.attributes.length) {
                    guard let attribute = element.attributes.data[index]?.assumingMemoryBound(to: GumboAttribute.self),
                        let key = attribute.pointee.name, let value = attribute.pointee.value
                    else { continue }
                    let text = String(cString: key).lowercased()
                    if names.contains(text) { found.append(Attribute(element: name, name: text, value: String(cString: value))) }
                }
                for index in 0..<Int(element.children.length) {
                    if let child = element.children.data[index] { open.append(child.assumingMemoryBound(to: GumboNode.self)) }
                }
            }
            return found
        } ?? []
    }

    /// Makes a tree and throws it away: what the time is measured against.
    static func parse(_ html: [UInt8]) { _ = withTree(html) { _ in 0 } }

    private static func withTree<Result>(
        _ html: [UInt8], _ body: (UnsafeMutablePointer<GumboNode>) -> Result
    ) -> Result? {
        html.withUnsafeBytes { octets -> Result? in
            guard let start = octets.bindMemory(to: CChar.self).baseAddress else { return nil }
            var options = kGumboDefaultOptions
            guard let output = gumbo_parse_with_options(&options, start, octets.count) else { return nil }
            defer { gumbo_destroy_output(&options, output) }
            return body(output.pointee.root)
        }
    }
}
