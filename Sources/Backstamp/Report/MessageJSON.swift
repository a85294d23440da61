package import JSON
import MIME

/// The contract's `message` object.
extension Message: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("messageID", parsed.messageID)
            json.field("subject", parsed.subject)
            json.field("date", parsed.date?.iso8601)
            json.field("from", parsed.from, Self.write)
            json.field("to", parsed.to, Self.write)
            json.field("cc", parsed.cc, Self.write)
            json.field("replyTo", parsed.replyTo, Self.write)
            if let sender = parsed.sender { json.key("sender") { Self.write(sender, to: &$0) } }
            json.field("returnPath", returnPath)
            json.field("listID", listID)
            json.field("discussionList", isDiscussionList ? true : nil)
            json.field("mailer", mailer)
            json.field("size", size)
            json.field("sha256", sha256)
            json.field("parts", parsed.parts, Self.write)
            json.field("anomalies", anomalies, Self.write)
        }
    }

    private static func write(_ mailbox: Mailbox, to json: inout JSONWriter) {
        json.object { json in
            json.field("name", mailbox.name)
            json.field("address", mailbox.address)
        }
    }

    private static func write(_ part: MIMEPart, to json: inout JSONWriter) {
        json.object { json in
            json.field("contentType", part.contentType)
            json.field("charset", part.charset)
            json.field("filename", part.filename)
            json.field("disposition", part.disposition)
            json.field("size", part.size)
        }
    }

    private static func write(_ anomaly: Anomaly, to json: inout JSONWriter) {
        json.object { json in
            json.field("code", anomaly.code)
            json.field("text", anomaly.text)
            json.field("line", anomaly.line)
            json.field("offset", anomaly.range?.lowerBound)
            json.field("length", anomaly.range?.count)
        }
    }
}
