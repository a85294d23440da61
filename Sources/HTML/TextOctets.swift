/// What the octets of a run of text stand for: newlines normalised (WHATWG §13.2.3.5), character references resolved,
/// U+0000 replaced where the state of the tokenizer says so.
import Domains

extension HTMLText {
    /// The run with its replacements made: a slice of the input where there are none.
    /// - Parameters:
    ///   - input: what it was read from.
    ///   - newlines: false where the caller reads CR as LF anyway; it may still be replaced.
    package func octets(in input: [UInt8], newlines: Bool = true) -> ArraySlice<UInt8> {
        let found = newlines ? found : found.subtracting(.newlines)
        return found.isEmpty ? input[range] : resolved(input)
    }

    /// What fills most cells that are empty.
    private static let noBreakSpace: (reference: [UInt8], octets: ArraySlice<UInt8>) = (Array("&nbsp;".utf8), [0xC2, 0xA0])

    private func resolved(_ input: [UInt8]) -> ArraySlice<UInt8> {
        let references = !replacements.isDisjoint(with: [.references, .attributeReferences])
        if references, range.count == 6, input[range].elementsEqual(Self.noBreakSpace.reference) { return Self.noBreakSpace.octets }
        let octets = input.span
        var index = Self.firstSpecial(octets, range)
        guard index < range.upperBound else { return input[range] }
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var copied = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = octets[index]
            switch byte {
            case 0x0D:
                Self.append(input, copied..<index, to: &output)
                output.append(0x0A)
                index += index + 1 < octets.count && octets[index + 1] == 0x0A ? 2 : 1
                copied = min(index, end)
            case 0x00 where replacements.contains(.null):
                Self.append(input, copied..<index, to: &output)
                output += [0xEF, 0xBF, 0xBD]
                index += 1
                copied = index
            case 0x26 where references:
                Self.append(input, copied..<index, to: &output)
                index = CharacterReferences.resolve(
                    input, at: index, end: end, inAttribute: replacements.contains(.attributeReferences),
                    into: &output)
                copied = index
            default:
                index += 1
            }
            index = Self.firstSpecial(octets, min(index, end)..<end)
        }
        Self.append(input, copied..<end, to: &output)
        return output[...]
    }

    /// A few octets one by one, for which a call to copy them would cost more.
    private static func append(_ input: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
        guard range.count <= 8 else {
            output.append(contentsOf: input[range])
            return
        }
        let octets = input.span
        for index in range { output.append(octets[index]) }
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
