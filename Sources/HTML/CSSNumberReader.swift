/// Numbers of CSS (CSS Syntax Level 3 §4.3.12 and 4.3.13) and their values. Digits beyond what a Double can tell apart
/// only move its exponent; what is too large becomes infinity.
struct CSSNumberReader {
    private let input: ArraySlice<UInt8>
    private(set) var index: Int

    init(_ input: ArraySlice<UInt8>, _ index: Int) {
        self.input = input
        self.index = index
    }

    mutating func read() -> Double {
        var isNegative = false
        if let sign = byte(0), sign == 0x2B || sign == 0x2D {
            isNegative = sign == 0x2D
            index += 1
        }
        var value = digits()
        if byte(0) == 0x2E, isDigit(byte(1)) {
            index += 1
            var scale = 0.1
            while let digit = byte(0), isDigit(digit) {
                value += Double(digit - 0x30) * scale
                scale /= 10
                index += 1
            }
        }
        if let letter = byte(0), letter | 0x20 == 0x65 {
            let hasSign = byte(1) == 0x2B || byte(1) == 0x2D
            if isDigit(byte(hasSign ? 2 : 1)) {
                let isSmall = byte(1) == 0x2D
                index += hasSign ? 2 : 1
                var exponent = min(digits(), 400)
                while exponent > 0 {
                    value = isSmall ? value / 10 : value * 10
                    exponent -= 1
                }
            }
        }
        return isNegative ? -value : value
    }

    private mutating func digits() -> Double {
        var value = 0.0
        while let digit = byte(0), isDigit(digit) {
            value = value * 10 + Double(digit - 0x30)
            index += 1
        }
        return value
    }

    private func byte(_ offset: Int) -> UInt8? { index + offset < input.endIndex ? input[index + offset] : nil }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
}
