/// Address lists of the plainest form, as nearly all are: `Name <a@b>`, `"Name" <a@b>` and `a@b` with commas between them,
/// nothing in them that could be read in two ways. What GMime makes of them is known beforehand, and making its objects
/// costs many times what reading the field does.
enum PlainAddresses {
    /// - Parameter octets: the unfolded body of a field.
    /// - Returns: nil where there is anything else; GMime reads it then.
    static func parse(_ octets: [UInt8], limit: Int) -> [Mailbox]? {
        octets.withUnsafeBufferPointer { octets in
            var reader = Reader(octets: octets)
            var mailboxes: [Mailbox] = []
            while mailboxes.count < limit {
                guard let mailbox = reader.mailbox() else { return nil }
                mailboxes.append(mailbox)
                if reader.position == octets.count { return mailboxes }
                guard reader.take(0x2C) else { return nil }
                _ = reader.take(0x20)
            }
            return nil
        }
    }

    private struct Reader {
        let octets: UnsafeBufferPointer<UInt8>
        var position = 0

        private var next: UInt8 { position < octets.count ? octets[position] : 0 }

        mutating func take(_ octet: UInt8) -> Bool {
            guard next == octet else { return false }
            position += 1
            return true
        }

        mutating func mailbox() -> Mailbox? {
            let start = position
            if let address = address(), position == octets.count || next == 0x2C { return Mailbox(address: address) }
            position = start
            var name: String?
            if next != 0x3C {
                name = next == 0x22 ? quoted() : words()
                guard name != nil, take(0x20) else { return nil }
            }
            guard take(0x3C), let address = address(), take(0x3E) else { return nil }
            return Mailbox(name: name, address: address)
        }

        /// Letters and digits in words with a space between them.
        private mutating func words() -> String? {
            let start = position
            while true {
                let wordStart = position
                while Self.isLetterOrDigit(next) || next == 0x2D || next == 0x5F { position += 1 }
                guard position > wordStart else { return nil }
                guard next == 0x20, position + 1 < octets.count, octets[position + 1] != 0x3C else { break }
                position += 1
            }
            return text(start..<position)
        }

        /// The same between quotation marks, and signs that mean nothing there.
        private mutating func quoted() -> String? {
            guard take(0x22) else { return nil }
            let start = position
            var previous: UInt8 = 0x20
            while next != 0x22 {
                let isWord = Self.isLetterOrDigit(next) || "-_'.,&!+/@|#*".utf8.contains(next)
                guard isWord || (next == 0x20 && previous != 0x20) else { return nil }
                previous = next
                position += 1
            }
            // At the end of a name these are no part of it.
            guard previous != 0x20, previous != 0x2C else { return nil }
            defer { position += 1 }
            return text(start..<position)
        }

        /// Labels of letters, digits and hyphens with dots between them on both sides of the @; plus and underscore too
        /// on the left. In lower case on the right. No two hyphens in a row: GMime shows an A-label as what it stands for.
        private mutating func address() -> String? {
            let start = position
            guard labels(alsoLocal: true), take(0x40) else { return nil }
            let domainStart = position
            guard labels(alsoLocal: false) else { return nil }
            let length = position - start
            return String(unsafeUninitializedCapacity: length) { text in
                for index in 0..<length {
                    let octet = octets[start + index]
                    text[index] = start + index >= domainStart && octet &- 0x41 < 26 ? octet | 0x20 : octet
                }
                return length
            }
        }

        private mutating func labels(alsoLocal: Bool) -> Bool {
            while true {
                let start = position
                while Self.isLetterOrDigit(next) || next == 0x2D || alsoLocal && (next == 0x5F || next == 0x2B) {
                    if next == 0x2D, position > start, octets[position - 1] == 0x2D { return false }
                    position += 1
                }
                guard position > start else { return false }
                guard take(0x2E) else { return true }
            }
        }

        private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
            (octet | 0x20) &- 0x61 < 26 || octet &- 0x30 < 10
        }

        private func text(_ range: Range<Int>) -> String {
            String(decoding: UnsafeBufferPointer(rebasing: octets[range]), as: UTF8.self)
        }
    }
}
