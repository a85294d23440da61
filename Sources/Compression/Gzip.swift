import CZlib

/// gzip through zlib. Members that follow one another are one file (RFC 1952 §2.2); padding of zeros may follow the last.
final class GzipCodec: Codec {
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isComplete = false

    init() throws(CompressionError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16: gzip, and no other wrapper.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw .memory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) -> CodecStep {
        if isComplete {
            let padding = input.prefix { $0 == 0 }.count
            if padding > 0 || input.isEmpty { return CodecStep(read: padding) }
            isComplete = false
            guard inflateReset(stream) == Z_OK else { return CodecStep(failure: CompressionError(reason: "zlib cannot start again")) }
        }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let offered = Int(stream.pointee.avail_in)
        var failure: CompressionError?
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isComplete = true
        case Z_MEM_ERROR: failure = .memory
        default: failure = CompressionError(reason: stream.pointee.msg.map { String(cString: $0) } ?? "the data is broken")
        }
        return CodecStep(
            read: offered - Int(stream.pointee.avail_in), written: output.count - Int(stream.pointee.avail_out), failure: failure)
    }
}
