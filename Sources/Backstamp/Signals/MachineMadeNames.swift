/// How names look that programs make up: no word of any language, and another one in each copy.
enum HostNoise {
    static func isNoisy(_ label: some Sequence<UInt8>) -> Bool {
        let octets = Array(label)
        guard octets.count >= 7, !octets.starts(with: "xn--".utf8) else { return false }
        if changes(octets) >= 4 { return true }
        return octets.count(where: \.isASCIILetter) >= 10 && !octets.contains(where: isVowel)
    }

    /// How often a letter stands beside a digit.
    static func changes(_ octets: some Sequence<UInt8>) -> Int {
        var count = 0
        var last: Bool?
        for octet in octets {
            if let last, last != octet.isASCIIDigit { count += 1 }
            last = octet.isASCIIDigit
        }
        return count
    }

    private static func isVowel(_ octet: UInt8) -> Bool {
        switch octet.asciiLowercased {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }

    /// How many letters follow each other without a vowel, at the most; `y` is one here.
    static func longestRunWithoutVowel(_ octets: some Sequence<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for octet in octets {
            let isConsonant = octet.isASCIILetter && !isVowel(octet)
            run = isConsonant ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

enum RandomTag {
    /// `#` and five to twelve letters and digits, small and capital letters mixed in a way that no word is.
    static func occurs(in text: String) -> Bool {
        guard text.utf8.contains(0x23) else { return false }
        for word in text.utf8.prefix(500).split(separator: 0x20) {
            guard word.first == 0x23, (6...13).contains(word.count), word.dropFirst().allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit })
            else { continue }
            let tail = word.dropFirst(2)
            let capitals = tail.count { (0x41...0x5A).contains($0) }
            let small = word.count { (0x61...0x7A).contains($0) }
            let digits = word.count(where: \.isASCIIDigit)
            if capitals > 0, small > 0, capitals + digits >= 2 { return true }
        }
        return false
    }
}
