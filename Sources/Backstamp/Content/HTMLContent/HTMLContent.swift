/// What one HTML document would fetch, where it leads and what it shows: the harvest, before anything is judged.
import HTML

/// A picture as the document shows it, with what tells a beacon from it.
final class ShownImage: Sendable {
    let address: RemoteURL
    /// What the words of its URL say; nil for what is no URL of the web.
    let words: URLWords?
    let shape: ImageShape
    let alt: String
    /// It is what one clicks on, and so to be seen.
    let isInLink: Bool
    /// Index of the load in `HTMLContent.loads`.
    let loadIndex: Int

    init(address: RemoteURL, words: URLWords?, shape: ImageShape, alt: String, isInLink: Bool, loadIndex: Int) {
        self.address = address
        self.words = words
        self.shape = shape
        self.alt = alt
        self.isInLink = isInLink
        self.loadIndex = loadIndex
    }
}

struct HTMLContent: Sendable {
    struct RawLink: Sendable {
        let written: ArraySlice<UInt8>
        /// What the address is relative to.
        let base: WebURL?
        let tag: HTMLTag
        let document: HTMLDocument
        /// What the reader sees.
        var text: String
        /// The same without a blank where only tags part the words: a style may have put them on one line. Empty where no tag
        /// made one.
        var joinedText = ""
    }

    var loads: [Content.RemoteLoad] = []
    /// Parsed, in the order of `loads`.
    var loadURLs: [RemoteURL] = []
    var images: [ShownImage] = []
    var links: [RawLink] = []
    var forms: [Content.Form] = []
    var visibleText = VisibleText(limit: Content.visibleTextLimit)
    var textLength = 0
    var hiddenTextLength = 0
    var hiddenText: [Content.HiddenText] = []
    var invisibleSigns: [Content.InvisibleSigns] = []
    var imageCount = 0
    var limits: Set<String> = []
    /// It had more beacons than are reported.
    var hasMoreBeacons = false

    /// Of links, and of loads: most mails that have any have so many, and lists need not grow step by step.
    static let usualCount = 12
}

extension Content {
    static let visibleTextLimit = 64 * 1024
    static let linkLimit = 2_000
    static let loadLimit = 5_000
    static let formLimit = 200
    static let partLimit = 16 << 20
    static let linkTextLimit = 1_000
}
