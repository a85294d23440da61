import Glibc

/// Encoded text (RFC 2045 §6.7, §6.8), decoded several octets at a time: all of quoted-printable, and base64 as far as it is
/// without fault. GMime's decoder goes octet by octet; it is left what comes first that is at fault in base64, and all that
/// follows: where this stops, its state would be that of the start.
enum CleanEncoding {
    /// Four characters at a time, and line ends between such fours.
    /// - Parameter target: has room for all that the source decodes to, and for four octets more.
    static func base64(
        _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int) {
        guard let base = target.baseAddress else { return (0, 0) }
        let bits = UnsafeMutableRawPointer(base)
        var read = 0
        var written = 0
        base64Bits.withUnsafeBufferPointer { table in
            while read + 4 <= source.count {
                let word =
                    table[Int(source[read])] | table[256 + Int(source[read + 1])] | table[512 + Int(source[read + 2])]
                    | table[768 + Int(source[read + 3])]
                if word < 1 << 24 {
                    bits.storeBytes(of: (word << 8).bigEndian, toByteOffset: written, as: UInt32.self)
                    read += 4
                    written += 3
                } else if source[read] == 0x0D, source[read + 1] == 0x0A {
                    read += 2
                } else if source[read] == 0x0A {
                    read += 1
                } else {
                    break
                }
            }
        }
        return (read, written)
    }

    /// How many octets base64 without fault decodes to; nil where there is a fault in it.
    static func base64Count(_ source: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = source.baseAddress else { return 0 }
        var end = source.count
        while end > 0, source[end - 1] == 0x0A || source[end - 1] == 0x0D { end -= 1 }
        let textEnd = end
        while end > 0, textEnd - end < 2, source[end - 1] == 0x3D { end -= 1 }
        var (characters, others) = (0, 0)
        var start = 0
        while start + 16 <= end {
            // Each lane counts up to 255.
            let stop = min(start + 255 * 16, end - 15)
            var inAlphabet = Block(repeating: 0)
            var inLineEnds = Block(repeating: 0)
            while start < stop {
                let block = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: Block.self)
                let kinds = kinds(of: block)
                // A mask is -1 in each lane that it holds for.
                inAlphabet = inAlphabet &- unsafeBitCast(kinds.inAlphabet, to: Block.self)
                inLineEnds = inLineEnds &- unsafeBitCast(kinds.inLineEnds, to: Block.self)
                start += 16
            }
            for lane in 0..<16 {
                characters += Int(inAlphabet[lane])
                others += Int(inLineEnds[lane])
            }
        }
        for octet in source[start..<end] {
            let kinds = kinds(of: Block(repeating: octet))
            characters += kinds.inAlphabet[0] ? 1 : 0
            others += kinds.inLineEnds[0] ? 1 : 0
        }
        guard characters + others == end, (characters + textEnd - end) % 4 == 0 else { return nil }
        return characters * 3 / 4
    }

    private typealias Block = SIMD16<UInt8>

    /// Which octets are characters of the alphabet, and which belong to line ends. Vectors are compared with vectors: against
    /// one number each lane would be compared by itself.
    @inline(__always)
    private static func kinds(of block: Block) -> (inAlphabet: SIMDMask<Block.MaskStorage>, inLineEnds: SIMDMask<Block.MaskStorage>) {
        let letters = (block | Block(repeating: 0x20)) &- Block(repeating: 0x61)
        // The slash and the digits behind it.
        let others = block &- Block(repeating: 0x2F)
        let inAlphabet =
            (Block(repeating: 26) .> letters) .| (Block(repeating: 11) .> others) .| (Block(repeating: 0x2B) .== block)
        return (inAlphabet, (Block(repeating: 0x0A) .== block) .| (Block(repeating: 0x0D) .== block))
    }

    /// What each octet adds to the 24 bits of four, by its place among them: 256 entries for each. An octet that is no
    /// character of the alphabet sets a bit above those.
    private static let base64Bits: [UInt32] = {
        var table = [UInt32](repeating: 1 << 24, count: 1024)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() {
            for place in 0..<4 { table[256 * place + Int(byte)] = UInt32(value) << (6 * UInt32(3 - place)) }
        }
        return table
    }()

    /// Runs without an equals sign, `=XX`, and soft line breaks. RFC 2045 §6.7 leaves open what any other equals sign means:
    /// it stays, and what follows is read as if it were not there, lest an escape hides behind it.
    /// - Parameter target: has room for as much as the source is long.
    /// - Returns: how many octets were written.
    static func quotedPrintable(
        _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        var read = 0
        var written = 0
        while read < source.count {
            if from[read] != 0x3D {
                let found = memchr(from + read, 0x3D, source.count - read)
                let end = found.map { UnsafeRawPointer(from).distance(to: UnsafeRawPointer($0)) } ?? source.count
                memcpy(to + written, from + read, end - read)
                written += end - read
                read = end
                continue
            }
            read += 1
            if read + 1 < source.count, let high = digit(from[read]), let low = digit(from[read + 1]) {
                to[written] = high << 4 | low
                written += 1
                read += 2
            } else if let end = lineEnd(source, from: read) {
                read = end
            } else {
                to[written] = 0x3D
                written += 1
            }
        }
        return written
    }

    /// Behind the line end, or the end of the text, where nothing but white space stands before it (rule 3: it was added on
    /// the way); nil elsewhere.
    private static func lineEnd(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < source.count, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        if index < source.count, source[index] == 0x0D { index += 1 }
        if index == source.count { return index }
        return source[index] == 0x0A ? index + 1 : nil
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x37
        case 0x61...0x66: octet - 0x57
        default: nil
        }
    }
}
