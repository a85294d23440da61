/// An output that only ever grows: octets are gathered in blocks, and a block goes to the disk directly where the file
/// system allows it, past the system's cache. That takes a fifth of the time, and leaves the cache to others.
///
/// What fills no block is written in the ordinary way when it has to be in the file, and again with its block when that is
/// full: the same octets at the same place, so that what was promised is there at any moment.
final class BlockOutput {
    /// Who reads a pipe along, or a file that cannot be written directly, does not wait for whole blocks.
    private static let ordinaryLimit = 1 << 18

    private let file: OutputFile
    private var block = BlockBuffer()
    /// Where the block stands in the file.
    private var start = 0
    /// So many octets of the block are in the file.
    private var saved = 0

    /// - Parameter octets: of the file, behind which the output goes on.
    init(_ file: OutputFile, after octets: Int) {
        self.file = file
        start = octets
    }

    func write(_ octets: Span<UInt8>) throws(SinkError) {
        var written = 0
        while written < octets.count {
            written += block.append(octets.extracting(written...), limit: limit)
            if block.count >= limit { try flush() }
        }
    }

    /// Everything is on the disk when this returns.
    func synchronize() throws(SinkError) {
        try save()
        try file.synchronize()
    }

    func close() throws(SinkError) {
        try synchronize()
        try file.close()
    }

    /// The first block after a place that is none of a block's is so much shorter.
    private var limit: Int {
        let room = BlockBuffer.capacity - start % BlockBuffer.capacity
        return file.isDirect ? room : min(room, Self.ordinaryLimit)
    }

    private func flush() throws(SinkError) {
        if file.isDirect, block.count == BlockBuffer.capacity {
            saved = max(saved, block.withOctets { file.writeDirectly($0, at: start) })
        }
        try save()
        start += block.count
        saved = 0
        block.removeAll()
    }

    private func save() throws(SinkError) {
        guard saved < block.count else { return }
        let place = start + saved
        try block.withOctets(from: saved) { octets throws(SinkError) in try file.write(octets, at: place) }
        saved = block.count
    }
}
