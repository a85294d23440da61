import Testing

@testable import Backstamp

/// Both ways of looking for a token say the same, whatever the text.
@Suite struct PersonalTokenTests {
    @Test func searchesAgree() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            // Two letters, so that nearly all of it is alike.
            func letters(_ count: ClosedRange<Int>) -> [UInt8] {
                (0..<Int.random(in: count, using: &random)).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
            }
            let token = PersonalToken(octets: letters(1...6)[...], wrapping: "in clear", foldsCase: true)
            let text = letters(0...40)
            let places = text.indices.filter { token.commonLength(text.span, $0) == token.octets.count }
            #expect(token.stands(in: text.span) == !places.isEmpty, "\(token.octets) in \(text)")
            #expect(places.allSatisfy { text[$0...].starts(with: token.octets) })
        }
    }

    @Test(arguments: [
        ("ab@c.example", "x=AB@C.EXAMPLE", true, true), ("ab@c.example", "x=ab@c.exampl", true, false),
        ("Zm9v+Zm9v/", "x=Zm9v-Zm9v_", false, true), ("Zm9v", "ZM9V", false, false), ("", "x", true, false),
    ])
    func folds(token: String, text: String, foldsCase: Bool, stands: Bool) {
        let token = PersonalToken(octets: Array(token.utf8)[...], wrapping: "", foldsCase: foldsCase)
        #expect(token.stands(in: Array(text.utf8).span) == stands)
    }
}
