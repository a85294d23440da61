import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test(arguments: [false, true])
    func writesMembersThatAreReady(_ pretty: Bool) {
        func members(_ json: inout JSONWriter) {
            json.field("text", "\"")
            json.field("number", 1)
        }
        let ready = JSONMembers(members)
        func written(_ write: (inout JSONWriter) -> Void) -> String {
            var json = JSONWriter(pretty: pretty, capacity: 1)
            json.object { json in
                write(&json)
                json.field("behind", true)
                write(&json)
            }
            return json.string
        }
        #expect(written { $0.members(ready) { members(&$0) } } == written { members(&$0) })
        #expect(written { $0.members(JSONMembers { _ in }) { _ in } } == written { _ in })
    }

    @Test(arguments: [
        ("plain", #""plain""#),
        ("quote \" and \\", #""quote \" and \\""#),
        ("line\r\nand\ttab", #""line\r\nand\ttab""#),
        ("\u{0}\u{1B}[31m\u{7F}\u{9B}", #""\u0000\u001b[31m\u007f\u009b""#),
        ("a\u{202E}b\u{2066}c\u{2028}", #""a\u202eb\u2066c\u2028""#),
        ("Grüße – 日本 🎉", #""Grüße – 日本 🎉""#),
    ])
    func escapes(_ text: String, _ want: String) {
        var json = JSONWriter()
        json.value(text)
        #expect(json.string == want)
    }

    /// Texts are looked at eight octets at a time: what must be escaped is found wherever it stands.
    @Test(arguments: [("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{1F}", "\\u001f"), ("\u{7F}", "\\u007f"), ("\u{85}", "\\u0085"), ("é", "é")])
    func escapesAnywhere(_ special: String, _ want: String) {
        for length in 0..<40 {
            let before = String(repeating: "~", count: length)
            for after in ["", " ", "abcdefghi"] {
                var json = JSONWriter(capacity: 1)
                json.value(before + special + after)
                #expect(json.string == "\"\(before)\(want)\(after)\"")
                var field = JSONWriter(capacity: 1)
                field.object { $0.field("name", before + special + after) }
                #expect(field.string == "{\"name\":\(json.string)}")
            }
        }
    }

    @Test(arguments: [(0.0, "0"), (5.0, "5"), (-1.5, "-1.5"), (0.05, "0.05"), (-0.25, "-0.25"), (1.0005, "1.001"), (0.005, "0.005"), (-0.0004, "0"), (-12.34, "-12.34"), (.nan, "null")])
    func numbers(_ number: Double, _ want: String) {
        var json = JSONWriter()
        json.value(number)
        #expect(json.string == want)
    }

    @Test(arguments: [(0, "0"), (7, "7"), (-10, "-10"), (Int.min, "-9223372036854775808"), (Int.max, "9223372036854775807")])
    func integers(_ number: Int, _ want: String) {
        var json = JSONWriter()
        json.value(number)
        #expect(json.string == want)
    }

    @Test func containersNestAndSeparate() {
        var json = JSONWriter()
        json.object { json in
            json.field("a", 1)
            json.field("absent", String?.none)
            json.field("list", ["x", "y"])
            json.key("empty") { $0.object { _ in } }
            json.null("none")
        }
        #expect(json.string == #"{"a":1,"list":["x","y"],"empty":{},"none":null}"#)
    }

    @Test func prettyIndents() {
        var json = JSONWriter(pretty: true)
        json.object { $0.field("a", ["x"]) }
        #expect(json.string == "{\n  \"a\": [\n    \"x\"\n  ]\n}")
    }

    @Test func octetsThatAreNotUTF8() {
        var json = JSONWriter()
        json.value(octets: [0x61, 0xFF, 0x62])
        #expect(json.string == "\"a\u{FFFD}b\"")
    }
}
