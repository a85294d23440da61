/// The style sheets that were read last, by their text: a sender's messages have the same, and so have the waves of a
/// campaign. What a sheet says depends on nothing else. Bounded in octets; full, it starts anew.
import Domains
import HTML
import Synchronization

enum KnownSheets {
    struct Sheet: Sendable {
        fileprivate let text: [UInt8]
        let rules: CSSStylesheet
        let loads: [DocumentStyle.Load]

        init(_ text: [UInt8]) {
            self.text = text
            rules = CSSStylesheet(text[...], conditional: false)
            loads = DocumentStyle.loads(text[...])
        }
    }

    static func of(_ text: [UInt8]) -> Sheet {
        guard text.count <= maximumLength else { return Sheet(text) }
        let key = text.span.quickHash
        if let known = kept.withLock({ $0.sheets[key] }) {
            let other = known.text
            if other.span.isSame(as: text.span) { return known }
        }
        let sheet = Sheet(text)
        kept.withLock { kept in
            if kept.octets + text.count > limit { kept = Kept() }
            kept.octets += text.count
            kept.sheets[key] = sheet
        }
        return sheet
    }

    private struct Kept: Sendable {
        var sheets: [UInt64: Sheet] = [:]
        var octets = 0
    }

    private static let kept = Mutex(Kept())
    // Rules take up to some sixty times the memory of their text.
    private static let maximumLength = 1 << 15
    private static let limit = 1 << 18
}
