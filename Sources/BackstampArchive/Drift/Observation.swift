/// One message as `drift` sees it: whose it is, when it came, and the infrastructure it shows. Read from a report's JSON,
/// so that an archive, an earlier scan's lines and a database lead to the same.

package import Backstamp
package import JSON
import MIME

package struct Observation: Sendable {
    package let senders: [String]
    /// Seconds since 1970: when the receiver had it, else its own date.
    package let date: Int
    package let infrastructure: Infrastructure

    package init(senders: [String], date: Int, infrastructure: Infrastructure) {
        self.senders = senders
        self.date = date
        self.infrastructure = infrastructure
    }

    /// nil for a line that reports an error, a message without a date, and one without an author's domain and list.
    package init?(report: JSONValue) {
        guard let message = report["message"] else { return nil }
        let hops = report["route"]?["hops"]?.array ?? []
        let stamp = hops.last?["date"]?.string ?? message["date"]?.string
        guard let date = stamp.flatMap({ MailDate(iso8601: $0) }) else { return nil }
        let author = message["from"]?.array?.first?["address"]?.string
        let domain = author.flatMap { address in
            address.lastIndex(of: "@").map { address[address.index(after: $0)...].lowercased() }
        }
        let senders = SenderName.names(
            authorDomain: domain, listID: message["listID"]?.string,
            isDiscussionList: message["discussionList"]?.bool ?? false)
        guard !senders.isEmpty else { return nil }
        self.init(senders: senders, date: date.seconds, infrastructure: Infrastructure(Self.source(report, message, hops)))
    }

    private static func source(_ report: JSONValue, _ message: JSONValue, _ hops: [JSONValue]) -> Infrastructure.Source {
        var source = Infrastructure.Source()
        if let index = report["route"]?["boundary"]?.int, hops.indices.contains(index) {
            let border = hops[index]
            source.borderName = border["from"]?["rdns"]?.string
            let place = border["location"]
            source.country = place?["country"]?.string
            source.asn = place?["asn"]?.int
            source.network = place?["network"]?.string
            source.grade = border["tls"]?["grade"]?.string
            if index > 0 { source.software = hops[index - 1]["software"]?.string }
        }
        source.mailer = message["mailer"]?.string
        source.returnPath = message["returnPath"]?.string
        let authentication = report["authentication"]
        source.signatures = (authentication?["dkim"]?.array ?? []).map {
            Infrastructure.Source.Signature(
                domain: $0["domain"]?.string, selector: $0["selector"]?.string, result: $0["result"]?.string ?? "")
        }
        let content = report["content"]
        source.beaconHosts = (content?["beacons"]?.array ?? []).compactMap { $0["host"]?.string }
        source.linkHosts = (content?["links"]?.array ?? []).compactMap { link in
            ["http", "https"].contains(link["kind"]?.string) ? link["host"]?.string : nil
        }
        source.spf = authentication?["spf"]?["mailfrom"]?["result"]?.string
        source.dmarc = authentication?["dmarc"]?["result"]?.string
        return source
    }
}
