/// How names look that programs make up: no word of any language, and another one in each copy.
enum HostNoise {
    static func isNoisy(_ label: some Sequence<UInt8>) -> Bool {
        let octets = Array(label)
        guard octets.count >= 7, !octets.starts(with: Array("xn--".utf8)) else { return false }
        if changes(octets) >= 4 { return true }
        let letters = octets.filter(\.isASCIILetter)
        let vowels = letters.count { Array("aeiouy".utf8).contains($0.asciiLowercased) }
        return letters.count >= 10 && vowels == 0
    }

    /// How often a letter stands beside a digit.
    static func changes(_ octets: some Sequence<UInt8>) -> Int {
        let kinds = octets.map(\.isASCIIDigit)
        return zip(kinds, kinds.dropFirst()).count { $0 != $1 }
    }

    /// How many letters follow each other without a vowel, at the most; `y` is one here.
    static func longestRunWithoutVowel(_ octets: some Sequence<UInt8>) -> Int {
        var longest = 0
        var run = 0
        for octet in octets {
            let isConsonant = octet.isASCIILetter && !Array("aeiouy".utf8).contains(octet.asciiLowercased)
            run = isConsonant ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}

enum RandomTag {
    /// `#` and five to twelve letters and digits, small and capital letters mixed in a way that no word is.
    static func occurs(in text: String) -> Bool {
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
