/// The states of the URL parser from the path on.
extension URLParser {
    mutating func pathStart() -> Bool {
        if isSpecial || byte == 0x2F {
            if isSlash(byte) { index += 1 }
            return pathSegments()
        }
        // Nothing, a query or a fragment: the path is empty.
        return queryAndFragment()
    }

    /// Segments up to the query, the first of them at the index.
    mutating func pathSegments() -> Bool {
        while true {
            let start = index
            while index < input.count, !isSlash(input[index]), input[index] != 0x3F, input[index] != 0x23 { index += 1 }
            let segment = input[start..<index]
            let goesOn = isSlash(byte)
            switch dots(segment) {
            case 2:
                shortenPath()
                if !goesOn { output.append(0x2F) }
            case 1:
                if !goesOn { output.append(0x2F) }
            default:
                let isDrive =
                    scheme == "file" && output.count == marks.pathStart && segment.count == 2
                    && isDriveLetter(input[start], input[start + 1])
                output.append(0x2F)
                if isDrive {
                    output += [input[start], 0x3A]
                } else {
                    PercentEncoding.append(segment, .path, to: &output)
                }
            }
            guard goesOn else { return queryAndFragment() }
            index += 1
        }
    }

    /// 1 for a single-dot, 2 for a double-dot segment, dots percent-encoded or not; 0 for others.
    private func dots(_ segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6 else { return 0 }
        var count = 0
        var rest = segment
        while !rest.isEmpty {
            if rest.first == 0x2E {
                rest.removeFirst()
            } else if rest.count >= 3, rest.first == 0x25, rest[rest.startIndex + 1] == 0x32,
                rest[rest.startIndex + 2] | 0x20 == 0x65
            {
                rest.removeFirst(3)
            } else {
                return 0
            }
            count += 1
        }
        return count <= 2 ? count : 0
    }

    mutating func shortenPath() {
        let path = output[marks.pathStart...]
        guard let slash = path.lastIndex(of: 0x2F) else { return }
        // The drive is never removed.
        if scheme == "file", slash == marks.pathStart, path.count == 3,
            isDriveLetter(output[slash + 1], output[slash + 2], normalised: true)
        {
            return
        }
        output.removeSubrange(slash...)
    }

    mutating func opaquePath() -> Bool {
        let start = index
        while index < input.count, input[index] != 0x3F, input[index] != 0x23 { index += 1 }
        PercentEncoding.append(input[start..<index], .c0Control, to: &output)
        // A space right before the query or fragment would be lost when the URL is written without them.
        if byte != nil, output.last == 0x20 { output.replaceSubrange((output.count - 1)..., with: "%20".utf8) }
        marks.hasOpaquePath = true
        return queryAndFragment()
    }

    mutating func queryAndFragment() -> Bool {
        marks.pathEnd = output.count
        if byte == 0x3F {
            let end = input[index...].firstIndex(of: 0x23) ?? input.count
            output.append(0x3F)
            PercentEncoding.append(input[(index + 1)..<end], isSpecial ? .specialQuery : .query, to: &output)
            index = end
        }
        marks.queryEnd = output.count
        return fragment()
    }

    mutating func fragment() -> Bool {
        guard byte == 0x23 else { return true }
        output.append(0x23)
        PercentEncoding.append(input[(index + 1)...], .fragment, to: &output)
        return true
    }
}
