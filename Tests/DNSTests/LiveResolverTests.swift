import DNS
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
        #expect(time < .milliseconds(1500), "\(time)")
        resolver.beginMessage()
        #expect(resolver.resolve("next.example.org", .txt).isTemporaryFailure)
    }

    @Test func availabilityIsKnownWithinASecond() {
        let clock = ContinuousClock()
        var isAvailable = true
        let time = clock.measure { isAvailable = LiveResolver.isAvailable(forwarder: Self.nobody) }
        #expect(!isAvailable)
        #expect(time < .seconds(2), "\(time)")
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

    @Test func aBadForwarderIsAnError() {
        #expect(throws: LiveResolverError.self) { try LiveResolver(forwarder: "no address") }
    }
}
