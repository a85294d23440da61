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
    /// What has been written so far stands before `end`; behind it is room.
    private var storage: [UInt8]
    private var end = 0
    private let pretty: Bool
    private var depth = 0
    /// Whether the next element of the open object or array needs a comma before it.
    private var needsComma = false

    /// - Parameter pretty: indent by two spaces; else everything is on one line.
    package init(pretty: Bool = false, capacity: Int = 4096) {
        self.pretty = pretty
        storage = [UInt8](repeating: 0, count: capacity)
    }

    /// What has been written so far.
    package var bytes: [UInt8] { Array(storage[..<end]) }

    package var string: String { String(decoding: storage[..<end], as: UTF8.self) }

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
        begin(name)
        body(&self)
        needsComma = true
    }

    /// `"key":` for keys that come from data.
    package mutating func key(_ name: String, _ body: (inout JSONWriter) -> Void) {
        separate()
        value(name)
        endKey()
        body(&self)
        needsComma = true
    }

    // MARK: Fields; `nil` leaves the field out

    package mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ value: some JSONWritable) {
        begin(name)
        value.write(to: &self)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        begin(name)
        value.write(to: &self)
        needsComma = true
    }

    package mutating func field(_ name: StaticString, _ values: [String]) {
        key(name) { json in
            json.array { json in
                for value in values {
                    json.separate()
                    json.value(value)
                    json.needsComma = true
                }
            }
        }
    }

    package mutating func field(_ name: StaticString, _ values: [some JSONWritable]) {
        key(name) { json in
            json.array { json in
                // A span lends its elements where an array would copy them.
                let values = values.span
                for index in values.indices {
                    json.separate()
                    values[index].write(to: &json)
                    json.needsComma = true
                }
            }
        }
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

    package mutating func value(_ number: Int) {
        if number < 0 { put(0x2D) }
        digits(number.magnitude)
    }

    /// At most three decimals; a value that JSON cannot hold (NaN, infinity) is `null`.
    package mutating func value(_ number: Double) {
        guard number.isFinite else { return raw("null") }
        let thousandths = (number * 1000).rounded()
        guard abs(thousandths) < 1e15 else { return raw(String(number)) }
        if thousandths < 0 { put(0x2D) }
        let magnitude = UInt(abs(thousandths))
        digits(magnitude / 1000)
        var rest = magnitude % 1000
        if rest > 0 { put(0x2E) }
        var unit: UInt = 100
        while rest > 0 {
            put(0x30 + UInt8(rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    package mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }

    // MARK: Private

    private mutating func reserve(_ count: Int) {
        let missing = end + count - storage.count
        if missing > 0 { storage += repeatElement(0, count: max(missing, storage.count)) }
    }

    private mutating func put(_ octet: UInt8) {
        reserve(1)
        storage[end] = octet
        end += 1
    }

    private mutating func put(_ octets: UnsafeBufferPointer<UInt8>) {
        reserve(octets.count)
        let start = end
        unsafe storage.withUnsafeMutableBytes { target in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[start...]).copyMemory(from: UnsafeRawBufferPointer(octets))
        }
        end += octets.count
    }

    private mutating func raw(_ text: StaticString) { text.withUTF8Buffer { unsafe put($0) } }

    private mutating func raw(_ text: String) {
        var text = text
        text.withUTF8 { unsafe put($0) }
    }

    private mutating func digits(_ number: UInt) {
        if number >= 10 { digits(number / 10) }
        put(0x30 + UInt8(number % 10))
    }

    /// Names of our own hold nothing that must be escaped.
    private mutating func begin(_ name: StaticString) {
        separate()
        name.withUTF8Buffer { unsafe quoted($0) }
        endKey()
    }

    private mutating func endKey() {
        put(0x3A)
        if pretty { put(0x20) }
    }

    private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        put(open)
        depth += 1
        needsComma = false
        let start = end
        body(&self)
        depth -= 1
        if end > start { newLine() }
        put(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { put(0x2C) }
        newLine()
        needsComma = false
    }

    private mutating func newLine() {
        guard pretty else { return }
        put(0x0A)
        for _ in 0..<depth * 2 { put(0x20) }
    }

    /// Between quotation marks, as it is.
    private mutating func quoted(_ utf8: UnsafeBufferPointer<UInt8>) {
        reserve(utf8.count + 2)
        storage[end] = 0x22
        end += 1
        unsafe put(utf8)
        storage[end] = 0x22
        end += 1
    }

    private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        // Most of what is written is plain ASCII.
        if unsafe Self.isPlain(utf8) { return unsafe quoted(utf8) }
        put(0x22)
        var run = 0
        var index = 0
        let count = utf8.count
        while index < count {
            let byte = unsafe utf8[index]
            if byte &- 0x20 < 0x5F, byte != 0x22, byte != 0x5C {
                index += 1
                continue
            }
            let length: Int
            switch byte {
            case 0x22, 0x5C, 0x00..<0x20, 0x7F: length = 1
            case 0xC2 where unsafe index + 1 < count && utf8[index + 1] < 0xA0: length = 2  // C1 controls
            case 0xE2 where unsafe index + 2 < count && Self.isDangerous(utf8[index + 1], utf8[index + 2]): length = 3
            default:
                index += 1
                continue
            }
            unsafe put(UnsafeBufferPointer(rebasing: utf8[run..<index]))
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
        unsafe put(UnsafeBufferPointer(rebasing: utf8[run..<count]))
        put(0x22)
    }

    private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count >= 8 else {
            return unsafe utf8.allSatisfy { $0 &- 0x20 < 0x5F && $0 != 0x22 && $0 != 0x5C }
        }
        let octets = UnsafeRawBufferPointer(utf8)
        let last = octets.count - 8
        for index in stride(from: 0, to: last, by: 8) {
            guard unsafe isPlain(octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { return false }
        }
        return unsafe isPlain(octets.loadUnaligned(fromByteOffset: last, as: UInt64.self))
    }

    /// Whether none of eight octets is a control, a quotation mark, a backslash or beyond ASCII: for each question the
    /// high bit of an octet is the answer.
    private static func isPlain(_ octets: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = octets ^ (ones * 0x22)
        let slashes = octets ^ (ones * 0x5C)
        let deletes = octets ^ (ones * 0x7F)
        let controls = (octets &- ones * 0x20) & ~octets
        let found = controls | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | ((deletes &- ones) & ~deletes)
        return (found | octets) & (ones * 0x80) == 0
    }

    /// U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
    private static func isDangerous(_ second: UInt8, _ third: UInt8) -> Bool {
        switch (second, third) {
        case (0x80, 0x8E...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA6...0xA9): true
        default: false
        }
    }
}
