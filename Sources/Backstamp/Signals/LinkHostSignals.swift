import Domains

/// Signals about the hosts that links lead to.
extension SignalCatalogue {
    static let linkHosts: [Signal] = [
        Signal(
            "links.free-hosting", .medium, weight: 1.4, on: .links(.isFreeHosting), reference: "APWG, phishing on free hosting and cloud storage",
            "A link leads to a site where anybody can put up pages for nothing.",
            explanation:
                "The host's name says nothing of who made the page. Firms have a domain; private people and tests use these. One "
                + "such link among many is passed over."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            let author = evidence.authorOrganization
            return evidence.weightyLinks(of: .isFreeHosting) { link in
                link.host.map { $0.organization == nil || $0.organization != author } ?? false
            }
        },

        Signal(
            "links.dynamic-dns", .medium, weight: 1.8, on: .links(.isDynamic), reference: "APWG; rspamd, dynamic DNS hosts",
            "A link leads to a host behind a changing address.",
            explanation: "Dynamic DNS names are for computers at home; false pages like them because they cost nothing."
        ) { evidence in
            evidence.places(of: .isDynamic, among: 300, atMost: 5)
        },

        Signal(
            "links.rented-machine", .medium, weight: 1.5, on: .links(.isRented), reference: "APWG, phishing hosts; rspamd, host names with addresses",
            "A link leads to a rented machine by the name that its landlord gave it.",
            explanation: "The name holds the machine's number, or is one of a hosting provider's. Who has readers has a name of his own."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.places(of: [.isForeign, .isRented], among: 300, atMost: 5)
        },

        Signal(
            "links.hidden-target", .info, weight: 0, on: .links(.hasTarget), reference: "CWE-601; RFC 3986 §3.4",
            "The address of a link holds another address, to which it leads in the end.",
            explanation: "Click counters and safe-link services do it; the report says where such a link leads."
        ) { $0.places(of: .hasTarget, atMost: 5) },

        Signal(
            "links.author-free-hosting", .medium, weight: 2.4, reference: "M3AAWG, abuse of hosting and tenant domains",
            "The author writes from a host name that anybody gets for nothing with a cloud service.",
            explanation: "Tenant names such as onmicrosoft.com and firebaseapp.com are for tests; who has customers has a domain."
        ) { evidence in
            evidence.facts.author?.isTenant ?? false ? [evidence.fromPlace] : []
        },

        Signal(
            "links.carries-recipient", .medium, weight: 0.3, on: .links(.isForeign), reference: "APWG, phishing kits",
            "A link carries your address to somebody else's site.",
            explanation: "False log-in pages fill in the victim's address from it. Links to unsubscribe are passed over."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            let withAddress = evidence.links(atMost: 100) { judged in
                judged.has(.isForeign) && (evidence.url(judged).utf8.span.first(0x40, from: 0) != nil || evidence.url(judged).holds("%40"))
            }
            guard !withAddress.isEmpty else { return [] }
            let addresses = evidence.recipientAddresses
            return withAddress.filter { judged in
                let url = Array(evidence.url(judged).utf8.prefix(2000))
                return addresses.contains { url.holds(lowercased: $0) || url.holds(lowercased: FreeHosting.escapingAt($0)) }
                    && !Unsubscribing.matches(evidence.content.links[judged.index])
            }.prefix(3).map { evidence.place($0) }
        },

        Signal(
            "links.open-redirect", .medium, weight: 1.5, on: .links(.mayForward), reference: "CWE-601; SpamAssassin, GOOGLE_REDIR and its kin",
            "A link goes to a well-known site only to be sent on elsewhere from there.",
            explanation: "Search engines and maps forward to any address; it makes a link look like one of theirs."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.places(of: .mayForward, among: 200, atMost: 5) { judged in
                judged.host.map { OpenRedirects.matches(evidence.content.links[judged.index], on: $0) } ?? false
            }
        },

        Signal(
            "links.all-to-one-address", .low, weight: 0.8, on: .links(.isForeign), reference: "APWG, phishing kits",
            "Every link, whatever it is called, leads to one and the same address.",
            explanation: "Three links or more under different words, and one target of another organization: a net without an exit."
        ) { evidence in
            let links = evidence.content.links
            guard !evidence.isDiscussionList, let first = evidence.facts.links.first(where: { $0.has(.isWeb) }), first.has(.isThirdParty),
                !evidence.facts.links.contains(where: { $0.has(.isWeb) && links[$0.index].url != links[first.index].url })
            else { return [] }
            let web = evidence.links { $0.has(.isWeb) }
            guard web.count >= 3, web.contains(where: { links[$0.index].text != links[first.index].text }) else { return [] }
            return web.prefix(3).map { evidence.place($0) }
        },

        Signal(
            "links.noisy-host", .low, weight: 1.0, on: .links(.isNoisy), reference: "rspamd, random host names",
            "A link leads to a domain whose name is letters and digits in confusion.",
            explanation: "Machine-made names: letters and digits change places four times or more, or no vowel stands in ten letters."
        ) { evidence in
            evidence.places(of: [.isForeign, .isNoisy], among: 200, atMost: 5)
        },

        Signal(
            "links.author-noisy-host", .low, weight: 1.0, reference: "rspamd, random host names",
            "The author's domain is letters and digits in confusion.",
            explanation: "Machine-made names, registered by the hundred and thrown away."
        ) { evidence in
            evidence.facts.author?.isNoisy ?? false ? [evidence.fromPlace] : []
        },

        Signal(
            "links.removal-by-mail", .low, weight: 0.5, on: .links(.isMail), reference: "SpamAssassin, MAILTO_TO_REMOVE",
            "A link writes a mail with 'remove' in it, to get off the list.",
            explanation: "An old habit of unasked mail: it proves that the address is read. Lists have List-Unsubscribe and a web page."
        ) { evidence in
            guard !evidence.isDiscussionList else { return [] }
            return evidence.places(of: .isMail, among: 200, atMost: 3) {
                evidence.url($0).utf8.span.extracting(first: 500).holds("remove")
            }
        },
    ]
}
