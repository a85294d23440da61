/// Domain to ASCII and to Unicode as the URL standard calls them (WHATWG URL §3.3; UTS 46, non-transitional, with
/// CheckBidi and CheckJoiners, without CheckHyphens, STD3 rules and VerifyDnsLength), by ICU.
///
/// `toASCII` gives nil where the standard says failure. `toUnicode` never fails: labels that are no IDN stay as they
/// are.
import CICU

package enum IDNA {
    /// A domain name has at most 253 octets (RFC 1035 §2.3.4). Punycode costs quadratic time, so what is far longer
    /// is not decoded.
    private static let limit = 2_000

    /// The name in A-labels, lower case.
    package static func toASCII(_ domain: String) -> String? {
        // An ASCII domain is only lower-cased: invalid A-labels stay as they are.
        let (isASCII, hasCapitals) = letters(domain)
        if isASCII { return hasCapitals ? domain.lowercased() : domain }
        guard domain.utf8.count <= limit,
            let (result, errors) = mapper?.convert(IDNAMapping.updated(domain), icu_idna_to_ascii),
            errors & ~tolerated == 0, !result.isEmpty
        else { return nil }
        return result
    }

    /// The name with each A-label that is valid shown in Unicode.
    package static func toUnicode(_ domain: String) -> String {
        // An A-label starts with the ACE prefix (RFC 5890 §2.3.2.5); a domain without one is its own Unicode form.
        let letters = letters(domain)
        let isLower = letters.areASCII && !letters.haveCapital
        let lower = isLower ? domain : domain.lowercased()
        guard lower.utf8.count <= limit else { return lower }
        if isLower, !holdsPrefix(lower) { return lower }
        let isPlain = lower.utf8.allSatisfy { $0 < 0x80 }
        if isPlain, !lower.split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) { return lower }
        guard let mapper else { return lower }
        if let (text, errors) = mapper.convert(lower, icu_idna_to_unicode), errors & ~tolerated == 0 { return text }
        // One bad label must not hide what the others say.
        let labels = lower.split(separator: ".", omittingEmptySubsequences: false).map { label in
            guard let (text, errors) = mapper.convert(String(label), icu_idna_to_unicode), errors & ~tolerated == 0
            else { return String(label) }
            return text
        }
        return labels.joined(separator: ".")
    }

    /// Whether all of them are ASCII, and one at least a capital of it.
    private static func letters(_ domain: String) -> (areASCII: Bool, haveCapital: Bool) {
        let octets = domain.utf8.span
        var all: UInt8 = 0
        var hasCapital = false
        for index in octets.indices {
            all |= octets[index]
            hasCapital = hasCapital || octets[index] &- 0x41 < 26
        }
        return (all < 0x80, hasCapital)
    }

    /// Whether `xn--` stands anywhere.
    private static func holdsPrefix(_ domain: String) -> Bool {
        let octets = domain.utf8.span
        guard octets.count >= 4 else { return false }
        for index in 0..<(octets.count - 3)
        where octets[index] == 0x78 && octets[index + 1] == 0x6E && octets[index + 2] == 0x2D && octets[index + 3] == 0x2D {
            return true
        }
        return false
    }

    /// The errors that belong to CheckHyphens and VerifyDnsLength, both of which the URL standard leaves out.
    private static let tolerated: UInt32 = [
        ICU_IDNA_ERROR_EMPTY_LABEL, ICU_IDNA_ERROR_LABEL_TOO_LONG, ICU_IDNA_ERROR_DOMAIN_NAME_TOO_LONG,
        ICU_IDNA_ERROR_LEADING_HYPHEN, ICU_IDNA_ERROR_TRAILING_HYPHEN, ICU_IDNA_ERROR_HYPHEN_3_4,
    ].reduce(0) { $0 | $1.rawValue }

    private static let mapper = Mapper()
}

/// One instance for all threads and for the life of the process, because uidna.h says of uidna_openUTS46(): "The
/// instance is thread-safe, that is, it can be used concurrently."
private final class Mapper: @unchecked Sendable {
    private let idna: OpaquePointer

    init?() {
        let options = [
            ICU_IDNA_CHECK_BIDI, ICU_IDNA_CHECK_CONTEXTJ, ICU_IDNA_NONTRANSITIONAL_TO_ASCII, ICU_IDNA_NONTRANSITIONAL_TO_UNICODE,
        ].reduce(0) { $0 | $1.rawValue }
        var status: Int32 = 0
        guard let idna = icu_idna_open(options, &status), status <= 0 else { return nil }
        self.idna = idna
    }

    typealias Conversion = (
        OpaquePointer?, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<CChar>?, Int32,
        UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<Int32>?
    ) -> Int32

    func convert(_ name: String, _ conversion: Conversion) -> (text: String, errors: UInt32)? {
        var errors: UInt32 = 0
        var status: Int32 = 0
        // Each code point becomes at most a few octets of Punycode, or of UTF-8 after decomposition.
        let capacity = name.utf8.count * 8 + 64
        var name = name
        let octets = name.withUTF8 { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
                let written = source.withMemoryRebound(to: CChar.self) { source in
                    target.withMemoryRebound(to: CChar.self) { target in
                        conversion(
                            idna, source.baseAddress, Int32(source.count), target.baseAddress, Int32(capacity),
                            &errors, &status)
                    }
                }
                let succeeded = status <= 0 && written >= 0
                count = succeeded ? min(Int(written), capacity) : 0
            }
        }
        guard status <= 0 else { return nil }
        return (String(decoding: octets, as: UTF8.self), errors)
    }
}
