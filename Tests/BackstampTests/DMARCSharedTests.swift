import DKIM
import DNS
import FoundationEssentials
import MIME
import SPF
import TestSupport
import Testing

@testable import Backstamp

/// The cases of mailauth and OpenDMARC, which are not part of the project. Only DMARC is under test: an SPF record
/// that names the client's address stands for a pass, and so does a key that the zone has for a signature.
@Suite struct DMARCSharedTests {
    struct File: Decodable {
        struct Case: Decodable {
            struct Want: Decodable {
                var result: [String]?
                var policy: [String]?
                var domain: [String]?
                var recordDomain: [String]?
                var spfAligned: [Bool]?
                var dkimAligned: [Bool]?
            }
            var file: String
            var title: String
            var dns: String
            var clientIP: String
            var mailFrom: String
            var want: Want
        }
        var cases: [Case]
    }

    @Test(.enabled(if: SharedData.isWanted("dmarc")), arguments: [("mailauth", 32), ("opendmarc", 29)])
    func cases(_ set: String, _ count: Int) throws {
        let folder = "dmarc/\(set)/"
        let file = try SharedData.decode(File.self, folder + "cases.json")
        #expect(file.cases.count == count)
        for item in file.cases {
            let message = Message.read(try SharedData.octets(folder + "mails/" + item.file))
            let zone = try SnapshotResolver(SharedData.octets(folder + item.dns), file: item.dns)
            let check = DMARCCheck.evaluate(
                AuthorDomain(message), spf: spf(item, zone), dkim: dkim(message, zone), resolver: zone)
            let name = Comment(rawValue: "\(item.file): \(item.title): \(check.reason)")
            if let want = item.want.result { #expect(want.contains(check.result.rawValue), name) }
            if let want = item.want.policy { #expect(want.contains(check.policy?.rawValue ?? ""), name) }
            if let want = item.want.domain { #expect(want.contains(check.domain ?? ""), name) }
            if let want = item.want.recordDomain { #expect(want.contains(check.recordDomain ?? ""), name) }
            if let want = item.want.spfAligned { #expect(want.contains(check.spfAligned ?? false), name) }
            if let want = item.want.dkimAligned { #expect(want.contains(check.dkimAligned ?? false), name) }
        }
    }

    private func spf(_ item: File.Case, _ zone: SnapshotResolver) -> DMARCCheck.SPFEvidence {
        guard let ip = IPAddress(item.clientIP), let domain = item.mailFrom.split(separator: "@").last else {
            return .absent
        }
        let isNamed = zone.resolve(String(domain), .txt).texts.contains {
            String(decoding: $0, as: UTF8.self).contains("ip4:" + item.clientIP)
        }
        return .check(
            SPFCheck(identity: .mailfrom, result: isNamed ? .pass : .fail, domain: String(domain), clientIP: ip))
    }

    private func dkim(_ message: Message, _ zone: SnapshotResolver) -> [DKIMSignature] {
        message.header.fields("dkim-signature").map { field in
            var tags: [String: String] = [:]
            for tag in message.header.text(field).split(separator: ";") {
                let parts = tag.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
                if parts.count == 2 { tags[parts[0]] = parts[1] }
            }
            var signature = DKIMSignature(field: field.index)
            signature.domain = tags["d"]
            let key = zone.resolve("\(tags["s"] ?? "")._domainkey.\(tags["d"] ?? "")", .txt)
            signature.result = key.texts.isEmpty ? .permerror : .pass
            return signature
        }
    }
}
