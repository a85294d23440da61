import CSPF2
import DNS

/// What libspf2 makes of an envelope, from the answers that our evaluation was given. Receivers built on it (Exim's
/// Debian package, OpenDMARC, many milters) will conclude the same; where that is not our result, it says why.
enum LibSPF2 {
    /// Once per process: the library's own messages would go to standard error.
    private static let isSilent: Void = backstamp_spf2_silence()

    static func view(
        of check: SPFCheck, _ sender: SPFSender, _ answers: AnswerMemory, _ records: SPFRecordCache
    ) -> LibSPF2View {
        if let reason = refusal(sender) { return notEvaluated(reason) }
        let gate = LibSPF2Gate(answers, records)
        _ = isSilent
        let said = LibSPF2Layer.withServer(gate) { server in conclusion(server, sender) }
        if let reason = gate.refusal { return notEvaluated(reason) }
        guard let said else { return notEvaluated("it gives no result") }
        let result = said.result
        guard result != check.result else { return LibSPF2View(result: result.rawValue, differs: false) }
        return LibSPF2View(result: result.rawValue, differs: true, why: why(check, gate, said))
    }

    private static func notEvaluated(_ reason: String) -> LibSPF2View {
        LibSPF2View(result: "not evaluated", differs: nil, why: reason)
    }

    /// What it is never asked: it passes every loopback client, and identities are to be plain.
    private static func refusal(_ sender: SPFSender) -> String? {
        let isLoopback = sender.ip.isV4 ? sender.ip.low >> 24 == 127 : sender.ip == IPAddress(v6: 0, 1)
        if isLoopback { return "it passes every loopback client" }
        guard SPFSender.isCheckable(sender.domain) else { return "there is no domain to ask" }
        guard takes(sender.localPart), takes(sender.helo) else {
            return "identities that are long or not plain ASCII are not given to it"
        }
        return nil
    }

    static func takes(_ identity: String) -> Bool { identity.utf8.count <= 255 && LibSPF2Gate.isPlain(identity) }

    private static let results: [UInt32: SPFResult] = [
        SPF_RESULT_NEUTRAL.rawValue: .neutral, SPF_RESULT_PASS.rawValue: .pass, SPF_RESULT_FAIL.rawValue: .fail,
        SPF_RESULT_SOFTFAIL.rawValue: .softfail, SPF_RESULT_NONE.rawValue: .none,
        SPF_RESULT_TEMPERROR.rawValue: .temperror, SPF_RESULT_PERMERROR.rawValue: .permerror,
    ]

    private struct Conclusion {
        var result: SPFResult
        /// The library's first error, in its words.
        var message: String?
    }

    private static func conclusion(_ server: UnsafeMutablePointer<SPF_server_t>, _ sender: SPFSender) -> Conclusion? {
        guard let request = SPF_request_new(server) else { return nil }
        defer { SPF_request_free(request) }
        let family =
            sender.ip.isV4
            ? SPF_request_set_ipv4_str(request, sender.ip.description)
            : SPF_request_set_ipv6_str(request, sender.ip.description)
        guard family == SPF_E_SUCCESS, SPF_request_set_helo_dom(request, sender.helo) == SPF_E_SUCCESS,
            SPF_request_set_env_from(request, sender.localPart + "@" + sender.domain) == 0
        else { return nil }
        var response: UnsafeMutablePointer<SPF_response_t>?
        let code = SPF_request_query_mailfrom(request, &response)
        guard let response else { return nil }
        defer { SPF_response_free(response) }
        let error = firstError(response)
        let result = results[SPF_response_result(response).rawValue] ?? result(of: error?.code ?? code)
        return Conclusion(result: result, message: error?.message)
    }

    private static func firstError(
        _ response: UnsafeMutablePointer<SPF_response_t>
    ) -> (code: SPF_errcode_t, message: String)? {
        for index in 0..<min(SPF_response_messages(response), 20) {
            guard let error = SPF_response_message(response, index), SPF_error_errorp(error) != 0,
                let message = SPF_error_message(error)
            else { continue }
            return (SPF_error_code(error), String(cString: message))
        }
        return nil
    }

    /// Where it could not compile a record or fetch it, its result is "invalid", and its first error says what it is.
    private static func result(of error: SPF_errcode_t) -> SPFResult {
        switch error {
        case SPF_E_DNS_ERROR: .temperror
        case SPF_E_NOT_SPF: .none
        default: .permerror
        }
    }

    /// The first of its known ways that this envelope meets, else its own words.
    private static func why(_ check: SPFCheck, _ gate: LibSPF2Gate, _ said: Conclusion) -> String {
        let ways: [(Bool, String)] = [
            (gate.usesType99, "it takes the record of type 99 (SPF) before that of type TXT, against RFC 7208 §3.1"),
            (gate.hasZeroPrefix, "it refuses every prefix length of 0"),
            (check.lookups > SPFLimits.standard.lookups, "it counts look-ups anew in each include"),
            (check.voidLookups > SPFLimits.standard.voidLookups ?? .max, "it has no limit on void look-ups"),
            (gate.strayQuestion != nil, "it expands a macro in another way and asks for \(gate.strayQuestion ?? "")"),
            (gate.hasEarlyRedirect, "it follows redirect= where it stands, before the terms after it"),
            (gate.asksForPointers, "it validates the client's PTR names in another way"),
        ]
        if let (_, reason) = ways.first(where: { $0.0 }) { return reason }
        return said.message.map { "it says: \($0)" } ?? "it reads the record in another way"
    }
}
