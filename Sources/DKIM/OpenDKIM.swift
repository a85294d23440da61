import COpenDKIM
import MIME

/// libopendkim, used for what it does well: canonicalisation and hashing. It gets the message and hands back the header
/// and body hash of each signature; it never asks for a key, never judges a signature, and never sees the DNS.
///
/// Its handle is created once and freed with this object. One message at a time: the library allows several threads, but
/// a verifier belongs to one.
final class OpenDKIM {
    private let library: OpaquePointer

    /// nil where the library is built without what is needed: our own canonicalisation does all the work then.
    init?() {
        guard let library = dkim_init(nil, nil) else { return nil }
        // Debian's build has them; another may not, and would fail message by message.
        let isComplete = [DKIM_FEATURE_SHA256, DKIM_FEATURE_ED25519].allSatisfy { dkim_libfeature(library, UInt32($0)) }
        guard isComplete, Self.configure(library) else {
            dkim_close(library)
            return nil
        }
        self.library = library
    }

    deinit { dkim_close(library) }

    private static func configure(_ library: OpaquePointer) -> Bool {
        // With DELAYSIGPROC the final callback comes before any key is asked for.
        var flags = UInt32(DKIM_LIBFLAGS_DELAYSIGPROC)
        let size = MemoryLayout.size(ofValue: flags)
        guard dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_FLAGS, &flags, size) == DKIM_STAT_OK else { return false }
        // Expiry is judged by us; a library that calls a signature expired gives no hashes. Two centuries of drift.
        var drift = UInt64(1) << 33
        let driftSize = MemoryLayout.size(ofValue: drift)
        guard dkim_options(library, DKIM_OP_SETOPT, DKIM_OPTS_CLOCKDRIFT, &drift, driftSize) == DKIM_STAT_OK else {
            return false
        }
        guard dkim_set_key_lookup(library, { _, _, _, _ in DKIM_CBSTAT_NOTFOUND }) == DKIM_STAT_OK else { return false }
        return dkim_set_final(library, { Collector.collect($0, $1, $2) }) == DKIM_STAT_OK
    }

    // MARK: Hashing

    /// The hashes of the signatures of a message: one element per DKIM-Signature field that the library accepted, with
    /// the index of the field. Empty where it refused the message.
    /// - Parameter line: the message's fields with CRLF inside, without their last line end.
    func hashes(_ section: HeaderSection) -> [Int: SignatureHashes] {
        var status = DKIM_STAT_OK
        guard let message = dkim_verify(library, "message", nil, &status) else { return [:] }
        defer { dkim_free(message) }
        let collector = Collector()
        return withExtendedLifetime(collector) {
            dkim_set_user_context(message, Unmanaged.passUnretained(collector).toOpaque())
            guard let accepted = feedHeader(section, to: message), !accepted.isEmpty,
                dkim_eoh(message) == DKIM_STAT_OK, feedBody(section, to: message)
            else { return [:] }
            dkim_eom(message, nil)
            // The list has the accepted fields in their order; if it has not, nobody knows which is which.
            guard collector.hashes.count == accepted.count else { return [:] }
            var hashes: [Int: SignatureHashes] = [:]
            for (field, found) in zip(accepted, collector.hashes) { hashes[field] = found }
            return hashes
        }
    }

    /// - Returns: the indices of the signature fields that were accepted; nil where another field was refused, which
    ///   would then be missing from the hashes.
    private func feedHeader(_ section: HeaderSection, to message: OpaquePointer) -> [Int]? {
        var accepted: [Int] = []
        var line: [UInt8] = []
        for field in section.fields where !field.key.isEmpty {
            line.removeAll(keepingCapacity: true)
            Canonicalization.simple.append(section.raw(field), to: &line)
            guard !line.isEmpty else { continue }
            let status = line.withUnsafeMutableBufferPointer { dkim_header(message, $0.baseAddress, $0.count) }
            if field.key == "dkim-signature" {
                // A field with an error in it is SYNTAX and costs itself only.
                if status == DKIM_STAT_OK { accepted.append(field.index) }
            } else if status != DKIM_STAT_OK {
                return nil
            }
        }
        return accepted
    }

    /// Bare LF becomes CRLF on the way, nothing else changes; the body always ends with CRLF, or the library refuses it.
    private func feedBody(_ section: HeaderSection, to message: OpaquePointer) -> Bool {
        section.octets.withUnsafeBufferPointer { octets in
            var chunk: [UInt8] = []
            let size = 1 << 16
            chunk.reserveCapacity(size + 2)
            var last: UInt8 = 0
            func flush() -> Bool {
                guard !chunk.isEmpty else { return true }
                let status = chunk.withUnsafeMutableBufferPointer { dkim_body(message, $0.baseAddress, $0.count) }
                chunk.removeAll(keepingCapacity: true)
                return status == DKIM_STAT_OK
            }
            for position in section.bodyStart..<octets.count {
                let byte = octets[position]
                if byte == 0x0A, last != 0x0D { chunk.append(0x0D) }
                chunk.append(byte)
                last = byte
                if chunk.count >= size, !flush() { return false }
            }
            if last != 0x0A { chunk += [0x0D, 0x0A] }
            return flush()
        }
    }
}

/// What the final callback finds, in the library's order; nil for a signature that it found an error in.
private final class Collector {
    var hashes: [SignatureHashes?] = []

    static func collect(
        _ message: OpaquePointer?, _ signatures: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int32
    ) -> DKIM_CBSTAT {
        guard let message, let signatures, let context = dkim_get_user_context(message) else {
            return DKIM_CBSTAT_CONTINUE
        }
        let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
        for index in 0..<Int(max(0, count)) {
            let signature = signatures[index]
            // dkim_sig_gethashes asserts where the signature has an error.
            let found = dkim_sig_geterror(signature) == DKIM_SIGERROR_OK ? Self.hashes(signature) : nil
            collector.hashes.append(found)
            // Without this the library would go on and ask for the key.
            dkim_sig_ignore(signature)
        }
        return DKIM_CBSTAT_CONTINUE
    }

    private static func hashes(_ signature: OpaquePointer?) -> SignatureHashes? {
        var header: UnsafeMutableRawPointer?
        var body: UnsafeMutableRawPointer?
        var headerLength = 0
        var bodyLength = 0
        guard dkim_sig_gethashes(signature, &header, &headerLength, &body, &bodyLength) == DKIM_STAT_OK,
            let header, let body
        else { return nil }
        return SignatureHashes(
            header: Array(UnsafeRawBufferPointer(start: header, count: headerLength)),
            body: Array(UnsafeRawBufferPointer(start: body, count: bodyLength)))
    }
}
