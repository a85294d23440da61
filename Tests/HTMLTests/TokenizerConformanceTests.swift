import TestSupport
import Testing

@testable import HTML

/// html5lib's tests of the tokenizer, each in each of its initial states.
@Suite(.enabled(if: SharedData.isWanted("html/html5lib-tokenizer"))) struct TokenizerConformanceTests {
    static let files = [
        "contentModelFlags", "domjs", "entities", "escapeFlag", "namedEntities", "numericEntities",
        "pendingSpecChanges", "test1", "test2", "test3", "test4", "unicodeChars", "unicodeCharsProblematic",
        "xmlViolation",
    ]

    /// How many tests each file holds, counted once for each initial state.
    static let counts = [24, 59, 80, 9, 4210, 336, 1, 69, 45, 1786, 85, 323, 5, 4]

    /// These want characters that XML 1.0 forbids coerced into others, which the HTML standard does not do.
    static let excluded: Set<String> = ["Non-XML character", "Non-XML space", "Double hyphen in comment"]

    static let states: [String: HTMLTokenizer.State] = [
        "Data state": .data, "RCDATA state": .rcdata, "RAWTEXT state": .rawtext, "Script data state": .scriptData,
        "PLAINTEXT state": .plaintext, "CDATA section state": .cdataSection,
    ]

    @Test(arguments: zip(files, counts)) func agrees(_ file: String, _ count: Int) throws {
        let suite = try SharedData.json("html/html5lib-tokenizer/tokenizer/\(file).test")
        let tests = suite["tests"].array + suite["xmlViolationTests"].array
        var run = 0
        for test in tests {
            let description = try #require(test["description"].string)
            let isEscaped = test["doubleEscaped"].bool ?? false
            let input = Self.octets(try #require(test["input"].string), isEscaped)
            let want = Self.wanted(test["output"].array, isEscaped)
            let states = test["initialStates"].array.compactMap(\.string)
            for name in states.isEmpty ? ["Data state"] : states {
                let state = try #require(Self.states[name])
                let tokenizer = HTMLTokenizer(input, state: state, lastStartTag: test["lastStartTag"].string ?? "")
                let got = Self.tokens(tokenizer, atOnce: true)
                #expect(Self.tokens(tokenizer, atOnce: false) == got, "\(description), \(name)")
                run += 1
                // One that passes after all has no place in the list.
                #expect((got == want) != Self.excluded.contains(description), "\(description), \(name)")
            }
        }
        #expect(run == count)
    }

    /// One line for each token; text joined; attributes sorted.
    /// - Parameter many: whether many tokens are read before the first of them is looked at, as the walker does.
    static func tokens(_ tokenizer: HTMLTokenizer, atOnce many: Bool) -> [[UInt8]] {
        var tokenizer = tokenizer
        var reader = TokenLines(length: tokenizer.input.count)
        var tokens: [HTMLToken] = []
        repeat {
            if many { tokenizer.read(into: &tokens) } else { tokens = tokenizer.next().map { [$0] } ?? [] }
            for token in tokens { reader.add(token, of: tokenizer) }
        } while !tokens.isEmpty
        reader.endText()
        return reader.lines
    }

    struct TokenLines {
        let length: Int
        private(set) var lines: [[UInt8]] = []
        private var text: [UInt8] = []
        private var position = 0

        init(length: Int) { self.length = length }

        mutating func add(_ token: HTMLToken, of tokenizer: HTMLTokenizer) {
            let (tag, run) = (token.tag, token.text)
            if token.kind == .characters {
                text += tokenizer.octets(of: run)
                pass(run.range)
                return
            }
            endText()
            switch token.kind {
            case .doctype:
                guard let read = tokenizer.doctype else { break }
                lines.append(doctype(read.name, read.publicID, read.systemID, read.forceQuirks))
            case .startTag:
                pass(tag.range)
                let attributes = tokenizer.attributes[tag.attributePlaces].map {
                    (tokenizer.name(of: $0), Array(tokenizer.octets(of: $0.value)))
                }
                lines.append(startTag(tokenizer.name(of: tag), attributes, tag.isSelfClosing))
            case .endTag: lines.append(Array("end \(tokenizer.name(of: tag))".utf8))
            case .comment: lines.append(Array("comment ".utf8) + tokenizer.octets(of: run))
            case .characters: break
            }
        }

        mutating func endText() {
            if !text.isEmpty { lines.append(Array("text ".utf8) + text) }
            text = []
        }

        private mutating func pass(_ range: Range<Int>) {
            #expect(range.lowerBound >= position && range.upperBound <= length)
            position = range.upperBound
        }
    }

    static func wanted(_ output: [JSONValue], _ isEscaped: Bool) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for token in output.map(\.array) {
            let text = { (index: Int) in token[index].string.map { octets($0, isEscaped) } }
            switch token[0].string {
            case "DOCTYPE": lines.append(doctype(text(1), text(2), text(3), !(token[4].bool ?? true)))
            case "StartTag":
                let attributes = token[2].object.map { ($0.key, octets($0.value.string ?? "", isEscaped)) }
                let isSelfClosing = token.count > 3 ? token[3].bool ?? false : false
                let name = String(decoding: text(1) ?? [], as: UTF8.self)
                lines.append(startTag(name, attributes, isSelfClosing))
            case "EndTag": lines.append(Array("end ".utf8) + (text(1) ?? []))
            case "Comment": lines.append(Array("comment ".utf8) + (text(1) ?? []))
            case "Character": lines.append(Array("text ".utf8) + (text(1) ?? []))
            default: lines.append(Array("unknown".utf8))
            }
        }
        return lines
    }

    static func doctype(_ name: [UInt8]?, _ publicID: [UInt8]?, _ systemID: [UInt8]?, _ quirks: Bool) -> [UInt8] {
        var line = Array("doctype \(quirks)".utf8)
        for part in [name, publicID, systemID] { line += part.map { [0x22] + $0 + [0x22] } ?? Array(" null".utf8) }
        return line
    }

    static func startTag(_ name: String, _ attributes: [(String, [UInt8])], _ isSelfClosing: Bool) -> [UInt8] {
        var line = Array("start \(name) \(isSelfClosing)".utf8)
        let pairs = attributes.map { Array($0.0.utf8) + [0x3D] + $0.1 }
        for pair in pairs.sorted(by: { $0.lexicographicallyPrecedes($1) }) { line += [0x20] + pair }
        return line
    }

    /// `\uXXXX` resolved where the test is escaped twice; a lone surrogate as the three octets that UTF-8 would give.
    static func octets(_ text: String, _ isEscaped: Bool) -> [UInt8] {
        guard isEscaped else { return Array(text.utf8) }
        let source = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < source.count {
            guard source[index...].starts(with: Array("\\u".utf8)), index + 6 <= source.count else {
                output.append(source[index])
                index += 1
                continue
            }
            let digits = String(decoding: source[index + 2..<index + 6], as: UTF8.self)
            let value = UInt32(digits, radix: 16) ?? 0
            if let scalar = Unicode.Scalar(value) {
                output += Array(String(Character(scalar)).utf8)
            } else {
                output += [UInt8(0xE0 | value >> 12), UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F)]
            }
            index += 6
        }
        return output
    }
}
