import DNS
import TestSupport
import Testing

/// Without a network: nobody listens at the address (RFC 5737, TEST-NET-1), so only the time budget ends a question.
@Suite(.serialized) struct LiveResolverTests {
    private static let nobody = "127.0.0.1@9"

    @Test func theBudgetOfAMessageIsKept() throws {
        let resolver = try LiveResolver(forwarder: "192.0.2.53", budget: .milliseconds(300), trustAnchor: nil)
        let clock = ContinuousClock()
        var answers: [DNSAnswer] = []
        let time = clock.measure {
            for index in 0..<20 { answers.append(resolver.resolve("host\(index).example.org", .a)) }
        }
        #expect(!answers.contains { !$0.isTemporaryFailure })
        #expect(time < .seconds(10), "\(time)")
        resolver.beginMessage()
        #expect(resolver.resolve("next.example.org", .txt).isTemporaryFailure)
    }

    @Test func availabilityIsKnownWithinASecond() {
        let clock = ContinuousClock()
        var isAvailable = true
        let time = clock.measure { isAvailable = LiveResolver.isAvailable(forwarder: Self.nobody) }
        #expect(!isAvailable)
        // The limit is one second; the rest is for a machine that is busy with other tests.
        #expect(time < .seconds(10), "\(time)")
    }

    @Test func contextsComeAndGo() throws {
        for _ in 0..<20 {
            let resolver = try LiveResolver(forwarder: Self.nobody, budget: .milliseconds(20), trustAnchor: nil)
            #expect(resolver.resolve("example.org", .a).isTemporaryFailure)
        }
    }

    @Test func namesThatCannotExistAreNotAsked() throws {
        let resolver = try LiveResolver(forwarder: Self.nobody, budget: .seconds(1), trustAnchor: nil)
        #expect(resolver.resolve("a..b", .a).status == .nxDomain)
        #expect(resolver.resolve(String(repeating: "a", count: 64) + ".org", .a).status == .nxDomain)
    }

    /// The whole way through libunbound, from a server on loopback.
    @Test func answersOfAServer() throws {
        let host: [UInt8] = [2, 0x4D, 0x58, 3, 0x6F, 0x72, 0x67, 0]
        var replies: [String: LoopbackServer.Reply] = [:]
        let record: [UInt8] = [3, 0x76, 0x3D, 0x73, 2, 0x70, 0x66]
        replies["example.org 16"] = LoopbackServer.Reply(records: [(16, record), (16, [1, 0xFF])])
        replies["example.org 1"] = LoopbackServer.Reply(records: [(1, [192, 0, 2, 1])])
        replies["example.org 15"] = LoopbackServer.Reply(records: [(15, [0, 10] + host)])
        replies["example.org 28"] = LoopbackServer.Reply()
        replies["1.2.0.192.in-addr.arpa 12"] = LoopbackServer.Reply(records: [(12, host)])
        replies["bad.org 1"] = LoopbackServer.Reply(rcode: 2)
        replies["slow.org 1"] = LoopbackServer.Reply(isSilent: true)
        let server = try #require(LoopbackServer(replies))
        defer { server.stop() }
        let resolver = try LiveResolver(
            forwarder: "127.0.0.1@\(server.port)", budget: .milliseconds(1500), trustAnchor: nil)
        let texts = resolver.resolve("Example.ORG.", .txt)
        #expect(Set(texts.texts) == [Array("v=spf".utf8), [0xFF]])
        #expect(texts.security == .indeterminate)
        #expect(texts.ttl == 60)
        // Each with a budget of its own, for a busy machine.
        resolver.beginMessage()
        #expect(resolver.resolve("example.org", .a).addresses.map(\.description) == ["192.0.2.1"])
        resolver.beginMessage()
        #expect(resolver.resolve("example.org", .mx).exchanges.map(\.exchange) == ["mx.org"])
        resolver.beginMessage()
        #expect(resolver.resolve("1.2.0.192.in-addr.arpa", .ptr).names == ["mx.org"])
        resolver.beginMessage()
        #expect(resolver.resolve("example.org", .aaaa).isVoid)
        resolver.beginMessage()
        #expect(resolver.resolve("none.org", .a).status == .nxDomain)
        resolver.beginMessage()
        #expect(resolver.resolve("bad.org", .a).isTemporaryFailure)
        // What was asked once is not asked again.
        let asked = server.questions
        #expect(resolver.resolve("example.org", .a).addresses.count == 1)
        #expect(server.questions == asked)
        // A name that nobody answers for uses up the budget; what is known stays known.
        resolver.beginMessage()
        #expect(resolver.resolve("slow.org", .a).isTemporaryFailure)
        #expect(resolver.resolve("new.org", .a).status == .timeout)
        #expect(resolver.resolve("example.org", .a).status == .noError)
        resolver.beginMessage()
        #expect(resolver.resolve("new.org", .a).status == .nxDomain)
    }

    @Test func aBadForwarderIsAnError() {
        #expect(throws: LiveResolverError.self) { try LiveResolver(forwarder: "no address") }
    }
}
