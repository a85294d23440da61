import CICU

/// Characters that look alike (UTS 39, by ICU's spoof checker): skeletons, and labels that mix scripts.
///
/// Two labels with one skeleton are confusable to the eye. Where ICU cannot open its data, every text is its own
/// skeleton and nothing is mixed.
package enum Confusables {
    /// The skeleton (UTS 39 §4) of a label, in lower case and without combining marks, so that `paypál` and the
    /// Cyrillic `раураl` both give what `paypal` gives.
    package static func skeleton(_ label: String) -> String {
        guard let checker, label.utf8.count <= limit, let skeleton = checker.skeleton(label) else { return label }
        var plain = String.UnicodeScalarView()
        for scalar in skeleton.unicodeScalars where icu_is_mark(scalar.value) == 0 { plain.append(scalar) }
        return String(plain).lowercased()
    }

    /// The label mixes scripts beyond what UTS 39 §5.2 calls *highly restrictive*: Latin together with Cyrillic or
    /// Greek, for one. Latin with Han, Kana or Hangul is how people write.
    package static func mixesScripts(_ label: String) -> Bool {
        guard let checker, label.utf8.count <= limit else { return false }
        return checker.isBeyondHighlyRestrictive(label)
    }

    /// A label has at most 63 octets as A-label (RFC 1035 §2.3.4), which is fewer code points.
    private static let limit = 512

    private static let checker = SpoofChecker()
}

/// Because "a USpoofChecker may be used repeatedly … from multiple threads" as long as no function that takes it
/// without `const` is called (uspoof.h), one checker serves all threads. It lives as long as the process.
private final class SpoofChecker: @unchecked Sendable {
    private let checker: OpaquePointer

    init?() {
        var status: Int32 = 0
        guard let checker = icu_spoof_open_highly_restrictive(&status), status <= 0 else {
            return nil
        }
        self.checker = checker
    }

    func skeleton(_ text: String) -> String? {
        var status: Int32 = 0
        var text = text
        // One code point becomes at most 18, UTS 39's longest prototype; most become one.
        let capacity = text.utf8.count * 18 + 64
        let octets = text.withUTF8 { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                let written = source.withMemoryRebound(to: CChar.self) { source in
                    target.withMemoryRebound(to: CChar.self) { target in
                        icu_spoof_skeleton(
                            checker, source.baseAddress, Int32(source.count), target.baseAddress, Int32(capacity),
                            &status)
                    }
                }
                let succeeded = status <= 0 && written >= 0
                count = succeeded ? min(Int(written), capacity) : 0
            }
        }
        return status <= 0 ? String(decoding: octets, as: UTF8.self) : nil
    }

    func isBeyondHighlyRestrictive(_ text: String) -> Bool {
        var status: Int32 = 0
        var text = text
        let failed = text.withUTF8 { source in
            source.withMemoryRebound(to: CChar.self) { source in
                icu_spoof_check(checker, source.baseAddress, Int32(source.count), &status)
            }
        }
        return status <= 0 && failed != 0
    }
}
