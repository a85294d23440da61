/// What a pool is told, and what it hands out.
package import Backstamp

extension WorkerPool {
    package struct Settings: Sendable {
        /// The program and its arguments, as far as a worker's.
        package var command: [String]
        package var jobs: Int
        /// For one message.
        package var messageTimeout: Duration
        /// For a worker to be ready: one that has a large DNS snapshot to read takes some seconds.
        package var startTimeout: Duration = .seconds(300)
        /// Pieces that a worker has at a time: two, so that the next is there when one is finished; more where workers ask
        /// the DNS ahead of time.
        package var ahead = 2

        package init(command: [String], jobs: Int, messageTimeout: Duration) {
            self.command = command
            self.jobs = jobs
            self.messageTimeout = messageTimeout
        }
    }

    /// A message that is finished, in the order of the input.
    package struct Delivery {
        /// From 0 over the whole run of the pool.
        package let number: Int
        package let source: MessageSource
        package let facts: MessageFacts
        /// Where the input goes on behind it.
        package let after: ArchivePosition
    }

    /// Takes a finished message, and is lent its line.
    package typealias Deliver = (Delivery, Span<UInt8>) throws -> Void
}
