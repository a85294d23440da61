/// The style sheets that were read last, by their text: a sender's messages have the same, and so have the waves of a
/// campaign. What a sheet says depends on nothing else. Bounded in octets.
import DNS
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
        if let known = kept.withLock({ $0.value(key) }) {
            let other = known.text
            if other.span.isSame(as: text.span) { return known }
        }
        let sheet = Sheet(text)
        kept.withLock { $0.keep(sheet, key) }
        return sheet
    }

    private static let kept = Mutex(RecentValues<UInt64, Sheet>(limit: 1 << 18) { $0.text.count })
    // Rules take up to some sixty times the memory of their text.
    private static let maximumLength = 1 << 15
}
