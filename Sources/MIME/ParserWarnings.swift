import CGMime

/// What GMime complains of while it reads, as anomalies. A hostile message can make it complain at each octet, so only
/// the first of a kind are kept and the rest is counted.
final class ParserWarnings {
    /// How many warnings of one code are kept.
    static let limit = 5

    /// What was said so far.
    struct Record {
        /// How often something was said, whether or not it is kept.
        fileprivate(set) var total = 0
        fileprivate var anomalies: [Anomaly] = []
        fileprivate var counts: [String: Int] = [:]
    }

    var record = Record()
    private var anomalies: [Anomaly] { record.anomalies }

    /// Added to each offset: what stands before the octets that GMime was given.
    var base = 0
    /// What was left out of those octets.
    var omitted = Omissions.none
    /// Where GMime reads a single field, its offsets mean nothing: the place of that field.
    var field: HeaderField?

    func add(_ warning: GMimeParserWarning, at offset: Int) {
        guard let (code, text) = Self.words[warning.rawValue] else { return }
        add(code, text, at: offset)
    }

    func add(_ code: String, _ text: String, at offset: Int = -1) {
        // GMime complains of an address list once for each thing that is wrong with it.
        if let field, anomalies.contains(where: { $0.code == code && $0.line == field.line }) { return }
        record.total += 1
        let count = record.counts[code, default: 0] + 1
        record.counts[code] = count
        guard count <= Self.limit else { return }
        if let field {
            record.anomalies.append(Anomaly(code, text, range: field.range, line: field.line))
        } else if offset >= 0 {
            let (sum, overflow) = omitted.original(min(offset, 1 << 40)).addingReportingOverflow(base)
            let place = max(0, sum)
            record.anomalies.append(Anomaly(code, text, range: overflow ? nil : place..<place))
        } else {
            record.anomalies.append(Anomaly(code, text))
        }
    }

    /// The anomalies with their lines.
    func finished(_ header: HeaderSection) -> [Anomaly] {
        if anomalies.isEmpty { return [] }
        let octets = header.octets
        // One walk over the message, whatever the number of anomalies.
        let places = Set(anomalies.compactMap { $0.line == nil ? $0.range?.lowerBound : nil }).sorted()
        var lines: [Int: Int] = [:]
        var line = 1
        var position = 0
        for place in places {
            let end = min(place, octets.count)
            while position < end {
                if octets[position] == 0x0A { line += 1 }
                position += 1
            }
            lines[place] = line
        }
        var result: [Anomaly] = []
        for anomaly in anomalies {
            guard anomaly.line == nil, let range = anomaly.range else {
                result.append(anomaly)
                continue
            }
            let place = min(range.lowerBound, octets.count)
            result.append(Anomaly(anomaly.code, anomaly.text, range: place..<place, line: lines[range.lowerBound]))
        }
        for (code, count) in record.counts.sorted(by: { $0.key < $1.key }) where count > Self.limit {
            result.append(Anomaly("more-anomalies", "\(count - Self.limit) more of the kind \(code) are not listed."))
        }
        return result
    }

    private static let words: [UInt32: (code: String, text: String)] = [
        GMIME_WARN_DUPLICATED_HEADER.rawValue: (
            "duplicated-header", "A field that may stand once stands there twice with the same value."
        ),
        GMIME_WARN_DUPLICATED_PARAMETER.rawValue: (
            "duplicated-parameter", "A parameter is given twice with the same value."
        ),
        GMIME_WARN_UNENCODED_8BIT_HEADER.rawValue: (
            "8bit-header", "A field has octets beyond ASCII that are not encoded."
        ),
        GMIME_WARN_INVALID_CONTENT_TYPE.rawValue: ("invalid-content-type", "A Content-Type cannot be read."),
        GMIME_WARN_MALFORMED_MULTIPART.rawValue: ("malformed-multipart", "A multipart has no parts."),
        GMIME_WARN_TRUNCATED_MESSAGE.rawValue: ("truncated-message", "The message ends before its last boundary."),
        GMIME_WARN_MALFORMED_MESSAGE.rawValue: (
            "malformed-message", "The message does not have the form of a message."
        ),
        GMIME_CRIT_INVALID_HEADER_NAME.rawValue: (
            "invalid-header-name", "A line among the header fields has no valid field name."
        ),
        GMIME_CRIT_CONFLICTING_HEADER.rawValue: (
            "conflicting-header", "A field that may stand once stands there twice with different values."
        ),
        GMIME_CRIT_CONFLICTING_PARAMETER.rawValue: (
            "conflicting-parameter", "A parameter is given twice with different values."
        ),
        GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY.rawValue: (
            "multipart-without-boundary", "A multipart names no boundary."
        ),
        GMIME_WARN_INVALID_PARAMETER.rawValue: ("invalid-parameter", "A parameter of a field cannot be read."),
        GMIME_WARN_INVALID_ADDRESS_LIST.rawValue: (
            "invalid-address-list", "A list of addresses does not have the form of one."
        ),
        GMIME_CRIT_NESTING_OVERFLOW.rawValue: ("nesting-limit", "Parts are nested deeper than is read."),
        GMIME_WARN_PART_WITHOUT_CONTENT.rawValue: ("part-without-content", "The header of a part ends at a boundary."),
        GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT.rawValue: ("empty-part", "A part has neither header nor content."),
        GMIME_WARN_INVALID_RFC2047_HEADER_VALUE.rawValue: (
            "invalid-encoded-word", "An encoded word cannot be decoded."
        ),
    ]
}
