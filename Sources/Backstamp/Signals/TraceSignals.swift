import DNS
import Geography
import MIME

/// Signals about the way the message took.
extension SignalCatalogue {
    static let trace: [Signal] = [
        Signal(
            "trace.no-received", .low, weight: 0.4, reference: "RFC 5321 §4.4",
            "No relay has left its postmark: nothing tells where the message came from.",
            explanation: "Every relay adds a Received field. A message without any was never sent by mail, or the fields were removed."
        ) { $0.route.hops.isEmpty ? [$0.absent("Received")] : [] },

        Signal(
            "trace.foreign-server", .low, weight: 0.8, on: .government, reference: "The Register, January 2007 (MI5 alerts sent from the USA)",
            "A public body of one country has its mail sent by servers in another country.",
            explanation:
                "The servers' country decides whose authorities may read or stop the mail. It fires only where the author's "
                + "domain is one that only public bodies get (such as gov.uk; anybody gets co.uk) and the address that handed "
                + "the message in stands elsewhere."
        ) { evidence in
            guard evidence.isAuthorGovernment, let home = evidence.authorCountry, let border = evidence.facts.border,
                let country = border.hop.location?.country, country != home
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.foreign-operator", .low, weight: 0.4, on: .government, reference: "The Register, January 2007 (MI5 alerts sent from the USA)",
            "A public body of one country has its mail sent by a company established in another country.",
            explanation:
                "The law of the company's country reaches the mail too (for a US company: CLOUD Act, FISA 702), wherever its "
                + "servers stand. It fires only where the author's domain is one that only public bodies get."
        ) { evidence in
            guard evidence.isAuthorGovernment, let home = evidence.authorCountry else { return [] }
            return evidence.carriers.filter { $0.operator.country.map { $0 != home } ?? false }.map { carrier in
                Place(.envelope, name: carrier.host, text: "\(carrier.operator.name) (\(carrier.operator.country ?? "?"))")
            }
        },

        Signal(
            "trace.time-runs-backwards", .low, weight: 0.4, on: .backwardTime, reference: "RFC 5321 §4.4",
            "A relay's date is earlier than that of the relay before it, by more than clocks explain.",
            explanation: "Wrong clocks do it by minutes. Hours mean that a field was made up, or a time zone is set wrongly."
        ) { evidence in
            // The hop whose clock is wrong, where its neighbours show which; its own date tells else.
            let isBackwards = evidence.route.hops.contains { ($0.delaySeconds ?? 0) < -900 }
            let wrong = evidence.route.hops.filter { abs($0.clockSkewSeconds ?? 0) > 900 }
            return isBackwards ? (wrong.isEmpty ? evidence.route.hops.filter { ($0.delaySeconds ?? 0) < -900 } : wrong).map { evidence.place($0) } : []
        },

        Signal(
            "trace.date-incomplete", .low, weight: 0.3, on: .oddHop, reference: "RFC 5322 §3.3, RFC 5321 §4.4; SpamAssassin, INVALID_DATE",
            "A relay's date has no time zone that exists, or no time of day.",
            explanation: "Mail servers write both. Home-made programs leave them out, and no delay can be told from such a date."
        ) { evidence in
            evidence.hops { $0.date?.isExact == false }
        },

        Signal(
            "trace.long-delay", .info, weight: 0.1, on: .delay, reference: "RFC 5321 §4.5.4",
            "The message lay somewhere for more than four hours.",
            explanation:
                "Queues and greylisting delay honest mail; it matters when an alert is meant to be quick. The wait in the "
                + "receiver's own mailbox does not count."
        ) { evidence in
            evidence.hops { ($0.delaySeconds ?? 0) > 4 * 3600 && !evidence.isBeyondDelivery($0) }
        },

        Signal(
            "trace.date-in-future", .medium, weight: 2.0, reference: "RFC 5322 §3.6.1; SpamAssassin, DATE_IN_FUTURE",
            "The message is dated hours later than it was received.",
            explanation: "A date in the future keeps a message on top of the mailbox. Wrong clocks and time zones do it too."
        ) { evidence in
            guard let date = evidence.message.parsed.date, let received = evidence.route.hops.last?.date,
                date.seconds - received.seconds > 6 * 3600, let field = evidence.header.first("date")
            else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "trace.date-in-past", .low, weight: 1.2, reference: "RFC 5322 §3.6.1; SpamAssassin, DATE_IN_PAST",
            "The message was received more than two days after its date.",
            explanation: "Mail that lay in a queue, a moderated list, or a sender whose date is made up."
        ) { evidence in
            guard let date = evidence.message.parsed.date, let received = evidence.route.hops.last?.date,
                received.seconds - date.seconds > 48 * 3600, !evidence.isDiscussionList, !evidence.isDatedBeforeMail,
                let field = evidence.header.first("date")
            else { return [] }
            return [evidence.place(field)]
        },

        Signal(
            "trace.impossible-year", .low, weight: 1.2, reference: "RFC 5322 §3.3; RFC 821 (1982)",
            "The date names an impossible year.",
            explanation: "Before 1980 there was no mail of this form. A computer without a clock, or a program that makes dates up."
        ) { evidence in evidence.isDatedBeforeMail ? evidence.places("date") : [] },

        Signal(
            "trace.helo-is-address", .medium, weight: 1.2, reference: "RFC 5321 §4.1.3; SpamAssassin, RCVD_NUMERIC_HELO",
            "The computer that handed the message in called itself by a bare number instead of a name.",
            explanation: "A mail server has a name; infected computers and home-made senders greet with an address."
        ) { evidence in
            guard let border = evidence.facts.border, let helo = border.hop.from.helo, IPAddress(helo) != nil else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.helo-is-not-qualified", .low, weight: 1.0, reference: "RFC 5321 §2.3.5",
            "The computer that handed the message in called itself by a name that is no domain name.",
            explanation: "HELO wants a fully qualified name. Desktop computers and careless senders give something else."
        ) { evidence in
            guard let border = evidence.facts.border, let helo = border.hop.from.helo, !helo.isEmpty, border.hop.auth == nil,
                border.isFromOutside, !helo.utf8.contains(0x2E), !helo.utf8.contains(0x3A)
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.no-reverse-name", .medium, weight: 1.0, reference: "RFC 1912 §2.1; M3AAWG sending best practices",
            "The address that handed the message in has no name in the DNS, as the receiver found.",
            explanation: "Servers that send mail are expected to have one. Gmail and others refuse or mark mail without it."
        ) { evidence in
            guard let border = evidence.facts.border, border.hop.auth == nil, border.hop.from.rdns == nil, border.isFromOutside,
                evidence.header.body(evidence.header.fields[border.hop.field]).holds("unknown")
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.dynamic-reverse-name", .medium, weight: 1.2, reference: "M3AAWG, dynamic address space",
            "The computer that handed the message in looks like a home connection, not a mail server.",
            explanation:
                "Providers name dial-up and cable lines after their number. Mail straight from there is mostly from infected "
                + "computers; somebody's own server at home looks the same. The machines of hosting companies are named so too "
                + "and do not count."
        ) { evidence in
            // What the computer called itself proves nothing.
            guard let border = evidence.facts.border, border.isOnLine else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.helo-forges-receiver", .medium, weight: 1.5, reference: "RFC 5321 §4.1.1.1",
            "The computer that handed the message in claimed to be the receiver itself.",
            explanation: "No stranger is entitled to greet a server with its own name or domain."
        ) { evidence in
            guard let border = evidence.facts.border, border.isFromOutside, let helo = border.hop.from.helo, let by = border.hop.by.name,
                helo == by || helo.lowercased() == by.lowercased()
            else { return [] }
            return [evidence.place(border.hop)]
        },

        Signal(
            "trace.odd-hop", .info, weight: 0, on: .oddHop, reference: "RFC 5321 §4.4",
            "A relay's postmark is unusual.",
            explanation:
                "Something is missing in it, or does not fit with its neighbours; the evidence says what. Below the receiver's "
                + "own fields every postmark is a claim that anybody can write."
        ) { evidence in
            var places: [Place] = []
            let hops = evidence.route.hops.span
            for index in hops.indices {
                // Programs on the way, such as a mailbox fetcher, write notes in place of postmarks.
                for oddity in hops[index].oddities where !oddity.hasPrefix("it is the note of a program") {
                    places.append(evidence.place(hops[index], oddity))
                }
            }
            return places
        },

        Signal(
            "trace.missing-header", .medium, weight: 1.2, on: .anomalies, reference: "RFC 5322 §2.1",
            "The message has no header section, or one that nothing separates from the text.",
            explanation: "A message without header fields was never mail."
        ) { $0.anomalies("no-header", "no-body-separator") },

        Signal(
            "trace.malformed-header", .low, weight: 1.0, on: .anomalies, reference: "RFC 5322 §2.2",
            "The header section is malformed.",
            explanation: "Lines that are no fields, control characters, fields that may occur once and occur twice."
        ) { evidence in
            evidence.anomalies(
                "no-field", "nul-in-header", "control-in-header", "duplicate-subject", "duplicate-date", "duplicate-content-type",
                "duplicate-message-id", "duplicate-to", "duplicate-from", "blank-continuation", "space-before-colon")
        },
    ]
}

extension Evidence {
    /// 1 January 1980, UTC.
    private static let firstYear = 315_532_800

    fileprivate var isDatedBeforeMail: Bool { message.parsed.date.map { $0.seconds < Self.firstYear } ?? false }

    /// Whether the message had reached the receiver's house, or lay in a mailbox until it was fetched.
    fileprivate func isBeyondDelivery(_ hop: Hop) -> Bool {
        ["fetchmail", "microsoft-pickup"].contains(hop.dialect) || route.boundary.map { hop.index > $0 } ?? false
    }
}
