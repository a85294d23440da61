import CLZMA

/// xz through liblzma. Files that follow one another are one, with padding of zeros between and behind them.
final class XZCodec: Codec {
    /// As much as `xz -9` needs, and not what a hostile header asks for.
    private static let memoryLimit: UInt64 = 80 << 20

    private let stream: UnsafeMutablePointer<lzma_stream>
    private(set) var isComplete = false

    init() throws(CompressionError) {
        stream = .allocate(capacity: 1)
        // LZMA_STREAM_INIT: all zero.
        stream.initialize(to: lzma_stream())
        guard lzma_stream_decoder(stream, Self.memoryLimit, 0) == LZMA_OK else {
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
    ) -> CodecStep {
        if isComplete {
            let padding = input.prefix { $0 == 0 }.count
            if padding > 0 || input.isEmpty { return CodecStep(read: padding) }
            isComplete = false
            guard lzma_stream_decoder(stream, Self.memoryLimit, 0) == LZMA_OK else { return CodecStep(failure: .memory) }
        }
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = input.count
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = output.count
        var failure: CompressionError?
        switch lzma_code(stream, isLast ? LZMA_FINISH : LZMA_RUN) {
        case LZMA_OK: break
        case LZMA_STREAM_END: isComplete = true
        // Nothing more to come, and more was expected.
        case LZMA_BUF_ERROR: if isLast { failure = .truncated }
        case LZMA_MEM_ERROR: failure = .memory
        case LZMA_MEMLIMIT_ERROR:
            failure = CompressionError(
                reason: "it needs more than \(Self.memoryLimit >> 20) MiB of memory; decompress it with xz -d, and give what comes of it")
        default: failure = CompressionError(reason: "the data is broken")
        }
        return CodecStep(
            read: input.count - stream.pointee.avail_in, written: output.count - stream.pointee.avail_out, failure: failure)
    }
}
