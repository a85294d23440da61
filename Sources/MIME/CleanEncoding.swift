import Glibc

/// The part of an encoded text that is as RFC 2045 §6.7 and §6.8 have it, decoded several octets at a time. GMime's decoder
/// goes octet by octet; it is left what comes first that is not so, and all that follows: where these stop, its state
/// would be that of the start.
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

    /// All but what an equals sign within the last two octets begins: runs without one, `=XX`, soft line breaks, and what
    /// means nothing.
    /// - Parameter target: has room for as much as the source is long.
    static func quotedPrintable(
        _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int) {
        guard let from = source.baseAddress, let to = target.baseAddress else { return (0, 0) }
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
            guard read + 2 < source.count else { break }
            let (first, second) = (from[read + 1], from[read + 2])
            if first == 0x0A {
                read += 2
            } else if first == 0x0D, second == 0x0A {
                read += 3
            } else if let high = digit(first), let low = digit(second) {
                to[written] = high << 4 | low
                written += 1
                read += 3
            } else if first == 0x20 || first == 0x09, let end = lineEnd(source, from: read + 1) {
                // RFC 2045 §6.7, rule 3: white space at the end of a line was added on the way.
                read = end
            } else {
                // It means nothing, and stays.
                memcpy(to + written, from + read, 3)
                written += 3
                read += 3
            }
        }
        return (read, written)
    }

    /// Behind the line end, where nothing but white space stands before it; nil elsewhere.
    private static func lineEnd(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < source.count, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        if index + 1 < source.count, source[index] == 0x0D, source[index + 1] == 0x0A { return index + 2 }
        return index < source.count && source[index] == 0x0A ? index + 1 : nil
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
