import Synchronization

/// Whether the work is to stop: asked for by a signal, looked at between messages and before each read of a stream, which
/// would else wait for a pipe that has nothing, or unpack without an end.
package enum StopRequest {
    private static let number = Atomic<Int32>(0)

    /// May be called by a signal's handler.
    /// - Parameter signal: the one that asks for it.
    package static func make(signal: Int32) { number.store(signal, ordering: .relaxed) }

    /// The signal that asked for it; nil where none has.
    package static var signal: Int32? {
        let number = number.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
