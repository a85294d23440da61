import CZstd

/// Zstandard through libzstd. Frames that follow one another are one file (RFC 8878 §3).
final class ZstdCodec: Codec {
    /// 64 MiB of window: the largest level without `--long` has 8 MiB, and a hostile header may ask for more.
    private static let windowLog: Int32 = 26

    private let context: OpaquePointer
    /// Between frames.
    private(set) var isComplete = true

    init() throws(CompressionError) {
        guard let context = ZSTD_createDCtx() else { throw .memory }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
    }

    deinit { ZSTD_freeDCtx(context) }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) throws(CompressionError) -> (Int, Int) {
        if input.isEmpty, isComplete { return (0, 0) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let left = ZSTD_decompressStream(context, &target, &source)
        if ZSTD_isError(left) != 0 { throw CompressionError(reason: String(cString: ZSTD_getErrorName(left))) }
        isComplete = left == 0
        return (source.pos, target.pos)
    }
}
