import Domains
import HTML
import TestSupport
import Testing

/// The URL tests of web-platform-tests.
@Suite(.enabled(if: SharedData.isWanted("url/wpt"))) struct WebURLConformanceTests {
    @Test func parsesAsBrowsersDo() throws {
        let cases = try SharedData.json("url/wpt/urltestdata.json").array.filter { !$0.object.isEmpty }
        #expect(cases.count == 891)
        for test in cases {
            let input = try #require(test["input"].string)
            let base = test["base"].string.map { WebURL($0) }
            if case .some(.none) = base {
                #expect(test["failure"].bool == true, "base of \(input)")
                continue
            }
            let url = WebURL(input, base: base ?? nil)
            if test["failure"].bool == true {
                #expect(url == nil, "\(input)")
                continue
            }
            guard let url else {
                Issue.record("\(input) was refused")
                continue
            }
            let got = [
                "href": url.href, "protocol": url.scheme + ":", "username": url.username, "password": url.password,
                "hostname": url.hostname ?? "", "port": url.port.map(String.init) ?? "", "pathname": url.path,
                "search": url.query.map { $0.isEmpty ? "" : "?" + $0 } ?? "",
                "hash": url.fragment.map { $0.isEmpty ? "" : "#" + $0 } ?? "",
            ]
            for (key, value) in got {
                let want = test[key].string ?? ""
                #expect(
                    Array(value.utf8) == Array(want.utf8), "\(key) of \(input), base \(test["base"].string ?? "none")")
            }
        }
    }

    /// The empty name cannot be given to a URL parser as a host. Ideographs of CJK extension J came with Unicode 17, later
    /// than the ICU of Debian 12 (3 tests).
    static func isExcluded(_ domain: String) -> Bool {
        domain.isEmpty || domain.unicodeScalars.contains { (0x323B0...0x3347F).contains($0.value) }
    }

    @Test(arguments: ["toascii", "IdnaTestV2"]) func domainsToASCII(_ file: String) throws {
        let cases = try SharedData.json("url/wpt/\(file).json").array.filter { !$0.object.isEmpty }
        #expect(!cases.isEmpty)
        for test in cases {
            let input = try #require(test["input"].string)
            if Self.isExcluded(input) { continue }
            let host = WebURL("https://\(input)/x")?.hostname
            #expect(host == test["output"].string, "\(input.debugDescription) \(test["comment"].string ?? "")")
        }
    }
}
