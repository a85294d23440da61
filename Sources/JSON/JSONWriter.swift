/// JSON (RFC 8259) written straight into a byte buffer: keys in the order in which they are given, no
/// intermediate tree, no `String` on the way.
///
/// Whatever is written is valid JSON and valid UTF-8: octets that are not UTF-8 become U+FFFD, control
/// characters are escaped, and so are U+2028, U+2029 and the bidi controls, which would otherwise let a mail
/// rearrange a terminal that shows the JSON.
///
/// A report has some hundred fields. So what calls back is `@inlinable`: a module that writes its own types gets code
/// for just these, without closures and without copies of the values. The compiler does that for `public` code only.

/// A value that knows how to write itself as one JSON value.
public protocol JSONWritable {
    func write(to json: inout JSONWriter)
}

public struct JSONWriter: Sendable {
    /// What has been written so far stands before `end`; behind it is room.
    var storage: [UInt8]
    var end = 0
    @usableFromInline let pretty: Bool
    private var depth = 0
    /// Whether the next element of the open object or array needs a comma before it.
    @usableFromInline var needsComma = false

    /// - Parameter pretty: indent by two spaces; else everything is on one line.
    public init(pretty: Bool = false, capacity: Int = 4096) {
        self.pretty = pretty
        storage = [UInt8](repeating: 0, count: capacity)
    }

    /// Octets that have been written so far.
    public var count: Int { end }

    /// What has been written so far.
    public var bytes: [UInt8] { Array(storage[..<end]) }

    public var string: String { String(decoding: storage[..<end], as: UTF8.self) }

    /// Hands `body` what has been written so far.
    public func withOctets<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try body(storage.span.extracting(..<end))
    }

    /// For another value, in the room that there is already.
    public mutating func removeAll() {
        end = 0
        depth = 0
        needsComma = false
    }

    // MARK: Containers

    @inlinable public mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(0x7B)
        body(&self)
        close(0x7D)
    }

    @inlinable public mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(0x5B)
        body(&self)
        close(0x5D)
    }

    /// Members that were written ahead of time; `body` writes the same where they are indented.
    @inlinable public mutating func members(_ ready: JSONMembers, _ body: (inout JSONWriter) -> Void) {
        if pretty { body(&self) } else { put(ready) }
    }

    /// One element of the open array.
    @inlinable public mutating func element(_ body: (inout JSONWriter) -> Void) {
        separate()
        body(&self)
        needsComma = true
    }

    /// `"key":` and the value that `body` writes.
    @inlinable public mutating func key(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        begin(name)
        body(&self)
        needsComma = true
    }

    /// `"key":` for keys that come from data.
    @inlinable public mutating func key(_ name: String, _ body: (inout JSONWriter) -> Void) {
        begin(name)
        body(&self)
        needsComma = true
    }

    // MARK: Fields; `nil` leaves the field out

    public mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        self.value(value, named: name)
    }

    public mutating func field(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    public mutating func field(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    public mutating func field(_ name: StaticString, _ value: Double?) {
        guard let value else { return }
        begin(name)
        self.value(value)
        needsComma = true
    }

    @inlinable public mutating func field(_ name: StaticString, _ value: some JSONWritable) {
        begin(name)
        value.write(to: &self)
        needsComma = true
    }

    @inlinable public mutating func field(_ name: StaticString, _ value: (some JSONWritable)?) {
        guard let value else { return }
        begin(name)
        value.write(to: &self)
        needsComma = true
    }

    public mutating func field(_ name: StaticString, _ values: [String]) {
        begin(name)
        open(0x5B)
        for value in values {
            separate()
            self.value(value)
            needsComma = true
        }
        close(0x5D)
    }

    @inlinable public mutating func field(_ name: StaticString, _ values: [some JSONWritable]) {
        begin(name)
        open(0x5B)
        // A span lends its elements where an array would copy them.
        let values = values.span
        for index in values.indices {
            separate()
            values[index].write(to: &self)
            needsComma = true
        }
        close(0x5D)
    }

    /// The same for what does not know how to write itself.
    @inlinable public mutating func field<Value>(
        _ name: StaticString, _ values: [Value], _ write: (Value, inout JSONWriter) -> Void
    ) {
        begin(name)
        open(0x5B)
        let values = values.span
        for index in values.indices {
            separate()
            write(values[index], &self)
            needsComma = true
        }
        close(0x5D)
    }

    /// So many elements, by their numbers: what they stand for is read where it stands.
    @inlinable public mutating func field(_ name: StaticString, count: Int, _ write: (Int, inout JSONWriter) -> Void) {
        begin(name)
        open(0x5B)
        for index in 0..<count {
            separate()
            write(index, &self)
            needsComma = true
        }
        close(0x5D)
    }

    public mutating func null(_ name: StaticString) {
        begin(name)
        raw("null")
        needsComma = true
    }

    // MARK: Between the values

    @usableFromInline mutating func begin(_ name: String) {
        separate()
        value(name)
        put(0x3A)
        if pretty { put(0x20) }
    }

    @usableFromInline mutating func open(_ bracket: UInt8) {
        put(bracket)
        depth += 1
        needsComma = false
    }

    @usableFromInline mutating func close(_ bracket: UInt8) {
        depth -= 1
        if needsComma, pretty { newLine() }
        put(bracket)
        needsComma = true
    }

    @usableFromInline mutating func separate() {
        if needsComma { put(0x2C) }
        if pretty { newLine() }
        needsComma = false
    }

    private mutating func newLine() {
        put(0x0A)
        for _ in 0..<depth * 2 { put(0x20) }
    }
}
