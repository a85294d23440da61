import DKIM
import DNS
import Domains
import Geography
import MIME
import SPF

/// The infrastructure that a message under examination shows, and under whose name it counts.
extension Infrastructure {
    package init(_ evidence: Evidence) {
        var source = Source()
        let route = evidence.route
        if let border = route.borderHop {
            source.borderName = border.from.rdns
            let place = border.location
            source.country = place?.country
            source.asn = place?.asn
            source.network = place?.network
            source.grade = border.tls.grade?.rawValue
            if let index = route.boundary, index > 0 { source.software = route.hops[index - 1].software }
        }
        source.mailer = evidence.message.mailer
        source.returnPath = evidence.message.returnPath
        source.signatures = evidence.authentication.dkim.map {
            Source.Signature(domain: $0.domain, selector: $0.selector, result: $0.result.rawValue)
        }
        source.beaconHosts = evidence.content.beacons.compactMap(\.host)
        source.linkHosts = evidence.content.links.filter { $0.kind == "http" || $0.kind == "https" }.compactMap(\.host)
        source.spf = evidence.authentication.spfMailFrom?.result.rawValue
        source.dmarc = evidence.authentication.dmarc.result.rawValue
        self.init(source)
    }
}

/// Whose infrastructure it is: an author's domain, or a list's.
package enum SenderName {
    /// A discussion list's server says nothing of the people who write to it; what a newsletter's says is its author's.
    package static func names(authorDomain: String?, listID: String?, isDiscussionList: Bool) -> [String] {
        var names: [String] = []
        if let authorDomain, !authorDomain.isEmpty, !isDiscussionList { names.append(authorDomain) }
        if let listID { names.append(listPrefix + listID) }
        return names
    }

    /// A domain has no space.
    package static let listPrefix = "list "
}

extension Evidence {
    package var senderNames: [String] {
        SenderName.names(
            authorDomain: message.authorDomain, listID: message.listID, isDiscussionList: message.isDiscussionList)
    }
}
