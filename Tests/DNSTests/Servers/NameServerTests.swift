import DKIM
import DNS
import SPF
import TestSupport
import Testing

/// Real servers on loopback: NSD, and unbound in front of it. Skipped where they are not installed.
@Suite(.serialized, .enabled(if: NameServers.areInstalled)) struct NameServerTests {
    private static let record = Array("v=spf1 ip4:192.0.2.1 -all".utf8)

    private func spf(_ domain: String, _ resolver: any Resolver) -> SPFCheck {
        SPFVerifier(resolver: resolver, now: 0).checkMailFrom(
            ip: IPAddress(v4: 0xC000_0201), helo: "h.example", mailFrom: "a@\(domain)")
    }

    /// RFC 4035 §4.3, by the trust anchor of the test.
    @Test func everyAnswerHasItsSecurity() throws {
        let servers = try NameServers()
        let resolver = try LiveResolver(forwarder: servers.recursor, trustAnchor: servers.trustAnchor)
        let signed = resolver.resolve("signed.example", .txt)
        #expect(signed.texts == [Self.record] && signed.security == .secure)
        let plain = resolver.resolve("plain.example", .txt)
        #expect(plain.texts == [Self.record] && plain.security == .insecure)
        let broken = resolver.resolve("broken.example", .txt)
        #expect(broken.status == .serverFailure && broken.security == .bogus && broken.records.isEmpty)
        let none = resolver.resolve("none.signed.example", .txt)
        #expect(none.status == .nxDomain && none.security == .secure)
        #expect(resolver.resolve("signed.example", .a).isVoid)

        #expect(spf("signed.example", resolver).result == .pass)
        #expect(spf("plain.example", resolver).result == .pass)
        // A bogus record never passes anything, nor does it fail anything; a bogus key never verifies.
        #expect(spf("broken.example", resolver).result == .temperror)
        #expect(spf("broken.example", resolver).reason.hasPrefix("the answer is bogus by DNSSEC"))
        do {
            _ = try KeyStore(resolver: resolver).lookUp(selector: "k", domain: "broken.example")
            Issue.record("a bogus key was given out")
        } catch {
            #expect(error.result == .temperror && error.cause == .lookUp)
        }
    }

    /// Without an anchor of ours nothing is validated here; unbound does not pass on what is bogus.
    @Test func withoutATrustAnchor() throws {
        let servers = try NameServers()
        let resolver = try LiveResolver(forwarder: servers.recursor, trustAnchor: nil)
        #expect(resolver.resolve("signed.example", .txt).security == .indeterminate)
        #expect(resolver.resolve("signed.example", .txt).texts == [Self.record])
        #expect(resolver.resolve("broken.example", .txt).status == .serverFailure)
    }

    /// Three thousand octets do not fit: the answer is truncated and asked for again by TCP (RFC 7766 §5).
    @Test func longAnswersComeByTCP() throws {
        let servers = try NameServers()
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 3000)
        for server in [servers.recursor, servers.authority] {
            let resolver = try LiveResolver(forwarder: server, trustAnchor: nil)
            #expect(resolver.resolve("long.plain.example", .txt).texts == [long])
            #expect(resolver.resolve("long.signed.example", .txt).texts == [long])
        }
        let validating = try LiveResolver(forwarder: servers.recursor, trustAnchor: servers.trustAnchor)
        #expect(validating.resolve("long.signed.example", .txt).security == .secure)
    }

    /// The budget is for the message: what is left of it is not spent twice, and the next message has its own.
    @Test func aServerThatNeverAnswers() throws {
        let servers = try NameServers()
        let resolver = try LiveResolver(forwarder: servers.recursor, budget: .seconds(2), trustAnchor: nil)
        let clock = ContinuousClock()
        let time = clock.measure {
            for index in 0..<10 { #expect(spf("host\(index).silent.example", resolver).result == .temperror) }
            // Known names too, once the time is up.
            #expect(resolver.resolve("plain.example", .txt).status == .timeout)
        }
        #expect(time < .seconds(20), "\(time)")
        resolver.beginMessage()
        #expect(resolver.resolve("plain.example", .txt).texts == [Self.record])
    }
}

