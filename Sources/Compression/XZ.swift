import CLZMA

/// xz through liblzma.
final class XZCodec: Codec {
    /// As much as `xz -9` needs, and not what a hostile header asks for.
    private static let memoryLimit: UInt64 = 80 << 20

    /// LZMA_CONCATENATED, a macro that Swift does not see: files that follow one another are one.
    private static let concatenated: UInt32 = 0x08

    private let stream: UnsafeMutablePointer<lzma_stream>
    private(set) var isComplete = false

    init() throws(CompressionError) {
        stream = .allocate(capacity: 1)
        // LZMA_STREAM_INIT: all zero.
        stream.initialize(to: lzma_stream())
        guard lzma_stream_decoder(stream, Self.memoryLimit, Self.concatenated) == LZMA_OK else {
            stream.deallocate()
            throw .memory
        }
    }

    deinit {
        lzma_end(stream)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) throws(CompressionError) -> (Int, Int) {
        if isComplete { return (input.count, 0) }
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = input.count
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = output.count
        switch lzma_code(stream, isLast ? LZMA_FINISH : LZMA_RUN) {
        case LZMA_OK: break
        case LZMA_STREAM_END: isComplete = true
        // Nothing more to come, and more was expected.
        case LZMA_BUF_ERROR: if isLast { throw .truncated }
        case LZMA_MEM_ERROR: throw .memory
        case LZMA_MEMLIMIT_ERROR:
            throw CompressionError(reason: "it needs more than \(Self.memoryLimit >> 20) MiB of memory")
        default: throw CompressionError(reason: "the data is broken")
        }
        return (input.count - stream.pointee.avail_in, output.count - stream.pointee.avail_out)
    }
}
