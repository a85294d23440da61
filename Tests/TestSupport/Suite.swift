/// One suite of signed mails: `cases.json`, with groups of mails that share a DNS snapshot and a clock.

package import DNS
package import MIME

package protocol SuiteCase: Decodable {
    var file: String { get }
    /// The folder of its group; nil where there is one group only.
    var group: String? { get }
}

package struct SuiteGroup: Decodable {
    package var dir: String
    package var dns: String
    package var asOf: String
}

package struct Suite<Case: SuiteCase> {
    private struct File: Decodable {
        var groups: [SuiteGroup]
        var cases: [Case]
    }

    package let groups: [SuiteGroup]
    private let cases: [Case]
    private let path: String

    /// - Parameter path: of the folder that holds `cases.json`, below `shared/data`.
    package init(_ path: String) throws {
        let file = try SharedData.decode(File.self, path + "/cases.json")
        (groups, cases) = (file.groups, file.cases)
        self.path = path
    }

    package func cases(of group: SuiteGroup) -> [Case] { cases.filter { ($0.group ?? group.dir) == group.dir } }

    package func resolver(of group: SuiteGroup) throws -> SnapshotResolver {
        try SnapshotResolver(SharedData.octets("\(path)/\(group.dns)"), file: group.dns)
    }

    package func message(_ test: Case, of group: SuiteGroup) throws -> HeaderSection {
        HeaderSection(try SharedData.octets("\(path)/\(group.dir)/\(test.file)"))
    }

    /// The moment at which the group's mails are judged.
    package func clock(of group: SuiteGroup) throws -> Int {
        guard let date = MailDate(iso8601: group.asOf) else { throw SharedData.Missing(description: "no date: \(group.asOf)") }
        return date.seconds
    }
}
