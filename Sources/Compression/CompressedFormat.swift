/// Compressed files, decompressed piece by piece: gzip (RFC 1952), xz and Zstandard (RFC 8878), each through its library.
///
/// Files that were put one behind the other are read as one. Data that is broken or ends too early is an error at that
/// place; all that can be had of what comes before it has been handed out.
package enum CompressedFormat: Sendable, CaseIterable {
    case gzip, xz, zstd

    /// By the first octets of a file; nil for one that is not compressed by any of these.
    package init?(magic octets: [UInt8]) {
        if octets.starts(with: [0x1F, 0x8B, 0x08]) {
            self = .gzip
        } else if octets.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if octets.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else if let first = octets.first, first & 0xF0 == 0x50, octets.dropFirst().starts(with: [0x2A, 0x4D, 0x18]) {
            // A frame that is skipped may come first, as in what pzstd writes (RFC 8878 §3.1.2).
            self = .zstd
        } else {
            return nil
        }
    }

    package func makeDecoder() throws(CompressionError) -> Decoder {
        switch self {
        case .gzip: Decoder(try GzipCodec())
        case .xz: Decoder(try XZCodec())
        case .zstd: Decoder(try ZstdCodec())
        }
    }
}

package struct CompressionError: Error, Hashable, Sendable {
    package let reason: String
    /// It lies behind data that is whole: nothing is missing of that.
    package internal(set) var isBehindAll = false

    package init(reason: String) { self.reason = reason }

    static let truncated = CompressionError(reason: "the data ends too early")
    static let memory = CompressionError(reason: "there is not enough memory")
}

/// Decompresses one file.
package final class Decoder {
    /// So much is decompressed at a time, whatever the data promises.
    private static let piece = 1 << 18

    private let codec: any Codec
    private var input: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Octets that were decompressed, and how many of them are whole files.
    private var total = 0
    private var whole = 0
    /// Told once all before it is handed out.
    private var failure: CompressionError?

    init(_ codec: any Codec) { self.codec = codec }

    /// - Parameter more: the next compressed piece; empty at the end.
    /// - Returns: the next decompressed piece; empty at the end.
    package func next(_ more: () throws(CompressionError) -> [UInt8]) throws(CompressionError) -> [UInt8] {
        while failure == nil {
            if start == input.count, !isAtEnd {
                input = try more()
                start = 0
                isAtEnd = input.isEmpty
            }
            var step = CodecStep()
            let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, filled in
                step = input.withUnsafeBufferPointer { input in
                    codec.decode(UnsafeBufferPointer(rebasing: input[start...]), into: buffer, isLast: isAtEnd)
                }
                filled = step.written
            }
            start += step.read
            total += output.count
            failure = step.failure
            if codec.isComplete, failure == nil { whole = total }
            if !output.isEmpty { return output }
            if isAtEnd, step.read == 0, failure == nil {
                if codec.isComplete { return [] }
                failure = .truncated
            }
        }
        failure?.isBehindAll = whole > 0 && whole == total
        throw failure ?? .truncated
    }
}

/// One library's state.
protocol Codec: AnyObject {
    /// Whether the data may end here.
    var isComplete: Bool { get }

    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) -> CodecStep
}

/// How far a codec has come.
struct CodecStep {
    /// Octets of its input and of its output.
    var read = 0
    var written = 0
    /// Why it cannot go on behind that.
    var failure: CompressionError?
}
