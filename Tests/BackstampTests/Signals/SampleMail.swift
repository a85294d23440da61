import Backstamp
import DNS
import Geography
import MIME

/// An ordinary message that fires next to nothing, and ways to make it extraordinary.
struct SampleMail {
    var fields: [(name: String, value: String)] = [
        ("Return-Path", "<alice@author.example>"),
        (
            "Received",
            "from mail.author.example (mail.author.example [192.0.2.10])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\tby mx.receiver.example (Postfix) with ESMTPS id 4F1aB2c3D\r\n\tfor <bob@receiver.example>; Tue, 3 Mar 2026 10:00:05 +0000 (UTC)"
        ),
        ("Date", "Tue, 3 Mar 2026 10:00:00 +0000"),
        ("From", "Alice Author <alice@author.example>"),
        ("To", "Bob Reader <bob@receiver.example>"),
        ("Message-ID", "<20260303100000.1@author.example>"),
        ("Subject", "Minutes of our meeting"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
    ]
    var body = "Dear Bob,\r\n\r\nthe minutes of Monday are on https://www.author.example/minutes as promised.\r\n\r\nAlice\r\n"

    func with(_ name: String, _ value: String) -> SampleMail {
        var copy = self
        if let index = copy.fields.firstIndex(where: { $0.name == name }) {
            copy.fields[index].value = value
        } else {
            copy.fields.append((name, value))
        }
        return copy
    }

    func adding(_ name: String, _ value: String) -> SampleMail {
        var copy = self
        copy.fields.append((name, value))
        return copy
    }

    func without(_ name: String) -> SampleMail {
        var copy = self
        copy.fields.removeAll { $0.name == name }
        return copy
    }

    func text(_ body: String) -> SampleMail {
        var copy = self
        copy.body = body
        return copy
    }

    func html(_ html: String) -> SampleMail {
        with("Content-Type", "text/html; charset=utf-8").text(html)
    }

    /// A message of two parts: a text, and an attached file.
    func attaching(_ filename: String, _ type: String) -> SampleMail {
        with("Content-Type", "multipart/mixed; boundary=b").text(
            "--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: \(type)\r\n"
                + "Content-Disposition: attachment; filename=\"\(filename)\"\r\n\r\nx\r\n--b--\r\n")
    }

    /// The border hop with another client.
    func from(_ client: String, with: String = "ESMTP", date: String = "Tue, 3 Mar 2026 10:00:05 +0000") -> SampleMail {
        self.with("Received", "from \(client)\r\n\tby mx.receiver.example (Postfix) with \(with) id 4F1aB2c3D;\r\n\t\(date)")
    }

    /// A relay of the receiver hands the message on within the house, encrypted.
    var relayed: SampleMail {
        var copy = self
        copy.fields.insert(
            (
                "Received",
                "from mx.receiver.example (mx.receiver.example [10.0.0.2])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\tby store.receiver.example (Postfix) with ESMTPS id 4F1aB2c3E;\r\n\tTue, 3 Mar 2026 10:00:07 +0000"
            ), at: 0)
        return copy
    }

    var octets: [UInt8] {
        Array((fields.map { "\($0.name): \($0.value)\r\n" }.joined() + "\r\n" + body).utf8)
    }

    /// The author's published records, and nothing else.
    static let dns = """
        {"snapshot":1,"recorded":"2026-03-03T00:00:00Z","absent":"nxdomain"}
        {"name":"author.example","type":"TXT","rcode":"NOERROR","answers":["v=spf1 ip4:192.0.2.10 -all"],"ttl":300}
        {"name":"_dmarc.author.example","type":"TXT","rcode":"NOERROR","answers":["v=DMARC1; p=reject"],"ttl":300}
        {"name":"soft.example","type":"TXT","rcode":"NOERROR","answers":["v=spf1 ~all"],"ttl":300}
        {"name":"broken.example","type":"TXT","rcode":"NOERROR","answers":["v=spf1 ipv4:192.0.2.10 -all"],"ttl":300}
        {"name":"watching.example","type":"TXT","rcode":"NOERROR","answers":["v=spf1 -all"],"ttl":300}
        {"name":"_dmarc.watching.example","type":"TXT","rcode":"NOERROR","answers":["v=DMARC1; p=none"],"ttl":300}
        {"name":"helo.example","type":"TXT","rcode":"NOERROR","answers":["v=spf1 -all"],"ttl":300}

        """

    /// - Parameter locations: what is known of places; none by default.
    func report(locations: (any LocationDatabase)? = nil, policy: Policy = Policy(now: MailDate(seconds: 1_772_532_000)))
        throws -> Report
    {
        let resolver = try SnapshotResolver(Array(Self.dns.utf8), file: "sample")
        return Analyzer(resolver: resolver, locations: locations, policy: policy).analyze(octets)
    }
}

/// Two addresses that stand in two countries.
final class SamplePlaces: LocationDatabase {
    func location(of ip: IPAddress) -> Location? {
        ip == IPAddress("192.0.2.10") ? Location(country: "GB", asn: 64496, network: "UK-NET") : Location(country: "US", asn: 64497, network: "US-NET")
    }
}

extension Message {
    func with(returnPath other: String? = nil, anomaly: Anomaly? = nil) -> Message {
        Message(
            parsed: parsed, returnPath: other ?? returnPath, size: size, sha256: sha256, anomalies: anomalies + [anomaly].compactMap(\.self))
    }
}
