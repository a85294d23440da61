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
        guard length < limit - 1, filled < Self.bufferSize - 1 else {
            emit(byte: 0x0D)
            return emit(byte: 0x0A)
        }
        buffer[filled] = 0x0D
        buffer[filled + 1] = 0x0A
        filled += 2
        length += 2
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
        // Mostly there is room for all of it, before the limit and in the buffer.
        guard octets.count <= limit - min(length, limit), octets.count <= Self.bufferSize - filled else {
            return emitPieces(octets)
        }
        copy(octets)
        length += octets.count
    }

    private mutating func emitPieces(_ octets: UnsafeRawBufferPointer) {
        let room = max(0, limit - length)
        length += octets.count
        let hashed = UnsafeRawBufferPointer(rebasing: octets.prefix(room))
        if tail.count < tailLimit { tail.append(contentsOf: octets.dropFirst(room).prefix(tailLimit - tail.count)) }
        if hashed.count > Self.bufferSize - filled { flush() }
        guard hashed.count <= Self.bufferSize else { return digest.update(hashed) }
        copy(hashed)
    }

    private mutating func copy(_ octets: UnsafeRawBufferPointer) {
        guard let source = octets.baseAddress, let target = buffer.baseAddress else { return }
        memcpy(target + filled, source, octets.count)
        filled += octets.count
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

    private typealias Block = SIMD16<UInt8>

    /// Sixteen octets at a time over what holds no control character and no two of space or control in a row; an octet
    /// is set against the one behind it, so that each is looked at where it stands.
    private static func plain(_ octets: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var position = start
        while position + 17 <= octets.count {
            let block = octets.loadUnaligned(fromByteOffset: position, as: Block.self)
            let next = octets.loadUnaligned(fromByteOffset: position + 1, as: Block.self)
            let isBlank = Block(repeating: 0x21) .> block
            let stops = (Block(repeating: 0x20) .> block) .| (isBlank .& (Block(repeating: 0x21) .> next))
            let bits = unsafeBitCast(stops, to: SIMD2<UInt64>.self)
            if bits.x | bits.y != 0 {
                return position
                    + (bits.x != 0 ? bits.x.littleEndian.trailingZeroBitCount / 8 : 8 + bits.y.littleEndian.trailingZeroBitCount / 8)
            }
            position += 16
        }
        while position + 1 < octets.count, octets[position] > 0x20 || octets[position] == 0x20 && octets[position + 1] > 0x20 {
            position += 1
        }
        return position
    }
}
