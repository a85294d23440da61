/// The result of a scan as CSV (RFC 4180): a header, and a line for each message with the columns of `messages`.
///
/// A line break inside a value becomes a space, so that a row is a line, and a file that was cut off is whole again
/// when what stands behind its last line end is taken off. A text that a spreadsheet would run as a formula gets an
/// apostrophe before it, because a subject comes from anybody; what a terminal obeys or what turns text around becomes a
/// space as well.

package import JSON

package enum CSVRow {
    package static let header: [UInt8] = Array(MessageColumns.all.map(\.name).joined(separator: ",").utf8)

    /// Without the line end.
    package static func row(_ report: JSONValue) -> [UInt8] {
        var row: [UInt8] = []
        row.reserveCapacity(512)
        for (index, column) in MessageColumns.all.enumerated() {
            if index > 0 { row.append(0x2C) }
            switch column.value(report) {
            case .null: break
            case .integer(let number): row += Array(String(number).utf8)
            case .real(let number): row += Array(String(number).utf8)
            case .text(let text): write(text, to: &row)
            }
        }
        return row
    }

    /// RFC 4180 §2, rules 5 to 7.
    private static func write(_ text: String, to row: inout [UInt8]) {
        var value: [UInt8] = []
        var needsQuotes = false
        if let first = text.utf8.first, formulaStarts.contains(first) { value.append(0x27) }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22:
                value += [0x22, 0x22]
                needsQuotes = true
            case 0x2C, 0x3B:
                value.append(UInt8(scalar.value))
                needsQuotes = true
            // Controls of ASCII and C1, and the signs that turn text around (UAX #9 §2).
            case 0x00..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: value.append(0x20)
            default: value += scalar.utf8
            }
        }
        // A space at an end is lost without quotes in some programs.
        if value.first == 0x20 || value.last == 0x20 { needsQuotes = true }
        row += needsQuotes ? [0x22] + value + [0x22] : value
    }

    /// OWASP, "CSV Injection": = + - @ tab and carriage return.
    private static let formulaStarts: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
}
