/// What the walk through a document fills and leaves empty: kept from one document to the next, so that its lists need
/// not grow again in each, and lie in the processor's caches.
import HTML

struct WalkMemory: Sendable {
    /// By nesting: a document that has others inside is still being walked through.
    typealias Walkers = InlineArray<4, HTMLWalker.Memory>

    static var noWalkers: Walkers { Walkers(repeating: HTMLWalker.Memory()) }

    var walkers = noWalkers
    var sheet = DocumentStyle()
    var rendering = Rendering()

    /// What it holds of one document means nothing in the next.
    mutating func removeAll() {
        sheet.removeAll()
        rendering.removeAll()
    }
}
