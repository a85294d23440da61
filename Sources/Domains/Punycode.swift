/// Punycode (RFC 3492) decoded without the rules of IDNA, for A-labels that those rules refuse: a label that no
/// registry should have accepted may still be shown to a reader, and is then all the more suspect.
package enum Punycode {
    /// The label in Unicode; nil where it has no `xn--` in front or is no Punycode.
    package static func decodedLabel(_ label: some StringProtocol) -> String? {
        let octets = Array(label.utf8)
        guard octets.count > 4, octets.count <= 63, label.lowercased().hasPrefix("xn--") else { return nil }
        let encoded = octets.dropFirst(4)
        let delimiter = encoded.lastIndex(of: 0x2D)
        var output: [UInt32] = delimiter.map { encoded[..<$0].map(UInt32.init) } ?? []
        var index = delimiter.map { $0 + 1 } ?? encoded.startIndex
        var codePoint: UInt32 = 128
        var position: UInt32 = 0
        var bias: UInt32 = 72
        while index < encoded.endIndex {
            let old = position
            var weight: UInt32 = 1
            var k: UInt32 = base
            while true {
                guard index < encoded.endIndex, let digit = digit(encoded[index]) else { return nil }
                index += 1
                let (product, overflow) = digit.multipliedReportingOverflow(by: weight)
                let (sum, carry) = position.addingReportingOverflow(product)
                guard !overflow, !carry else { return nil }
                position = sum
                let threshold = k <= bias ? 1 : min(k - bias, 26)
                if digit < threshold { break }
                let (next, tooLarge) = weight.multipliedReportingOverflow(by: base - threshold)
                guard !tooLarge else { return nil }
                weight = next
                k += base
            }
            let count = UInt32(output.count) + 1
            bias = adapted(position - old, count, isFirst: old == 0)
            let (next, overflow) = codePoint.addingReportingOverflow(position / count)
            guard !overflow, Unicode.Scalar(next) != nil else { return nil }
            codePoint = next
            position %= count
            output.insert(codePoint, at: Int(position))
            position += 1
        }
        var scalars = String.UnicodeScalarView()
        for value in output { if let scalar = Unicode.Scalar(value) { scalars.append(scalar) } }
        return String(scalars)
    }

    private static let base: UInt32 = 36

    /// RFC 3492 §6.1.
    private static func adapted(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > 455 {
            delta /= base - 1
            k += base
        }
        return k + base * delta / (delta + 38)
    }

    private static func digit(_ octet: UInt8) -> UInt32? {
        switch octet {
        case 0x30...0x39: UInt32(octet) - 0x30 + 26
        case 0x41...0x5A: UInt32(octet) - 0x41
        case 0x61...0x7A: UInt32(octet) - 0x61
        default: nil
        }
    }
}
