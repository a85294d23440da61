import Synchronization

/// The content of a leaf, decoded when somebody reads it: nobody reads most attachments, and they are most of the octets
/// of an archive.
final class PartContent: Sendable {
    /// The message that it stands in.
    private let message: [UInt8]
    private let range: Range<Int>
    private let encoding: TransferEncoding
    private let decoded: Mutex<[UInt8]?>

    init(_ message: [UInt8], _ range: Range<Int>, _ encoding: TransferEncoding) {
        self.message = message
        self.range = range.clamped(to: message.indices)
        self.encoding = encoding
        decoded = Mutex(nil)
    }

    /// - Parameter decoded: octets that stand in no message.
    init(_ decoded: [UInt8]) {
        message = []
        range = 0..<0
        encoding = .identity
        self.decoded = Mutex(decoded)
    }

    var octets: [UInt8] {
        decoded.withLock { decoded in
            if let decoded { return decoded }
            let octets = message.withUnsafeBufferPointer { encoding.decode($0[range]) }
            decoded = octets
            return octets
        }
    }

    var count: Int {
        if let decoded = decoded.withLock({ $0 }) { return decoded.count }
        return message.withUnsafeBufferPointer { encoding.decodedCount($0[range]) } ?? octets.count
    }
}
