/// What Unicode 15.1 and 16 changed in the mapping table of UTS 46 (its revisions 31 and 33), for an ICU that is older:
/// characters that were disallowed are mapped or ignored, and the capital sharp s is no longer `ss`. With a newer ICU
/// this changes nothing. A lookalike must not pass for "no domain" because our tables are older than the browser's.
enum IDNAMapping {
    static func updated(_ domain: String) -> String {
        guard domain.unicodeScalars.contains(where: { mapping($0) != nil }) else { return domain }
        var scalars = String.UnicodeScalarView()
        for scalar in domain.unicodeScalars {
            switch mapping(scalar) {
            case .ignored: continue
            case .mapped(let other): scalars.append(other)
            case nil: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private enum Mapping {
        case ignored
        case mapped(Unicode.Scalar)
    }

    private static func mapping(_ scalar: Unicode.Scalar) -> Mapping? {
        switch scalar.value {
        case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x206A...0x206F, 0x3164, 0xFFA0, 0x1D173...0x1D17A: .ignored
        case 0x04C0: .mapped("\u{4CF}")
        // Georgian Asomtavruli to Nuskhuri.
        case 0x10A0...0x10C5: Unicode.Scalar(scalar.value + 0x1C60).map(Mapping.mapped)
        case 0x1E9E: .mapped("\u{DF}")
        case 0x2132: .mapped("\u{214E}")
        case 0x2183: .mapped("\u{2184}")
        case 0x2F868: .mapped("\u{36FC}")
        case 0x2F874: .mapped("\u{5F53}")
        case 0x2F91F: .mapped("\u{243AB}")
        case 0x2F95F: .mapped("\u{7AEE}")
        case 0x2F9BF: .mapped("\u{45D7}")
        default: nil
        }
    }
}
