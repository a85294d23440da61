/// The pool cannot do its work at all.
package enum PoolError: Error, Hashable, Sendable {
    /// The system refuses what the pool needs.
    case system(String)
    /// Workers end before they are ready: with that code, and what they said.
    case worker(code: Int32, complaints: [String])
}
