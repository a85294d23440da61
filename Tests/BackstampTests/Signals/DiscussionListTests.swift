@testable import Backstamp
import Testing

@Suite struct DiscussionListTests {
    @Test(arguments: [
        [("List-Post", "<mailto:talk@lists.example.org>")],
        [("List-Id", "Talk <talk.lists.example.org>"), ("Precedence", "list")],
        [("List-Id", "<talk.lists.example.org>"), ("Sender", "talk-bounces@lists.example.org")],
        [("List-Id", "<talk.lists.example.org>"), ("List-Archive", "<https://lists.example.org/>")],
        [("X-Mailing-List", "<talk@lists.example.org> archive/latest/7")],
        [("X-BeenThere", "talk@lists.example.org")],
        [("Mailing-List", "contact talk-help@example.org; run by ezmlm")],
        [("Sender", "owner-talk@example.org")],
        [("Sender", "\"Talk\" <talk-owner@example.org>")],
    ])
    func isADiscussionList(_ fields: [(String, String)]) throws {
        #expect(try Self.evidence(fields).isDiscussionList)
    }

    @Test(arguments: [
        [("List-Id", "<talk.lists.example.org>")],
        [("List-Id", "<news.shop.org>"), ("List-Unsubscribe", "<https://shop.org/u/1>"), ("Precedence", "bulk")],
        [("List-Id", "<news.shop.invalid-name>"), ("Precedence", "list")],
        [("List-Id", "12345"), ("Precedence", "list")],
        [("List-Post", "NO")],
        [("X-Mailing-List", "12345")],
        [("Sender", "shop@example.org")],
        [("Precedence", "list")],
    ])
    func isNone(_ fields: [(String, String)]) throws {
        #expect(try !Self.evidence(fields).isDiscussionList)
    }

    private static func evidence(_ fields: [(String, String)]) throws -> Evidence {
        var mail = SampleMail()
        mail.fields += fields.map { (name: $0.0, value: $0.1) }
        return try mail.report().evidence
    }
}
