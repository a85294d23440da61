import CSPF2
import DNS
import Glibc

/// A DNS layer of libspf2 that hands it what `LibSPF2Gate` lets through. The library's objects live as long as one
/// call of `withServer`, and no pointer leaves this file and `LibSPF2.swift`.
enum LibSPF2Layer {
    static func withServer<Value>(
        _ gate: LibSPF2Gate, _ body: (UnsafeMutablePointer<SPF_server_t>) -> Value?
    ) -> Value? {
        let name = strdup("answers")
        defer { free(name) }
        var layer = SPF_dns_server_t()
        layer.lookup = { layer, domain, type, _ in
            guard let layer, let domain, let hook = layer.pointee.hook else { return nil }
            let gate = Unmanaged<LibSPF2Gate>.fromOpaque(hook).takeUnretainedValue()
            return LibSPF2Layer.lookup(layer, gate, domain, type)
        }
        layer.name = UnsafePointer(name)
        layer.hook = Unmanaged.passUnretained(gate).toOpaque()
        return withExtendedLifetime(gate) {
            withUnsafeMutablePointer(to: &layer) { layer in
                // Without a destructor the layer stays ours.
                guard let server = SPF_server_new_dns(layer, 0) else { return nil }
                defer { SPF_server_free(server) }
                SPF_server_set_max_dns_mech(server, Int32(SPFLimits.standard.lookups))
                SPF_server_set_max_dns_mx(server, Int32(SPFEvaluation.maximumExchanges))
                SPF_server_set_max_dns_ptr(server, Int32(SPFEvaluation.maximumPointers))
                SPF_server_set_sanitize(server, 1)
                return body(server)
            }
        }
    }

    private static let types: [UInt32: RecordType] =
        Dictionary(uniqueKeysWithValues: RecordType.allCases.map { (UInt32($0.code), $0) })

    /// The record set is the library's to free (`SPF_dns_rr_free`).
    private static func lookup(
        _ layer: UnsafeMutablePointer<SPF_dns_server_t>, _ gate: LibSPF2Gate, _ domain: UnsafePointer<CChar>,
        _ type: ns_type
    ) -> UnsafeMutablePointer<SPF_dns_rr_t>? {
        let failure = { (status: Int32) in SPF_dns_rr_new_init(layer, domain, type, 0, status) }
        guard let known = types[UInt32(type.rawValue)] else { return failure(NO_DATA) }
        guard let answer = gate.answer(String(cString: domain), known) else { return failure(TRY_AGAIN) }
        if answer.status == .nxDomain { return failure(HOST_NOT_FOUND) }
        if answer.records.isEmpty { return failure(NO_DATA) }
        guard let set = SPF_dns_rr_new_init(layer, domain, type, Int32(clamping: answer.ttl), NETDB_SUCCESS) else {
            return nil
        }
        for record in answer.records {
            let index = set.pointee.num_rr
            let data = octets(record)
            guard
                SPF_dns_rr_buf_realloc(set, index, max(data.count, MemoryLayout<SPF_dns_rr_data_t>.size))
                    == SPF_E_SUCCESS,
                let target = set.pointee.rr?[Int(index)]
            else { break }
            UnsafeMutableRawPointer(target).copyMemory(from: data, byteCount: data.count)
            set.pointee.num_rr += 1
        }
        return set
    }

    /// As the library's own layers fill the union: addresses in network order, all else a C string.
    private static func octets(_ record: DNSRecord) -> [UInt8] {
        switch record {
        case .address(let address): address.octets
        case .mx(_, let exchange): Array(exchange.utf8) + [0]
        case .name(let name): Array(name.utf8) + [0]
        case .text(let text): text + [0]
        case .other(let text): Array(text.utf8) + [0]
        }
    }
}
