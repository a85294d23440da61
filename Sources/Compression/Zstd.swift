import CZstd

/// Zstandard through libzstd. Frames that follow one another are one file (RFC 8878 §3).
final class ZstdCodec: Codec {
    /// 128 MiB of window, as much as `zstd -d` takes without being told to: what `zstd --long` and `--ultra -22` write. A
    /// hostile header may ask for more.
    private static let windowLog: Int32 = 27

    private let context: OpaquePointer
    /// Between frames.
    private(set) var isComplete = true
    /// So much input the library wants to come to the end of a block.
    private var hint = 0

    init() throws(CompressionError) {
        guard let context = ZSTD_createDCtx() else { throw .memory }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
    }

    deinit { ZSTD_freeDCtx(context) }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) -> CodecStep {
        if input.isEmpty, isComplete { return CodecStep() }
        var step = CodecStep()
        // A block at a time: what the library has decompressed in the call in which it fails is lost.
        repeat {
            let count = min(input.count - step.read, max(hint, 1))
            var source = ZSTD_inBuffer(src: input.baseAddress.map { UnsafeRawPointer($0 + step.read) }, size: count, pos: 0)
            var target = ZSTD_outBuffer(
                dst: output.baseAddress.map { UnsafeMutableRawPointer($0 + step.written) }, size: output.count - step.written, pos: 0)
            let left = ZSTD_decompressStream(context, &target, &source)
            if ZSTD_isError(left) != 0 {
                step.failure = Self.failure(left)
                return step
            }
            step.read += source.pos
            step.written += target.pos
            isComplete = left == 0
            hint = left
            if source.pos == 0, target.pos == 0 { break }
        } while !isComplete && step.read < input.count && step.written < output.count
        return step
    }

    private static func failure(_ code: Int) -> CompressionError {
        let why = String(cString: ZSTD_getErrorName(code))
        guard ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge else { return CompressionError(reason: why) }
        return CompressionError(
            reason: "it needs more than \(1 << (windowLog - 20)) MiB of memory; decompress it with zstd -d --long=31, and give what comes "
                + "of it, a pipe for example")
    }
}
