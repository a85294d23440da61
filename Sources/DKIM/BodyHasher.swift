import Glibc

/// The canonical body of a message (RFC 6376 §3.4.3 and §3.4.4), streamed into a hash: chunks of any size give the same
/// result, and nothing is copied but a small buffer.
///
/// Most of a body is as it should be, so it is passed over in runs (`BodyRuns`); what changes is told octet by octet.
package struct BodyHasher: ~Copyable {
    private var digest: Digest
    private let isRelaxed: Bool
    /// `l=`: how many canonical octets are hashed (§3.4.5).
    private let limit: Int
    /// Canonical octets on their way to the hash.
    private let buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
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
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 16)
    }

    deinit { buffer.deallocate() }

    package mutating func update(_ octets: ArraySlice<UInt8>) {
        octets.withUnsafeBytes { update($0) }
    }

    private mutating func update(_ octets: UnsafeRawBufferPointer) {
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
            let end = isRelaxed ? BodyRuns.relaxed(octets, position) : BodyRuns.simple(octets, position)
            startContent()
            emit(UnsafeRawBufferPointer(rebasing: octets[position..<end]))
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
        return (digest.finish(), length)
    }

    /// - Returns: the canonical octets behind the limit, the first `tail` of them.
    mutating func finishWithTail() -> [UInt8] {
        _ = finish()
        return tail
    }

    // MARK: Lines

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
            if filled == Self.bufferSize { flush() }
            buffer[filled] = byte
            filled += 1
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
        if hashed.count > Self.bufferSize - filled { flush() }
        guard hashed.count <= Self.bufferSize else { return digest.update(hashed) }
        guard let source = hashed.baseAddress, let target = buffer.baseAddress else { return }
        memcpy(target + filled, source, hashed.count)
        filled += hashed.count
    }

    private mutating func flush() {
        digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
        filled = 0
    }
}

/// How far a body stays as it is in its canonical form. A run starts at content; where it ends, octet by octet is right
/// again, so a run may be shorter than it could be.
private enum BodyRuns {
    /// To the end of the line: only a CR that may belong to it is left out.
    static func simple(_ octets: UnsafeRawBufferPointer, _ start: Int) -> Int {
        guard let base = octets.baseAddress else { return octets.count }
        let found = memchr(base + start, 0x0A, octets.count - start)
        var end = found.map { base.distance(to: UnsafeRawPointer($0)) } ?? octets.count
        if end > start, octets[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// To white space that may change, or a CR or LF: one space between two words stays as it is, and so does a CRLF
    /// between two lines with nothing but words at their ends.
    static func relaxed(_ octets: UnsafeRawBufferPointer, _ start: Int) -> Int {
        let count = octets.count
        var end = start + 1
        while end < count {
            end = plain(octets, end)
            guard end < count else { break }
            let byte = octets[end]
            if byte == 0x20 {
                guard end + 1 < count, octets[end + 1] > 0x20 else { break }
                end += 2
            } else if byte == 0x0D {
                // The octet before is content: this function never goes on behind white space.
                guard end + 2 < count, octets[end + 1] == 0x0A, octets[end + 2] > 0x20 else { break }
                end += 3
            } else if byte == 0x0A || byte == 0x09 {
                break
            } else {
                end += 1
            }
        }
        return end
    }

    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// Eight octets at a time over what holds no control character and no two of space or control in a row.
    private static func plain(_ octets: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var position = start
        while position + 8 <= octets.count {
            let word = octets.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            // The high bit of each octet: whether it is above 0x20, and whether it is above 0x1F.
            let visible = ((word & low) &+ 0x5F5F_5F5F_5F5F_5F5F | word) & high
            let printable = ((word & low) &+ 0x6060_6060_6060_6060 | word) & high
            let blank = visible ^ high
            // A blank and the octet behind it, which is the next higher one.
            let stops = (printable ^ high) | blank & blank >> 8
            if stops != 0 { return position + stops.trailingZeroBitCount / 8 }
            // A space at the end of the eight: what follows it is in the next.
            position += blank >> 63 == 1 ? 7 : 8
        }
        return position
    }
}
