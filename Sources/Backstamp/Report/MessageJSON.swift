package import JSON
import MIME

/// The contract's `message` object.
extension Message: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("messageID", parsed.messageID)
            json.field("subject", parsed.subject)
            json.field("date", parsed.date?.iso8601)
            json.field("from", parsed.from.map(MailboxJSON.init))
            json.field("to", parsed.to.map(MailboxJSON.init))
            json.field("cc", parsed.cc.map(MailboxJSON.init))
            json.field("replyTo", parsed.replyTo.map(MailboxJSON.init))
            json.field("sender", parsed.sender.map(MailboxJSON.init))
            json.field("returnPath", returnPath)
            json.field("listID", listID)
            json.field("discussionList", isDiscussionList ? true : nil)
            json.field("mailer", mailer)
            json.field("size", size)
            json.field("sha256", sha256)
            json.field("parts", parsed.parts.map(PartJSON.init))
            json.field("anomalies", anomalies.map(AnomalyJSON.init))
        }
    }
}

private struct MailboxJSON: JSONWritable {
    let mailbox: Mailbox

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", mailbox.name)
            json.field("address", mailbox.address)
        }
    }
}

private struct PartJSON: JSONWritable {
    let part: MIMEPart

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("contentType", part.contentType)
            json.field("charset", part.charset)
            json.field("filename", part.filename)
            json.field("disposition", part.disposition)
            json.field("size", part.size)
        }
    }
}

private struct AnomalyJSON: JSONWritable {
    let anomaly: Anomaly

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("code", anomaly.code)
            json.field("text", anomaly.text)
            json.field("line", anomaly.line)
            json.field("offset", anomaly.range?.lowerBound)
            json.field("length", anomaly.range?.count)
        }
    }
}
