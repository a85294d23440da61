/// Compressed files, decompressed piece by piece: gzip (RFC 1952), xz and Zstandard (RFC 8878), each through its library.
///
/// Files that were put one behind the other are read as one. Data that is broken or ends too early is an error at that
/// place; what came before it has been handed out.
package enum CompressedFormat: Sendable, CaseIterable {
    case gzip, xz, zstd

    /// By the first octets of a file; nil for one that is not compressed by any of these.
    package init?(magic octets: [UInt8]) {
        guard let format = Self.allCases.first(where: { octets.starts(with: $0.magic) }) else { return nil }
        self = format
    }

    private var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B, 0x08]
        case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
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

    init(_ codec: any Codec) { self.codec = codec }

    /// - Parameter more: the next compressed piece; empty at the end.
    /// - Returns: the next decompressed piece; empty at the end.
    package func next(_ more: () throws(CompressionError) -> [UInt8]) throws(CompressionError) -> [UInt8] {
        while true {
            if start == input.count, !isAtEnd {
                input = try more()
                start = 0
                isAtEnd = input.isEmpty
            }
            var consumed = 0
            var failure: CompressionError?
            let output = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, filled in
                do throws(CompressionError) {
                    (consumed, filled) = try input.withUnsafeBufferPointer { input throws(CompressionError) in
                        try codec.decode(
                            UnsafeBufferPointer(rebasing: input[start...]), into: buffer, isLast: isAtEnd)
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            start += consumed
            if !output.isEmpty { return output }
            if isAtEnd, consumed == 0 {
                guard codec.isComplete else { throw .truncated }
                return []
            }
        }
    }
}

/// One library's state.
protocol Codec: AnyObject {
    /// Whether the data may end here.
    var isComplete: Bool { get }

    /// - Returns: octets read and octets written.
    func decode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isLast: Bool
    ) throws(CompressionError) -> (Int, Int)
}
