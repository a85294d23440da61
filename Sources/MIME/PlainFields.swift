/// What the header of a part says of its content, where each field can be read in one way only (`PlainParts`).
struct PlainFields {
    private(set) var contentType = "text/plain"
    /// Of Content-Type, names in lower case.
    private(set) var parameters: [String: String] = [:]
    private(set) var encoding = TransferEncoding.identity
    private(set) var disposition: String?
    private(set) var filename: String?
    private(set) var contentID: String?

    /// - Parameters:
    ///   - octets: those that the fields' ranges are of.
    ///   - isTop: whether all but the content's own fields were looked at before (`QuietFields`).
    /// - Returns: nil where a field has any other form, or stands there twice.
    init?(_ fields: [HeaderField], _ octets: UnsafeBufferPointer<UInt8>, isTop: Bool) {
        var seen: UInt8 = 0
        let fields = fields.span
        for index in fields.indices {
            let isContent = fields[index].traits.contains(.isOfContent)
            if isTop, !isContent { continue }
            // A name, a colon at once behind it, and a body that ends with the line.
            let range = fields[index].range
            let colon = range.lowerBound + fields[index].name.utf8.count
            guard !fields[index].name.isEmpty, octets[colon] == 0x3A, octets[range.upperBound - 1] == 0x0A,
                fields[index].traits.isDisjoint(with: [.isOdd, .hasBareCR, .hasBlankLine, .hasQuestionMark])
            else { return nil }
            // GMime says where a part has one twice.
            if !isTop, (0..<index).contains(where: { fields[$0].key == fields[index].key }) { return nil }
            if !isContent {
                guard fields[index].key.hasPrefix("x-") || fields[index].key == "mime-version" else { return nil }
                continue
            }
            guard let field = Field(name: fields[index].key), seen & field.rawValue == 0,
                read(field, PlainValue(octets, fields[index].body))
            else { return nil }
            seen |= field.rawValue
        }
    }

    /// A bit for each.
    private enum Field: UInt8 {
        case type = 1, encoding = 2, disposition = 4, id = 8, description = 16, language = 32

        init?(name: String) {
            switch name {
            case "content-type": self = .type
            case "content-transfer-encoding": self = .encoding
            case "content-disposition": self = .disposition
            case "content-id": self = .id
            case "content-description": self = .description
            case "content-language": self = .language
            default: return nil
            }
        }
    }

    private mutating func read(_ field: Field, _ value: PlainValue) -> Bool {
        var value = value
        switch field {
        case .type:
            guard let major = value.token(), value.take(0x2F), let minor = value.token(), let parameters = value.parameters() else {
                return false
            }
            contentType = "\(major)/\(minor)".lowercased()
            self.parameters = parameters
            // What holds messages is GMime's to open; what tells of a delivery holds none (RFC 3464 §2.1).
            if contentType == "message/delivery-status" { return true }
            return !contentType.hasPrefix("message/") && !contentType.hasSuffix("/digest") && !contentType.hasSuffix("rfc822")
        case .encoding:
            guard let name = value.token()?.lowercased(), value.isAtEnd else { return false }
            switch name {
            case "7bit", "8bit", "binary": encoding = .identity
            case "base64": encoding = .base64
            case "quoted-printable": encoding = .quotedPrintable
            default: return false
            }
            return true
        case .disposition:
            guard let kind = value.token(), let parameters = value.parameters() else { return false }
            disposition = kind.lowercased()
            filename = parameters["filename"]
            return true
        case .id:
            guard value.take(0x3C), let local = value.dotAtom(), value.take(0x40), let domain = value.dotAtom(), value.take(0x3E),
                value.isAtEnd
            else { return false }
            contentID = local + "@" + domain
            return true
        case .description, .language: return true
        }
    }
}

/// The body of such a field, from its front to its end.
struct PlainValue {
    private let octets: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    init(_ octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        self.octets = octets
        position = range.lowerBound
        end = range.upperBound
        skipSpace()
    }

    /// White space and folds.
    private mutating func skipSpace() {
        while position < end, octets[position] == 0x20 || (0x09...0x0D).contains(octets[position]) { position += 1 }
    }

    var isAtEnd: Bool {
        var rest = self
        rest.skipSpace()
        return rest.position == end
    }

    mutating func take(_ octet: UInt8) -> Bool {
        guard position < end, octets[position] == octet else { return false }
        position += 1
        return true
    }

    /// Of octets that mean nothing but themselves, in any reading.
    mutating func token() -> String? {
        let start = position
        while position < end, Self.isPlain(octets[position]) { position += 1 }
        return start == position ? nil : text(start..<position)
    }

    /// A token with no dot at its ends and no two together.
    mutating func dotAtom() -> String? {
        guard let token = token(), !token.hasPrefix("."), !token.hasSuffix("."), !token.utf8.span.holdsTwoDots else { return nil }
        return token
    }

    /// What follows a semicolon each, `name=value`, up to the end; names in lower case. nil where one comes twice.
    mutating func parameters() -> [String: String]? {
        var parameters: [String: String] = [:]
        skipSpace()
        while position < end {
            guard take(0x3B) else { return nil }
            skipSpace()
            guard let name = token()?.lowercased(), take(0x3D), let value = take(0x22) ? quoted() : token(), parameters[name] == nil,
                parameters.count < 20
            else { return nil }
            parameters[name] = value
            skipSpace()
        }
        return parameters
    }

    /// Up to the closing quotation mark.
    private mutating func quoted() -> String? {
        let start = position
        while position < end, octets[position] != 0x22 {
            guard (0x20...0x7E).contains(octets[position]), octets[position] != 0x5C else { return nil }
            position += 1
        }
        guard position < end, position > start else { return nil }
        position += 1
        return text(start..<(position - 1))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: octets[range], as: UTF8.self) }

    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}

extension Span where Element == UInt8 {
    fileprivate var holdsTwoDots: Bool {
        for index in indices.dropFirst() where self[index] == 0x2E && self[index - 1] == 0x2E { return true }
        return false
    }
}
