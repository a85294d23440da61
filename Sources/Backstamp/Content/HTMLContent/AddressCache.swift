/// The addresses of a document, each parsed once: spacers and links are repeated tens of times.
import Domains
import HTML

struct AddressCache: Sendable {
    struct Entry: Sendable {
        let written: ArraySlice<UInt8>
        /// As something that is loaded; `link` is what it is as a link.
        fileprivate(set) var url: RemoteURL?
        fileprivate var words: URLWords?
        fileprivate var link: (url: WebURL?, facts: LinkFacts?) = (nil, nil)
        fileprivate var isLoad = false
        fileprivate var isLink = false
    }

    private var entries: [Entry] = []
    /// By hash; of two addresses with one hash the later one is kept.
    private var places: [UInt64: Int] = [:]
    private var base: WebURL?

    private static let limit = 10_000
    /// Most documents have fewer.
    private static let usualCount = 24

    subscript(place: Int) -> Entry { entries[place] }

    /// The place of the address of a load as it is written.
    mutating func entry(_ written: ArraySlice<UInt8>, base: WebURL?) -> Int {
        let place = place(written, base)
        if !entries[place].isLoad {
            entries[place].isLoad = true
            entries[place].url = RemoteURL(written, base: base)
        }
        return place
    }

    /// The address of a link, parsed.
    mutating func link(_ written: ArraySlice<UInt8>, base: WebURL?) -> (url: WebURL?, facts: LinkFacts?) {
        let place = place(written, base)
        if !entries[place].isLink {
            let url = WebURL(written, base: base)
            entries[place].isLink = true
            entries[place].link = (url: url, facts: url.map { LinkFacts($0) })
        }
        return entries[place].link
    }

    private mutating func place(_ written: ArraySlice<UInt8>, _ base: WebURL?) -> Int {
        if base != self.base || entries.count >= Self.limit {
            self.base = base
            entries = []
            places = [:]
        }
        let hash = written.span.quickHash
        if let place = places[hash] {
            let other = entries[place].written
            if other.span.isSame(as: written.span) { return place }
        }
        if entries.isEmpty {
            entries.reserveCapacity(Self.usualCount)
            places.reserveCapacity(Self.usualCount)
        }
        places[hash] = entries.count
        entries.append(Entry(written: written))
        return entries.count - 1
    }

    /// What the words of the URL say; nil for what is no URL of the web.
    mutating func words(_ place: Int) -> URLWords? {
        if let words = entries[place].words { return words }
        guard let address = entries[place].url, let url = address.parsed else { return nil }
        let words = URLWords(url, address.webHost)
        entries[place].words = words
        return words
    }
}
