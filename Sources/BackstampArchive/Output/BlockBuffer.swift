/// Room for one block of an output, at a place in memory from which a disk can take it without a copy.
///
/// The memory is this value's alone: nobody else has its address, and it goes with it.
@safe struct BlockBuffer: ~Copyable {
    /// Octets of a block. In smaller ones a disk is slower; blocks stand in the file at multiples of it.
    static let capacity = 1 << 20
    /// Any block device takes memory that starts on a page; 64 KiB is the largest page that Linux has anywhere.
    private static let alignment = 1 << 16

    private let memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init() {
        unsafe memory = .allocate(byteCount: Self.capacity, alignment: Self.alignment)
        // Octets that are not there yet must not be those of somebody else, whatever goes wrong later.
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    /// Adds as many octets as there is room for below `limit`.
    /// - Returns: how many these were.
    mutating func append(_ octets: Span<UInt8>, limit: Int) -> Int {
        let added = max(0, min(octets.count, min(limit, Self.capacity) - count))
        unsafe octets.withUnsafeBytes { source in
            unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + added])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<added]))
        }
        count += added
        return added
    }

    mutating func removeAll() { count = 0 }

    /// Hands `body` the octets from `start` on.
    func withOctets<Result, Failure>(
        from start: Int = 0, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let octets = unsafe UnsafeRawBufferPointer(memory).assumingMemoryBound(to: UInt8.self)
        return try body(unsafe octets.span.extracting(min(max(start, 0), count)..<count))
    }
}
