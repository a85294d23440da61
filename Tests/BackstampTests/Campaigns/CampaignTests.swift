import Backstamp
import JSON
import Testing

/// What copies of one message have in common, and what tells them apart.
@Suite struct CampaignTests {
    /// The line of a newsletter to one reader.
    private func line(
        to reader: String, subject: String = "News of March", loads: [String], text: String = "Read more", from: String = "news@shop.example"
    ) throws -> CampaignMessage {
        var json = JSONWriter()
        json.object { json in
            json.key("source") { $0.object { $0.field("path", "\(reader).eml") } }
            json.key("message") { json in
                json.object { json in
                    json.field("subject", subject)
                    json.field("sha256", reader + loads.joined() + subject)
                    json.key("from") { $0.array { $0.element { $0.object { $0.field("address", from) } } } }
                    json.key("to") { $0.array { $0.element { $0.object { $0.field("address", "\(reader)@reader.example") } } } }
                }
            }
            json.key("content") { json in
                json.object { json in
                    json.key("remoteLoads") { $0.array { json in for url in loads { json.element { $0.object { $0.field("url", url) } } } } }
                    json.key("links") { $0.array { $0.element { $0.object { $0.field("text", text) } } } }
                }
            }
        }
        return try #require(CampaignMessage(line: JSONReader.value(json.bytes)))
    }

    private func campaigns(_ messages: [CampaignMessage], sizeLimit: Int = 1 << 20) -> [Campaign] {
        var store = CampaignStore(sizeLimit: sizeLimit)
        return messages.flatMap { store.add($0) } + store.finish()
    }

    @Test func aValueOfEachReaderIsPersonal() throws {
        let messages = try ["ann", "bob", "cid"].map {
            try line(to: $0, loads: ["https://shop.example/logo.png", "https://t.shop.example/o?c=7&u=\($0)1"])
        }
        let found = try #require(campaigns(messages).first)
        #expect(found.messages == 3 && found.source == "ann.eml")
        #expect(found.differences.map(\.template) == ["https://t.shop.example/o?c=7&u={…}"])
        #expect(found.differences.map(\.piece) == ["u in the query"])
        #expect(found.differences.map(\.judgement) == [.personal])
        #expect(found.differences.first?.proof == "3 copies to 3 recipients carry 3 values, and no two recipients share one")
    }

    @Test func piecesOfPathAndHost() throws {
        let messages = try ["ann", "bob", "cid"].map {
            try line(to: $0, loads: ["https://\($0).t.shop.example/x", "https://t.shop.example/o/\($0)/x.gif"])
        }
        #expect(campaigns(messages).first?.differences.map(\.piece) == ["label 1 of the host", "piece 2 of the path"])
    }

    @Test func valuesThatReadersShareNameNobody() throws {
        let messages = try [("ann", "a"), ("bob", "b"), ("cid", "a"), ("dan", "b")].map {
            try line(to: $0.0, loads: ["https://shop.example/\($0.1)/top.png"])
        }
        #expect(campaigns(messages).first?.differences.map(\.judgement) == [.shared])
    }

    /// The first readers had the same value, before one had another.
    @Test func aLateDifferenceIsShared() throws {
        let messages = try [("ann", "a"), ("bob", "a"), ("cid", "c")].map {
            try line(to: $0.0, loads: ["https://shop.example/\($0.1)/top.png"])
        }
        #expect(campaigns(messages).first?.differences.map(\.judgement) == [.shared])
    }

    @Test func twoReadersProveLittleWithShortValues() throws {
        let short = try ["a", "b"].map { try line(to: $0, loads: ["https://shop.example/o?u=\($0)"]) }
        #expect(campaigns(short).first?.differences.map(\.judgement) == [.unclear])
        let long = try ["ann", "bob"].map { try line(to: $0, loads: ["https://shop.example/o?u=f3a91c77d2e84b60\($0)"]) }
        #expect(campaigns(long).first?.differences.map(\.judgement) == [.personal])
    }

    @Test func oneReaderTellsCopiesApartOnly() throws {
        let messages = try (1...3).map { try line(to: "ann", loads: ["https://shop.example/o?u=\($0)"]) }
        #expect(campaigns(messages).first?.differences.map(\.judgement) == [.perCopy])
    }

    /// Another author, subject, number in the subject, text or count of loads is another campaign.
    @Test func otherMessagesAreNotCompared() throws {
        let url = ["https://shop.example/o?u=1"]
        let messages = [
            try line(to: "ann", loads: url), try line(to: "bob", loads: url, from: "news@other.example"),
            try line(to: "cid", subject: "News of April", loads: url), try line(to: "dan", subject: "News of March 2", loads: url),
            try line(to: "eva", loads: url, text: "Look here"), try line(to: "fay", loads: url + url),
        ]
        #expect(campaigns(messages).isEmpty)
    }

    /// Another registrable domain, other names of parameters, or more than three pieces: not an equal URL.
    @Test(arguments: [
        ("https://a.example/o?u=1", "https://b.example/o?u=2"), ("https://a.example/o?u=1", "https://a.example/o?v=1"),
        ("https://a.example/1/2/3/4", "https://a.example/5/6/7/8"), ("http://192.0.2.1/x", "http://192.0.2.2/x"),
    ])
    func otherURLsAreNotCompared(one: String, other: String) throws {
        let messages = [try line(to: "ann", loads: [one]), try line(to: "bob", loads: [other])]
        #expect(campaigns(messages).first?.differences.isEmpty == true)
    }

    @Test func theSameMessageTwiceIsOneCopy() throws {
        let message = try line(to: "ann", loads: ["https://shop.example/o?u=1"])
        #expect(campaigns([message, message]).isEmpty)
    }

    /// With no room, the campaign seen least recently is finished early, whatever else there is.
    @Test func memoryIsBounded() throws {
        let messages = try (0..<2_000).map { try line(to: "r\($0)", subject: "Issue \($0 / 2)", loads: ["https://shop.example/o?u=f3a91c77d2e84b60\($0)"]) }
        let found = campaigns(messages, sizeLimit: 4_000)
        #expect(found.count == 1_000)
        #expect(found.map(\.source) == (0..<1_000).map { "r\($0 * 2).eml" })
        #expect(found.allSatisfy { $0.messages == 2 })
    }
}
