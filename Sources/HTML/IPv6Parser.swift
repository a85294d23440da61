/// The IPv6 parser and serialiser (WHATWG URL §3.5, 3.6). Nil is failure.
enum IPv6Parser {
    static func parse(_ input: ArraySlice<UInt8>) -> [UInt16]? {
        var pieces: [UInt16] = []
        var compress: Int?
        var index = input.startIndex
        let end = input.endIndex
        if input.first == 0x3A {
            guard input.count > 1, input[index + 1] == 0x3A else { return nil }
            index += 2
            compress = 0
        }
        while index < end {
            guard pieces.count < 8 else { return nil }
            if input[index] == 0x3A {
                guard compress == nil else { return nil }
                index += 1
                compress = pieces.count
                continue
            }
            let start = index
            var value: UInt16 = 0
            while index < end, index - start < 4, let digit = PercentEncoding.digit(input[index]) {
                value = value << 4 | UInt16(digit)
                index += 1
            }
            if index < end, input[index] == 0x2E {
                guard pieces.count <= 6, let address = quad(input[start...]) else { return nil }
                pieces.append(UInt16(address >> 16))
                pieces.append(UInt16(truncatingIfNeeded: address))
                break
            }
            if index < end {
                guard input[index] == 0x3A, index + 1 < end else { return nil }
                index += 1
            }
            pieces.append(value)
        }
        guard let compress else { return pieces.count == 8 ? pieces : nil }
        guard pieces.count < 8 else { return nil }
        pieces.insert(contentsOf: [UInt16](repeating: 0, count: 8 - pieces.count), at: compress)
        return pieces
    }

    /// Four decimal numbers without leading zeros.
    private static func quad(_ input: ArraySlice<UInt8>) -> UInt32? {
        let parts = input.split(separator: 0x2E, maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != 0x30 else { return nil }
            var value: UInt32 = 0
            for byte in part {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + UInt32(byte - 0x30)
            }
            guard value < 256 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    /// §3.6: the first longest run of two or more zero pieces is shortened.
    static func serialise(_ pieces: [UInt16]) -> String {
        var best = 0..<0
        var start = 0
        while start < pieces.count {
            var end = start
            while end < pieces.count, pieces[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let text = { (slice: ArraySlice<UInt16>) in slice.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !best.isEmpty else { return text(pieces[...]) }
        return text(pieces[..<best.lowerBound]) + "::" + text(pieces[best.upperBound...])
    }
}
