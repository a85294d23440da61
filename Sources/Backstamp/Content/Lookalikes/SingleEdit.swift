/// The one mistake of the finger or the eye by which two labels differ, if it is only one.
///
/// An edit that often stands between two honest names is not reported: another first letter (`blist`, `tlist`), or
/// digits only (`abcd1`, `abcd2`; `abcde`, `abcde1`).
enum SingleEdit: String {
    case transposition
    case doubledLetter = "doubled-letter"
    case omittedLetter = "omitted-letter"
    case insertedLetter = "inserted-letter"
    case bitFlip = "bit-flip"
    case keyboardNeighbour = "keyboard-neighbour"
    case replacedLetter = "one-edit"

    /// - Returns: how `label` came from `original`; nil where they are equal, more than one edit apart, or honestly
    ///   different.
    init?(_ label: [UInt8], from original: [UInt8]) {
        var start = 0
        while start < label.count, start < original.count, label[start] == original[start] { start += 1 }
        var tail = 0
        while tail < label.count - start, tail < original.count - start,
            label[label.count - 1 - tail] == original[original.count - 1 - tail]
        { tail += 1 }
        let mine = label[start..<(label.count - tail)]
        let theirs = original[start..<(original.count - tail)]

        switch (mine.count, theirs.count) {
        case (1, 1):
            guard let one = mine.first, let other = theirs.first, start > 0, !(one.isDigit && other.isDigit) else {
                return nil
            }
            if !one.isDigit, !other.isDigit, Self.areNeighbours(one, other) {
                self = .keyboardNeighbour
            } else {
                self = (one ^ other).nonzeroBitCount == 1 ? .bitFlip : .replacedLetter
            }
        case (1, 0):
            guard let added = mine.first else { return nil }
            let isDoubled = start > 0 && label[start - 1] == added
            guard start > 0, !added.isDigit, added != UInt8(ascii: "-") else { return nil }
            self = isDoubled ? .doubledLetter : .insertedLetter
        case (0, 1):
            guard let missing = theirs.first else { return nil }
            guard start > 0, !missing.isDigit else { return nil }
            self = .omittedLetter
        case (2, 2) where mine.first == theirs.last && mine.last == theirs.first:
            guard mine.allSatisfy({ !$0.isDigit }) else { return nil }
            self = .transposition
        default: return nil
        }
    }

    var sentence: String {
        switch self {
        case .transposition: "two letters change places"
        case .doubledLetter: "a letter is doubled"
        case .omittedLetter: "a letter is left out"
        case .insertedLetter: "a letter is added"
        case .bitFlip: "one bit of one letter differs"
        case .keyboardNeighbour: "a letter is replaced by its neighbour on the keyboard"
        case .replacedLetter: "one letter is replaced"
        }
    }

    private static let rows = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

    /// Neighbours in a row, or one above the other, on a QWERTY keyboard.
    private static func areNeighbours(_ one: UInt8, _ other: UInt8) -> Bool {
        guard let first = key(one), let second = key(other) else { return false }
        let columns = first.column - second.column
        switch first.row - second.row {
        case 0: return abs(columns) == 1
        case 1: return columns == 0 || columns == -1
        case -1: return columns == 0 || columns == 1
        default: return false
        }
    }

    private static func key(_ letter: UInt8) -> (row: Int, column: Int)? {
        for (row, keys) in rows.enumerated() {
            if let column = keys.firstIndex(of: letter) { return (row, column) }
        }
        return nil
    }
}
