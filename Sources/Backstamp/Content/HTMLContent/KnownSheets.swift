/// The style sheets that were read last, by their text: a sender's messages have the same, and so have the waves of a
/// campaign. What a sheet says depends on nothing else. Bounded in octets: once there are too many, those go that were not
/// asked for since the last time.
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
        if let known = kept.withLock({ $0.sheet(key) }) {
            let other = known.text
            if other.span.isSame(as: text.span) { return known }
        }
        let sheet = Sheet(text)
        kept.withLock { $0.keep(sheet, key) }
        return sheet
    }

    private struct Kept: Sendable {
        private var recent: [UInt64: Sheet] = [:]
        private var octets = 0
        /// What was kept before that.
        private var older: [UInt64: Sheet] = [:]

        mutating func sheet(_ key: UInt64) -> Sheet? {
            if let sheet = recent[key] { return sheet }
            guard let sheet = older[key] else { return nil }
            keep(sheet, key)
            return sheet
        }

        mutating func keep(_ sheet: Sheet, _ key: UInt64) {
            if octets + sheet.text.count > limit / 2 { (older, recent, octets) = (recent, [:], 0) }
            octets += sheet.text.count
            recent[key] = sheet
        }
    }

    private static let kept = Mutex(Kept())
    // Rules take up to some sixty times the memory of their text.
    private static let maximumLength = 1 << 15
    private static let limit = 1 << 18
}
