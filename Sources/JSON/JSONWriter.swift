/// JSON (RFC 8259) written straight into a byte buffer: keys in the order in which they are given, no
/// intermediate tree, no `String` on the way.
///
/// Whatever is written is valid JSON and valid UTF-8: octets that are not UTF-8 become U+FFFD, control
/// characters are escaped, and so are U+2028, U+2029 and the bidi controls, which would otherwise let a mail
/// rearrange a terminal that shows the JSON.

/// A value that knows how to write itself as one JSON value.
package protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    private var depth = 0
    /// Whether the next element of the open object or array needs a comma before it.
    private var needsComma = false

    /// - Parameter pretty: indent by two spaces; else everything is on one line.
    package init(pretty: Bool = false, capacity: Int = 4096) {
        self.pretty = pretty
        bytes.reserveCapacity(capacity)
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    // MARK: Containers

    package mutating func object(_ body: (inout JSONWriter) -> Void) { container(0x7B, 0x7D, body) }

    package mutating func array(_ body: (inout JSONWriter) -> Void) { container(0x5B, 0x5D, body) }

    /// One element of the open array.
    package mutating func element(_ body: (inout JSONWriter) -> Void) {
        separate()
        body(&self)
        needsComma = true
    }

    /// `"key":` and the value that `body` writes.
    package mutating func key(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key("\(name)", body)
    }

    /// `"key":` for keys that come from data.
    package mutating func key(_ name: String, _ body: (inout JSONWriter) -> Void) {
        separate()
        value(name)
        bytes.append(0x3A)
        if pretty { bytes.append(0x20) }
        body(&self)
        needsComma = true
    }

    // MARK: Fields; `nil` leaves the field out

    package mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name) { $0.value(value) }
    }

    package mutating func field(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name) { $0.value(value) }
    }

    package mutating func field(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name) { $0.value(value) }
    }

    package mutating func field(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        key(name) { $0.value(value) }
    }

    package mutating func field(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        key(name) { value.write(to: &$0) }
    }

    package mutating func field(_ name: StaticString, _ values: [String]) {
        key(name) { json in json.array { json in for value in values { json.element { $0.value(value) } } } }
    }

    package mutating func field(_ name: StaticString, _ values: [some JSONWritable]) {
        key(name) { json in json.array { json in for value in values { json.element { value.write(to: &$0) } } } }
    }

    package mutating func null(_ name: StaticString) {
        key(name) { $0.raw("null") }
    }

    // MARK: Values

    package mutating func value(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in unsafe escaped(utf8) }
    }

    /// Octets of a mail: what is not UTF-8 becomes U+FFFD.
    package mutating func value(octets: some Sequence<UInt8>) {
        value(String(decoding: Array(octets), as: UTF8.self))
    }

    package mutating func value(_ number: Int) { raw(String(number)) }

    /// At most three decimals; a value that JSON cannot hold (NaN, infinity) is `null`.
    package mutating func value(_ number: Double) {
        guard number.isFinite else { return raw("null") }
        let thousandths = (number * 1000).rounded()
        guard abs(thousandths) < 1e15 else { return raw(String(number)) }
        let whole = Int(thousandths)
        let fraction = abs(whole % 1000)
        var text = (whole < 0 ? "-" : "") + String(abs(whole / 1000))
        if fraction != 0 {
            var digits = String(fraction)
            digits = String(repeating: "0", count: 3 - digits.count) + digits
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        raw(text)
    }

    package mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    // MARK: Private

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        bytes.append(open)
        depth += 1
        needsComma = false
        let start = bytes.count
        body(&self)
        depth -= 1
        if bytes.count > start { newLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
        newLine()
        needsComma = false
    }

    private mutating func newLine() {
        guard pretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(0x22)
        var run = 0
        var index = 0
        let count = utf8.count
        while index < count {
            let byte = unsafe utf8[index]
            let length: Int
            switch byte {
            case 0x22, 0x5C, 0x00..<0x20, 0x7F: length = 1
            case 0xC2 where unsafe index + 1 < count && utf8[index + 1] < 0xA0: length = 2  // C1 controls
            case 0xE2 where unsafe index + 2 < count && Self.isDangerous(utf8[index + 1], utf8[index + 2]): length = 3
            default:
                index += 1
                continue
            }
            unsafe bytes.append(contentsOf: utf8[run..<index])
            switch byte {
            case 0x22: raw("\\\"")
            case 0x5C: raw("\\\\")
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            default:
                var scalar = UInt32(byte)
                if length == 2 { scalar = unsafe UInt32(utf8[index + 1]) }
                if length == 3 {
                    scalar = unsafe (0x2 << 12) | (UInt32(utf8[index + 1] & 0x3F) << 6) | UInt32(utf8[index + 2] & 0x3F)
                }
                let hex = String(scalar, radix: 16)
                raw("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
            }
            index += length
            run = index
        }
        unsafe bytes.append(contentsOf: utf8[run..<count])
        bytes.append(0x22)
    }

    /// U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
    private static func isDangerous(_ second: UInt8, _ third: UInt8) -> Bool {
        switch (second, third) {
        case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
    }
}
