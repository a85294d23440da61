/// What the octets of a run of text stand for: newlines normalised (WHATWG §13.2.3.5), character references resolved,
/// U+0000 replaced where the state of the tokenizer says so.
import Domains

extension HTMLText {
    /// The run with its replacements made: a slice of the input where there are none.
    /// - Parameters:
    ///   - input: what it was read from.
    ///   - newlines: false where the caller reads CR as LF anyway; it may still be replaced.
    package func octets(in input: [UInt8], newlines: Bool = true) -> ArraySlice<UInt8> {
        guard mayChange(newlines) else { return input[range] }
        var output: [UInt8] = []
        return resolve(input, into: &output) ? output[...] : input[range]
    }

    /// Puts the run with its replacements made in place of what the output holds.
    /// - Returns: whether there are any; if not, the output stays as it is.
    package func replace(in input: [UInt8], newlines: Bool = true, into output: inout [UInt8]) -> Bool {
        mayChange(newlines) && resolve(input, into: &output)
    }

    @inline(__always) private func mayChange(_ newlines: Bool) -> Bool {
        !(newlines ? found : found.subtracting(.newlines)).isEmpty
    }

    /// What fills most cells that are empty.
    private static let noBreakSpace = Array("&nbsp;".utf8)

    private func resolve(_ input: [UInt8], into output: inout [UInt8]) -> Bool {
        let references = !replacements.isDisjoint(with: [.references, .attributeReferences])
        if references, range.count == 6, input.span.extracting(range).isSame(as: Self.noBreakSpace.span) {
            output.removeAll(keepingCapacity: true)
            output.append(0xC2)
            output.append(0xA0)
            return true
        }
        let octets = input.span
        var index = Self.firstSpecial(octets, range)
        guard index < range.upperBound else { return false }
        output.removeAll(keepingCapacity: true)
        output.reserveCapacity(range.count)
        var copied = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = octets[index]
            switch byte {
            case 0x0D:
                output.append(input, copied..<index)
                output.append(0x0A)
                index += index + 1 < octets.count && octets[index + 1] == 0x0A ? 2 : 1
                copied = min(index, end)
            case 0x00 where replacements.contains(.null):
                output.append(input, copied..<index)
                output += [0xEF, 0xBF, 0xBD]
                index += 1
                copied = index
            case 0x26 where references:
                output.append(input, copied..<index)
                index = CharacterReferences.resolve(
                    input, at: index, end: end, inAttribute: replacements.contains(.attributeReferences),
                    into: &output)
                copied = index
            default:
                index += 1
            }
            index = Self.firstSpecial(octets, min(index, end)..<end)
        }
        output.append(input, copied..<end)
        return true
    }

    /// The first octet that any state may replace: U+0000, CR or `&`.
    private static func firstSpecial(_ octets: Span<UInt8>, _ range: Range<Int>) -> Int {
        var index = range.lowerBound
        let end = min(range.upperBound, octets.count)
        while index >= 0, index &+ 8 <= end {
            let word = octets.word(at: index)
            let found = word.mask(of: 0x26) | word.mask(of: 0x0D) | word.mask(of: 0)
            if found != 0 { return index &+ OctetWord.first(found) }
            index &+= 8
        }
        while index < end {
            let byte = octets[index]
            if byte <= 0x26, byte == 0x26 || byte == 0x0D || byte == 0 { return index }
            index &+= 1
        }
        return range.upperBound
    }
}

extension [UInt8] {
    /// Appends a part of another array. A few octets are copied one by one: to hand on a slice takes longer, because the
    /// references to the array are counted.
    mutating func append(_ octets: [UInt8], _ range: Range<Int>) {
        guard range.count <= 20 else { return append(contentsOf: octets[range]) }
        let few = octets.span.extracting(range)
        append(addingCapacity: few.count) { output in
            for index in few.indices { output.append(few[index]) }
        }
    }
}
