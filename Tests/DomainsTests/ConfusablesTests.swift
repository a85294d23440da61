import Domains
import Testing

/// Skeletons and mixed scripts (UTS 39).
@Suite struct ConfusablesTests {
    @Test(arguments: [
        ("p\u{430}yp\u{430}l", "paypal"),  // Cyrillic а
        ("payp\u{E1}l", "paypal"),
        ("\u{430}\u{440}\u{440}e", "appe"),  // Cyrillic but for the last
        ("g00gle", "google"),
        ("arnazon", "amazon"),
        ("paypa1", "paypal"),
    ])
    func sameSkeleton(one: String, other: String) {
        #expect(Confusables.skeleton(one) == Confusables.skeleton(other))
    }

    @Test func differentSkeleton() {
        #expect(Confusables.skeleton("example") != Confusables.skeleton("exarnple1"))
        #expect(Confusables.skeleton("") == "")
    }

    @Test(arguments: [
        ("p\u{430}ypal", true), ("\u{3B1}mazon", true), ("paypal", false), ("bücher", false), ("食狮", false),
        ("яндекс", false), ("ゲームgame", false), ("", false),
    ])
    func mixedScripts(label: String, mixed: Bool) {
        #expect(Confusables.mixesScripts(label) == mixed)
    }
}