/// A server that says of its records what is not so. Nobody crashes, nobody believes it, nobody waits.
@Suite(.serialized) struct LyingServerTests {
    /// What is done to a sound answer: header of 12 octets, the question, then a record of 12 and its data.
    private static let lies: [(name: String, lie: @Sendable ([UInt8]) -> [UInt8])] = [
        ("more records than there are", { Array($0[..<7]) + [200] + $0[8...] }),
        ("no record, and one is there", { Array($0[..<7]) + [0] + $0[8...] }),
        ("a record longer than the packet", { lengthened($0, 0xFF, 0xFF) }),
        ("a record shorter than its data", { lengthened($0, 0, 1) }),
        ("an empty record", { lengthened($0, 0, 0) }),
        (
            "a string longer than its record",
            { packet in
                var packet = packet
                if let index = data(packet) { packet[index] = 255 }
                return packet
            }
        ),
        (
            "a name that points at itself",
            { packet in
                var packet = packet
                if let index = data(packet) { (packet[index - 12], packet[index - 11]) = (0xC0, UInt8(index - 12)) }
                return packet
            }
        ),
        (
            "a name that points beyond the packet",
            { packet in
                var packet = packet
                if let index = data(packet) { (packet[index - 12], packet[index - 11]) = (0xFF, 0xFF) }
                return packet
            }
        ),
        ("cut in the middle", { Array($0.dropLast(5)) }), ("cut after the header", { Array($0[..<12]) }),
        ("less than a header", { Array($0[..<7]) }),
        ("octets behind the end", { $0 + [UInt8](repeating: 0, count: 400) }),
        (
            "another question",
            { packet in
                var packet = packet
                packet[13] ^= 1
                return packet
            }
        ),
        (
            "truncated, and nobody answers by TCP",
            { packet in
                var packet = packet
                packet[2] |= 2
                return packet
            }
        ),
    ]

    /// Where the data of the only record begins: behind the question and the record's 12 octets.
    private static func data(_ packet: [UInt8]) -> Int? {
        guard let end = packet[12...].firstIndex(of: 0), end + 17 < packet.count else { return nil }
        return end + 17
    }

    private static func lengthened(_ packet: [UInt8], _ high: UInt8, _ low: UInt8) -> [UInt8] {
        var packet = packet
        if let index = data(packet) { (packet[index - 2], packet[index - 1]) = (high, low) }
        return packet
    }

    @Test func isNotBelieved() throws {
        let text = Array("v=spf1 +all".utf8)
        for (name, lie) in Self.lies {
            var replies: [String: LoopbackServer.Reply] = [:]
            replies["example.org 16"] = LoopbackServer.Reply(records: [(16, [UInt8(text.count)] + text)], lie: lie)
            replies["honest.org 16"] = LoopbackServer.Reply(records: [(16, [UInt8(text.count)] + text)])
            let server = try #require(LoopbackServer(replies))
            defer { server.stop() }
            let resolver = try LiveResolver(
                forwarder: "127.0.0.1@\(server.port)", budget: .seconds(1), trustAnchor: nil)
            var answer = DNSAnswer(.noError)
            let time = ContinuousClock().measure { answer = resolver.resolve("example.org", .txt) }
            #expect(time < .seconds(20), "\(name): \(time)")
            // Octets behind the end, or a count of nothing, may be overlooked; no text is made up.
            #expect(answer.texts.isEmpty || answer.texts == [text], "\(name): \(answer)")
            resolver.beginMessage()
            #expect(resolver.resolve("honest.org", .txt).texts == [text], "\(name)")
        }
    }
}
