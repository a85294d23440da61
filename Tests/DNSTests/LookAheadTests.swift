import DNS
import Testing

/// Questions that are foreseen go out together: latency is passed once, not once for each.
@Suite struct LookAheadTests {
    private static let text: [UInt8] = [3, 0x76, 0x3D, 0x78]

    /// The server answers nobody before all have asked. Whoever asked one by one would wait for ever.
    @Test func goOutTogether() throws {
        let names = (0..<40).map { "host\($0).example.org" }
        var replies: [String: LoopbackServer.Reply] = [:]
        for name in names { replies["\(name) 16"] = LoopbackServer.Reply(records: [(16, Self.text)]) }
        let server = try #require(LoopbackServer(replies, heldUntil: names.count))
        defer { server.stop() }
        let resolver = try LiveResolver(forwarder: "127.0.0.1@\(server.port)", budget: .seconds(60), trustAnchor: nil)
        resolver.foresee(names.map { DNSQuestion(name: $0, type: .txt) })
        for name in names {
            resolver.beginMessage()
            #expect(resolver.resolve(name, .txt).texts == [[0x76, 0x3D, 0x78]])
        }
        let asked = server.questions
        resolver.foresee(names.map { DNSQuestion(name: $0, type: .txt) })
        #expect(resolver.resolve(names[0], .txt).texts.count == 1)
        #expect(server.questions == asked)
    }

    @Test func oneAnswerLeadsToTheNextQuestion() throws {
        let replies = [
            "example.org 16": LoopbackServer.Reply(records: [(16, Self.text)]),
            "next.example.org 16": LoopbackServer.Reply(records: [(16, Self.text)]),
        ]
        // The last question is asked of nobody who waits.
        let server = try #require(LoopbackServer(replies))
        defer { server.stop() }
        let resolver = try LiveResolver(forwarder: "127.0.0.1@\(server.port)", budget: .seconds(60), trustAnchor: nil)
        resolver.followUps = { question, _ in
            question.name == "example.org" ? [DNSQuestion(name: "next.example.org", type: .txt)] : []
        }
        resolver.foresee([DNSQuestion(name: "example.org", type: .txt)])
        #expect(resolver.resolve("example.org", .txt).texts.count == 1)
        #expect(resolver.resolve("next.example.org", .txt).texts.count == 1)
        #expect(server.questions >= 2)
    }

    @Test func whatCannotBeAskedIsPassedOver() throws {
        let resolver = try LiveResolver(forwarder: "127.0.0.1@9", budget: .milliseconds(50), trustAnchor: nil)
        resolver.foresee(["", "a..b", String(repeating: "a", count: 64)].map { DNSQuestion(name: $0, type: .txt) })
        #expect(resolver.resolve("a..b", .txt).status == .nxDomain)
    }
}
