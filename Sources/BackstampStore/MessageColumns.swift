/// The columns of a message: of the table `messages`, and of CSV. A line that reports an error fills the first ones.

import JSON

package enum MessageColumns {
    package static let all: [Column] = [
        .text("path", "source.path"),
        .integer("message_index", "source.index"),
        .integer("offset", "source.offset"),
        .integer("length", "source.length"),
        .text("error_code", "error.code"),
        .text("error_reason", "error.reason"),
        .text("message_id", "message.messageID"),
        .text("subject", "message.subject"),
        .date("date", "message.date"),
        Column("received", .text) { .text(Reading.received($0)) },
        Column("author_name", .text) { .text(Reading.author($0)?["name"]?.string) },
        Column("author_address", .text) { .text(Reading.author($0)?["address"]?.string) },
        Column("author_domain", .text) { .text(Reading.domain(Reading.author($0)?["address"]?.string)) },
        .text("return_path", "message.returnPath"),
        Column("return_path_domain", .text) { .text(Reading.domain($0.at("message", "returnPath")?.string)) },
        .text("list_id", "message.listID"),
        .flag("discussion_list", "message.discussionList"),
        .text("mailer", "message.mailer"),
        .integer("size", "message.size"),
        .text("sha256", "message.sha256"),
        .text("label", "verdict.label"),
        .text("summary", "verdict.summary"),
        .real("score", "score.total"),
        .real("risk", "score.risk"),
        .flag("flagged", "score.flagged"),
        .text("spf", "authentication.spf.mailfrom.result"),
        Column("dkim", .text) { .text(Reading.signature($0)?["result"]?.string) },
        Column("dkim_domain", .text) { .text(Reading.signature($0)?["domain"]?.string) },
        Column("dkim_selector", .text) { .text(Reading.signature($0)?["selector"]?.string) },
        .text("dmarc", "authentication.dmarc.result"),
        .text("dmarc_policy", "authentication.dmarc.policy"),
        .text("arc", "authentication.arc.result"),
        .text("origin_ip", "route.origin.ip"),
        .text("origin_country", "route.origin.country"),
        .integer("origin_asn", "route.origin.asn"),
        .text("origin_network", "route.origin.network"),
        .text("operator", "route.origin.operator.name"),
        .text("operator_country", "route.origin.operator.country"),
        Column("border_host", .text) { .text(Reading.border($0)?.at("from", "rdns")?.string) },
        Column("border_ip", .text) { .text(Reading.border($0)?.at("from", "ip")?.string) },
        Column("border_grade", .text) { .text(Reading.border($0)?.at("tls", "grade")?.string) },
        .text("weakest_grade", "route.weakestTransport.grade"),
        Column("hop_count", .integer) { .integer($0.at("route", "hops")?.array?.count) },
        Column("beacon_count", .integer) { .integer($0.at("content", "beacons")?.array?.count) },
        Column("link_count", .integer) { .integer($0.at("content", "links")?.array?.count) },
        Column("finding_count", .integer) { .integer($0["findings"]?.array?.count) },
    ]

    package static let indexes: [[String]] = [
        ["author_domain", "received"], ["received"], ["label"], ["origin_country"], ["operator"], ["list_id"],
        ["message_id"], ["path", "message_index"],
    ]
}
