import DKIM
import MIME
import SPF

/// How signals point at things: each helper turns a part of the evidence into a place that a reader can look up.
extension Evidence {
    var header: HeaderSection { message.header }

    /// A header field as it stands, folding undone.
    func place(_ field: HeaderField) -> Place { place(field, saying: header.text(field)) }

    /// A header field, with other words.
    func place(_ field: HeaderField, saying text: String) -> Place {
        Place(
            .header, name: field.name, index: field.index, line: field.line, offset: field.range.lowerBound,
            length: field.range.count, text: text)
    }

    /// Every field of a name; `key` in lower case.
    func places(_ key: String) -> [Place] { header.fields(key).map { place($0) } }

    /// The field a signature, hop or recorded result stands in.
    func place(field index: Int) -> Place? {
        header.fields.indices.contains(index) ? place(header.fields[index]) : nil
    }

    /// Evidence that something is missing where it should be.
    func absent(_ name: String) -> Place { Place(.header, name: name, text: "(absent)") }

    func place(_ anomaly: Anomaly) -> Place {
        guard let range = anomaly.range else { return Place(.header, line: anomaly.line, text: anomaly.text) }
        return Place(
            range.lowerBound < header.bodyStart ? .header : .body, line: anomaly.line, offset: range.lowerBound,
            length: range.count, text: anomaly.text)
    }

    /// The anomalies of a code as places.
    func anomalies(_ codes: String...) -> [Place] {
        message.anomalies.filter { codes.contains($0.code) }.map { place($0) }
    }

    /// The hops of a kind as places, with other words where there are any.
    func hops(where isWanted: (Hop) -> Bool, saying text: (Hop) -> String? = { _ in nil }) -> [Place] {
        var places: [Place] = []
        let hops = route.hops.span
        for index in hops.indices where isWanted(hops[index]) { places.append(place(hops[index], text(hops[index]))) }
        return places
    }

    func place(_ hop: Hop, _ text: String? = nil) -> Place {
        guard header.fields.indices.contains(hop.field) else { return Place(.header, name: "Received", text: text ?? "") }
        let field = header.fields[hop.field]
        return text.map { place(field, saying: $0) } ?? place(field)
    }

    /// The check of MAIL FROM, where it has that result.
    func placesOfSPF(_ result: SPFResult) -> [Place] {
        guard authentication.spfMailFrom?.result == result, let check = authentication.spfMailFrom else { return [] }
        return [place(check)]
    }

    func place(_ check: SPFCheck) -> Place {
        Place(
            .dns, name: check.domain,
            text: "\(check.identity.rawValue) \(check.domain) from \(check.clientIP): \(check.result.rawValue)"
                + (check.reason.isEmpty ? "" : " (\(check.reason))"))
    }

    func place(_ signature: DKIMSignature) -> Place {
        let text =
            "d=\(signature.domain ?? "?"): \(signature.result.rawValue)" + (signature.reason.isEmpty ? "" : ", \(signature.reason)")
        guard header.fields.indices.contains(signature.field) else { return Place(.header, name: "DKIM-Signature", text: text) }
        return place(header.fields[signature.field], saying: text)
    }

    var dmarcPlace: Place {
        let dmarc = authentication.dmarc
        return Place(
            .dns, name: "_dmarc." + (dmarc.recordDomain ?? dmarc.domain ?? "?"),
            text: "\(dmarc.result.rawValue)" + (dmarc.policy.map { ", policy \($0.rawValue)" } ?? "")
                + (dmarc.reason.isEmpty ? "" : ": \(dmarc.reason)"))
    }

    /// The From field, or its absence.
    var fromPlace: Place { header.first("from").map { place($0) } ?? absent("From") }
}

extension Place {
    /// The same place with other words.
    func saying(_ text: String) -> Place {
        Place(self.where, name: name, index: index, line: line, offset: offset, length: length, text: text)
    }
}
