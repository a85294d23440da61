/// The text of a document, read run by run: what of it is seen, and stands in a link; what is hidden, and by what.
import HTML

/// The runs of text that the walk met, in the order of the document.
struct MetTexts: Sendable {
    struct Run: Sendable {
        enum Kind: UInt8 { case text, blank, concealed }

        let text: HTMLText
        let kind: Kind
        /// What parts it from the run before.
        let gap: VisibleText.Gap
        /// It stands in.
        let link: Int?
        /// Why it is not seen; nil where it is, and where an element is concealed whose style does not say so.
        let hiddenBy: Hiding?
    }

    fileprivate var runs: [Run] = []
    /// The text of one of them with its replacements made, kept for its memory.
    fileprivate var replaced: [UInt8] = []
    /// What parts the next run from the last one.
    var gap = VisibleText.Gap.none

    /// A document of many runs has them read in between, so that they take little memory.
    var isFull: Bool { runs.count >= Self.limit }
    private static let limit = 256
    private static let usualCount = 64

    mutating func append(_ run: Run) {
        if runs.capacity == 0 { runs.reserveCapacity(Self.usualCount) }
        runs.append(run)
        // What is not seen parts nothing, and what parted it from the text before still parts that from what follows.
        if run.kind != .concealed, run.hiddenBy == nil { gap = .none }
    }
}

extension HTMLContent.RawLink {
    fileprivate mutating func append(_ octets: ArraySlice<UInt8>) {
        text.append(folding: octets)
        if !joinedText.isEmpty { joinedText.append(folding: octets) }
    }

    /// Another line or cell is another word, if it is shown as one; behind a full stop it is one.
    fileprivate mutating func part(by blank: ArraySlice<UInt8>) {
        let isSentence = text.utf8.last == UInt8(ascii: ".")
        if !isSentence, joinedText.isEmpty { joinedText = text }
        text.append(folding: blank)
        if isSentence, !joinedText.isEmpty { joinedText.append(folding: blank) }
    }
}

extension HTMLInspection {
    /// Those that were met since the last time.
    mutating func readTexts() {
        guard !texts.runs.isEmpty else { return }
        var runs: [MetTexts.Run] = []
        swap(&runs, &texts.runs)
        let octets = document.octets
        for run in runs { read(run, octets) }
        runs.removeAll(keepingCapacity: true)
        swap(&runs, &texts.runs)
    }

    private mutating func read(_ run: MetTexts.Run, _ octets: [UInt8]) {
        content.visibleText.add(run.gap)
        switch run.kind {
        case .text: readText(run, octets)
        case .blank: if let link = run.link { content.links[link].append(Self.blank) }
        case .concealed:
            let text = run.text.octets(in: octets)
            let length = Ink(text.span).length
            content.hiddenTextLength += length
            content.textLength += length
            hide(text, run.hiddenBy ?? .attribute, run.text)
        }
    }

    private mutating func readText(_ run: MetTexts.Run, _ octets: [UInt8]) {
        // White space of any kind is folded here.
        guard !run.text.isAsWritten else { return readText(run, octets, run.text.range, octets) }
        var text: [UInt8] = []
        swap(&text, &texts.replaced)
        let isReplaced = run.text.replace(in: octets, newlines: false, into: &text)
        if isReplaced { readText(run, text, text.indices, octets) } else { readText(run, octets, run.text.range, octets) }
        if text.count <= Self.judgedOctets { swap(&text, &texts.replaced) }
    }

    /// - Parameters:
    ///   - text: what the text of the run stands in, with its replacements made.
    ///   - range: where it stands there.
    private mutating func readText(_ run: MetTexts.Run, _ text: [UInt8], _ range: Range<Int>, _ octets: [UInt8]) {
        let ink = Ink(text.span.extracting(range))
        if ink.length > 0 {
            content.textLength += ink.length
            if let reason = run.hiddenBy {
                content.hiddenTextLength += ink.length
                return hide(run.text.octets(in: octets), reason, run.text)
            }
            if !ink.isASCII { noteSigns(text[range], run.text) }
        }
        content.visibleText.append(text, range)
        guard let link = run.link else { return }
        if run.gap != .none { content.links[link].part(by: Self.blank) }
        content.links[link].append(text[range])
    }

    /// White space between what stands before and what follows.
    private static let blank: ArraySlice<UInt8> = [0x20]

    private mutating func hide(_ text: ArraySlice<UInt8>, _ technique: Hiding, _ run: HTMLText) {
        guard content.hiddenText.count < Content.hiddenTextLimit else { return }
        let length = InvisibleText.inkLength(text.prefix(Self.judgedOctets))
        guard length > 0 else { return }
        content.hiddenText.append(
            Content.HiddenText(technique: technique.rawValue, length: length, place: document.place(run, text)))
    }

    private mutating func noteSigns(_ text: ArraySlice<UInt8>, _ run: HTMLText) {
        let signs = InvisibleText.signs(in: text)
        guard signs != (0, 0, 0) else { return }
        for (kind, number) in [("zero-width", signs.zeroWidth), ("bidi-override", signs.bidi), ("tag", signs.tags)]
        where number > 0 {
            if let index = content.invisibleSigns.firstIndex(where: { $0.kind == kind }) {
                content.invisibleSigns[index].count += number
            } else {
                let place = document.place(run, run.octets(in: document.octets))
                content.invisibleSigns.append(Content.InvisibleSigns(kind: kind, count: number, place: place))
            }
        }
    }

    private static let judgedOctets = 64 * 1024

    /// How much of a text makes a mark, judged by its octets.
    private struct Ink {
        /// Octets that are no white space.
        var length = 0
        var isASCII = true

        init(_ octets: Span<UInt8>) {
            var all: UInt8 = 0
            var start = 0
            // In pieces that an octet can count, so that many are looked at together.
            while start < octets.count {
                let piece = octets.extracting(start..<min(start + 255, octets.count))
                var count: UInt8 = 0
                for index in piece.indices {
                    count &+= piece[index] > 0x20 ? 1 : 0
                    all |= piece[index]
                }
                length &+= Int(count)
                start += piece.count
            }
            isASCII = all < 0x80
        }
    }
}
