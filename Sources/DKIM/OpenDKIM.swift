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
        guard dkim_set_key_lookup(library, { _, _, _, _ in DKIM_CBSTAT_NOTFOUND }) == DKIM_STAT_OK else { return false }
        return dkim_set_final(library, { Collector.collect($0, $1, $2) }) == DKIM_STAT_OK
    }

    // MARK: Hashing

    /// The hashes of the signatures of a message, by the index of the field. Empty where the library refused the message,
    /// a signature is left out where it found an error in it, an expiry for example.
    /// - Parameter section: a message that `OpenDKIMScope` covers; another may end the process.
    func hashes(_ section: HeaderSection) -> [Int: SignatureHashes] {
        var status = DKIM_STAT_OK
        guard let message = dkim_verify(library, "message", nil, &status) else { return [:] }
        defer { dkim_free(message) }
        let collector = Collector()
        return withExtendedLifetime(collector) {
            dkim_set_user_context(message, Unmanaged.passUnretained(collector).toOpaque())
            guard feedHeader(section, to: message), dkim_eoh(message) == DKIM_STAT_OK, feedBody(section, to: message)
            else { return [:] }
            dkim_eom(message, nil)
            // The library's list has the fields in their order; if it has not, nobody knows which is which.
            let fields = section.fields("dkim-signature")
            guard collector.hashes.count == fields.count else { return [:] }
            var hashes: [Int: SignatureHashes] = [:]
            for (field, found) in zip(fields, collector.hashes) { hashes[field.index] = found }
            return hashes
        }
    }

    /// - Returns: whether every field was taken; one that was not would be missing from the hashes.
    private func feedHeader(_ section: HeaderSection, to message: OpaquePointer) -> Bool {
        var line: [UInt8] = []
        for field in section.fields where !field.key.isEmpty {
            line.removeAll(keepingCapacity: true)
            Canonicalization.simple.append(section.raw(field), to: &line)
            // dkim_header asserts that there is something.
            guard !line.isEmpty else { return false }
            let status = line.withUnsafeMutableBufferPointer { dkim_header(message, $0.baseAddress, $0.count) }
            guard status == DKIM_STAT_OK else { return false }
        }
        return true
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
            // dkim_sig_gethashes asserts where the signature has an error. As long as none was found the code is UNKNOWN.
            let error = dkim_sig_geterror(signature)
            let isUsable = error == DKIM_SIGERROR_UNKNOWN || error == DKIM_SIGERROR_OK
            let found = isUsable ? Self.hashes(signature) : nil
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
