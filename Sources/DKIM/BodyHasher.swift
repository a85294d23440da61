/// The canonical body of a message (RFC 6376 §3.4.3 and §3.4.4), streamed into a hash: chunks of any size give the same
/// result, and nothing is copied but a small buffer.
package struct BodyHasher: ~Copyable {
    private var digest: Digest
    private let isRelaxed: Bool
    /// `l=`: how many canonical octets are hashed (§3.4.5).
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Canonical octets so far, those behind `limit` included.
    private var length = 0

    // What has been seen and may still turn out to be nothing: empty lines, a CR, white space.
    private var emptyLines = 0
    private var endsInCR = false
    private var endsInSpace = false
    private var lineHasContent = false

    /// Canonical octets behind `limit`, as many of them as are wanted.
    private var tail: [UInt8] = []
    private let tailLimit: Int

    private static let bufferSize = 1 << 14

    /// - Parameter tail: how many of the octets behind `limit` are kept for `finishWithTail`.
    package init(
        _ canonicalization: Canonicalization, _ algorithm: HashAlgorithm, limit: Int? = nil, tail: Int = 0
    ) {
        tailLimit = tail
        digest = Digest(algorithm)
        isRelaxed = canonicalization == .relaxed
        self.limit = limit ?? .max
        buffer.reserveCapacity(Self.bufferSize)
    }

    package mutating func update(_ octets: ArraySlice<UInt8>) {
        octets.withUnsafeBufferPointer { update($0) }
    }

    private mutating func update(_ octets: UnsafeBufferPointer<UInt8>) {
        let count = octets.count
        var position = 0
        while position < count {
            let byte = octets[position]
            if byte == 0x0A {
                endLine()
                position += 1
                continue
            }
            // A CR that no LF follows is content.
            if endsInCR { content(of: 0x0D) }
            if byte == 0x0D {
                endsInCR = true
                position += 1
                continue
            }
            if isRelaxed, byte == 0x20 || byte == 0x09 {
                endsInSpace = true
                position += 1
                continue
            }
            let end = isRelaxed ? Self.relaxedRun(octets, position) : Self.simpleRun(octets, position)
            startContent()
            emit(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(octets)[position..<end]))
            position = end
        }
    }

    /// - Returns: the hash of the canonical body up to the limit, and the length of the whole canonical body.
    package mutating func finish() -> (hash: [UInt8], length: Int) {
        if endsInCR { content(of: 0x0D) }
        if lineHasContent { endLine() }
        // §3.4.3: a body that is empty becomes one CRLF; §3.4.4: it stays empty.
        if length == 0, !isRelaxed { emitLineEnd() }
        flush()
        return (digest.value(), length)
    }

    /// - Returns: the canonical octets behind the limit, the first `tail` of them.
    mutating func finishWithTail() -> [UInt8] {
        _ = finish()
        return tail
    }

    // MARK: Lines

    private static func simpleRun(_ octets: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < octets.count, octets[end] != 0x0A, octets[end] != 0x0D { end += 1 }
        return end
    }

    /// Up to white space that changes: one space between two words stays as it is.
    private static func relaxedRun(_ octets: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < octets.count {
            let byte = octets[end]
            if byte <= 0x20 {
                if byte == 0x0A || byte == 0x0D || byte == 0x09 { break }
                if byte == 0x20 {
                    guard end + 1 < octets.count, octets[end + 1] > 0x20 else { break }
                }
            }
            end += 1
        }
        return end
    }

    private mutating func endLine() {
        endsInCR = false
        endsInSpace = false
        if lineHasContent { emitLineEnd() } else { emptyLines += 1 }
        lineHasContent = false
    }

    /// What was held back is content after all.
    private mutating func startContent() {
        while emptyLines > 0 {
            emitLineEnd()
            emptyLines -= 1
        }
        if endsInSpace {
            emit(byte: 0x20)
            endsInSpace = false
        }
        lineHasContent = true
    }

    private mutating func content(of byte: UInt8) {
        endsInCR = false
        startContent()
        emit(byte: byte)
    }

    // MARK: Output

    private mutating func emitLineEnd() {
        emit(byte: 0x0D)
        emit(byte: 0x0A)
    }

    private mutating func emit(byte: UInt8) {
        if length < limit {
            if buffer.count == Self.bufferSize { flush() }
            buffer.append(byte)
        } else if tail.count < tailLimit {
            tail.append(byte)
        }
        length += 1
    }

    private mutating func emit(_ octets: UnsafeRawBufferPointer) {
        let room = max(0, limit - length)
        length += octets.count
        let hashed = UnsafeRawBufferPointer(rebasing: octets.prefix(room))
        if tail.count < tailLimit { tail.append(contentsOf: octets.dropFirst(room).prefix(tailLimit - tail.count)) }
        if buffer.count + hashed.count > Self.bufferSize { flush() }
        if hashed.count > Self.bufferSize { digest.update(hashed) } else { buffer.append(contentsOf: hashed) }
    }

    private mutating func flush() {
        digest.update(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
