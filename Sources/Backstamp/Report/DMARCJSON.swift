package import JSON

/// `authentication.dmarc` of the report.
extension DMARCCheck: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("domain", domain)
            json.field("recordDomain", recordDomain)
            json.field("policy", policy?.rawValue)
            json.field("disposition", disposition?.rawValue)
            json.field("spfAligned", spfAligned)
            json.field("dkimAligned", dkimAligned)
            json.field("reason", reason.isEmpty ? nil : reason)
            json.field("organizationalDomain", organizationalDomain)
            json.field("record", record)
            json.field("testing", testing ? true : nil)
            json.field("legacy", legacy)
        }
    }
}

extension DMARCCheck.Legacy: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("result", result.rawValue)
            json.field("recordDomain", recordDomain)
            json.field("policy", policy?.rawValue)
            json.field("organizationalDomain", organizationalDomain)
        }
    }
}
