import Testing

@testable import DNS

/// Record data in wire format, as a hostile server may send it.
@Suite struct ResourceDataTests {
    @Test(
        arguments: [
            (RecordType.a, [192, 0, 2, 1], "192.0.2.1"),
            (.aaaa, [0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1], "2001:db8::1"),
            (.ptr, [4, 0x4D, 0x61, 0x69, 0x6C, 3, 0x6F, 0x72, 0x67, 0], "mail.org"),
            (.ns, [0], ""),
            (.cname, [3, 0x61, 0x2E, 0x62, 1, 0x5C, 0], #"a\.b.\\"#),
            (.ptr, [2, 0x00, 0xFF, 0], #"\000\255"#),
            (.mx, [0, 10, 1, 0x61, 0], "10 a"),
            (.txt, [1, 0x61, 0, 2, 0x62, 0xFF], #"ab\255"#),
            (.txt, [0], ""),
            (.soa, [1, 0x61, 0, 1, 0x62, 0] + Array(repeating: 0, count: 19) + [5], "a. b. 0 0 0 0 5"),
        ] as [(RecordType, [UInt8], String)])
    func reads(_ type: RecordType, _ data: [UInt8], _ want: String) {
        #expect(ResourceData.record(type, data[...]).map(Presentation.text) == want)
    }

    @Test(
        arguments: [
            (RecordType.a, [1, 2, 3]), (.a, []), (.aaaa, [1, 2, 3, 4]), (.ptr, []), (.ptr, [1]),
            (.ptr, [3, 0x61, 0x62]),
            (.ptr, [1, 0x61]), (.ptr, [1, 0x61, 0, 0]), (.ptr, [0xC0, 0]),
            (.ptr, [64] + Array(repeating: 0x61, count: 64) + [0]),
            (.mx, [0]), (.mx, [0, 10]), (.mx, [0, 10, 5, 0x61]), (.txt, []), (.txt, [5, 0x61]), (.txt, [1, 0x61, 9]),
            (.soa, [0, 0, 1, 2, 3]),
            (.ptr, Array([[UInt8]](repeating: [1, 0x61], count: 128).joined()) + [0]),
        ] as [(RecordType, [UInt8])])
    func refuses(_ type: RecordType, _ data: [UInt8]) { #expect(ResourceData.record(type, data[...]) == nil) }

    @Test(arguments: [
        ("example.org", "example.org"), ("a b.org", #"a\032b.org"#), (#"a\b"#, #"a\\b"#), ("", nil), ("a..b", nil),
        (String(repeating: "a", count: 64), nil),
    ])
    func questions(_ name: String, _ want: String?) { #expect(ResourceData.question(name) == want) }

    /// Any octets give a record or none.
    @Test func anyOctetsAreSurvived() {
        var state: UInt64 = 1
        var read = 0
        for _ in 0..<20_000 {
            var data: [UInt8] = []
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for _ in 0..<Int(state >> 60) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                data.append(UInt8(truncatingIfNeeded: state >> 40) & 0x1F)
            }
            for type in RecordType.allCases where ResourceData.record(type, data[...]) != nil { read += 1 }
        }
        #expect(read > 100)
    }
}
