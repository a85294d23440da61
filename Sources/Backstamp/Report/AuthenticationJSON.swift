package import JSON

/// `authentication` of the report.
extension Authentication: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("spf") { json in
                json.object { json in
                    json.field("mailfrom", spfMailFrom)
                    json.field("helo", spfHelo)
                }
            }
            json.field("dkim", dkim)
            json.field("dmarc", dmarc)
            json.field("arc", arc)
            json.field("iprev", iprev)
            json.field("recorded", recorded)
            json.field("differences", differences)
        }
    }
}
