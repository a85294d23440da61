import JSON
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.value(Array(text.utf8)) }

    @Test func values() throws {
        #expect(try read(" null ") == .null)
        #expect(try read("[true,false]") == .array([.bool(true), .bool(false)]))
        #expect(
            try read("[0,-1,12.5,1e2,-0.5E-1]")
                == .array([.integer(0), .integer(-1), .number(12.5), .number(100), .number(-0.05)]))
        #expect(try read("9223372036854775808") == .number(9_223_372_036_854_775_808))
        #expect(try read("{}") == .object([]))
        #expect(try read("[ ]") == .array([]))
        let object = try read(#"{"a": {"b":["c"]}, "n":1 , "a2":"x"}"#)
        #expect(object["a"]?["b"]?.array?.first?.string == "c")
        #expect(object["n"]?.int == 1)
        #expect(object["n"]?.double == 1)
        #expect(object["none"] == nil)
    }

    @Test func theLastOfEqualNamesCounts() throws { #expect(try read(#"{"a":1,"a":2}"#)["a"]?.int == 2) }

    @Test(arguments: [
        (#""a\"b\\\/\b\f\n\r\t""#, "a\"b\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"),
        (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude00""#, "\u{FFFD}"), ("\"Grüße\"", "Grüße"), (#""\u0000""#, "\0"),
    ])
    func strings(_ text: String, _ want: String) throws { #expect(try read(text) == .string(want)) }

    @Test func octetsThatAreNotUTF8() throws {
        #expect(try JSONReader.value([0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
    }

    @Test(arguments: [
        ("", 0, true), ("{", 1, true), ("[1,", 3, true), (#"{"a""#, 4, true), (#""abc"#, 4, true), ("tru", 3, true),
        ("-", 1, true), ("1.", 2, true), (#""\u12"#, 5, true), ("01", 0, false), ("-01", 0, false), ("[1 2]", 3, false),
        ("[,]", 1, false),
        ("[1,]", 3, false), ("{1:2}", 1, false), (#"{"a" 1}"#, 5, false), ("nul!", 3, false), ("1 2", 2, false),
        ("\"\u{1}\"", 1, false), (#""\x""#, 2, false), (#""\u12g4""#, 5, false), ("+1", 0, false), ("1e999", 0, false),
        ("'a'", 0, false), ("NaN", 0, false),
    ])
    func refuses(_ text: String, _ offset: Int, _ isTruncated: Bool) {
        do {
            let value = try read(text)
            Issue.record("read as \(value)")
        } catch let error as JSONError {
            #expect(error.offset == offset)
            #expect(error.isTruncated == isTruncated)
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func depthIsBounded() throws {
        let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try read(nested(JSONReader.maximumDepth))
        #expect(throws: JSONError.self) { try read(nested(JSONReader.maximumDepth + 1)) }
        #expect(throws: JSONError.self) { try read(String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONError.self) { try read(String(repeating: #"{"a":"#, count: 200_000)) }
    }

    @Test func longNumbersAreRefused() {
        #expect(throws: JSONError.self) { try read(String(repeating: "9", count: 100_000)) }
    }

    /// Whatever is cut out of, or changed in, a good text gives a value or an error, never a crash.
    @Test func anyInputIsSurvived() throws {
        let good = Array(#"{"a":[1,-2.5e3,"x\ud83d\ude00\n",null,true,{"b":{}}],"c":"é"}"#.utf8)
        for end in good.indices { #expect(throws: JSONError.self) { try JSONReader.value(good[..<end]) } }
        var state: UInt64 = 7
        var errors = 0
        for _ in 0..<20_000 {
            var text = good
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text[Int(state >> 33) % text.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            do { _ = try JSONReader.value(text) } catch { errors += 1 }
        }
        #expect(errors > 10_000)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var json = JSONWriter()
        let text = "a\u{202E}\"\\\r\n\t\u{0}é😀"
        json.value(text)
        #expect(try JSONReader.value(json.bytes) == .string(text))
    }
}
