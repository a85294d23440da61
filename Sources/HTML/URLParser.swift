/// The basic URL parser (WHATWG URL §4.4) without state override. The states of the standard are functions here; each
/// takes over at `index` and hands on to the next. False or nil is failure. Linear time.
struct URLParser {
    private let input: [UInt8]
    private let base: WebURL?
    private var index = 0
    private var url = WebURL()
    /// The path while it grows: a slash before each segment.
    private var path: [UInt8] = []
    private var isSpecial = false

    init(_ octets: ArraySlice<UInt8>, base: WebURL?) {
        // C0 controls and spaces at both ends, tabs and newlines everywhere are removed.
        var octets = octets
        while let byte = octets.first, byte <= 0x20 { octets.removeFirst() }
        while let byte = octets.last, byte <= 0x20 { octets.removeLast() }
        var input = Array(octets)
        var all: UInt8 = 0
        var hasBreak = false
        for byte in input {
            all |= byte
            hasBreak = hasBreak || byte <= 0x0D
        }
        if all >= 0x80 { input = Array(String(decoding: input, as: UTF8.self).utf8) }
        if hasBreak { input.removeAll { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } }
        self.input = input
        self.base = base
    }

    /// The URL; nil is failure.
    mutating func parse() -> WebURL? {
        let isParsed = scheme() ? afterScheme() : noScheme()
        guard isParsed else { return nil }
        if !url.hasOpaquePath { url.path = String(decoding: path, as: UTF8.self) }
        return url
    }

    private var byte: UInt8? { index < input.count ? input[index] : nil }

    private func byte(_ offset: Int) -> UInt8? { index + offset < input.count ? input[index + offset] : nil }

    private func isSlash(_ byte: UInt8?) -> Bool { byte == 0x2F || isSpecial && byte == 0x5C }

    // MARK: Scheme

    /// Reads `scheme:`; where there is none the index stays.
    private mutating func scheme() -> Bool {
        guard let first = input.first, isLetter(first) else { return false }
        var end = 1
        while end < input.count, isSchemeOctet(input[end]) { end += 1 }
        guard end < input.count, input[end] == 0x3A else { return false }
        set(scheme: Self.scheme(input[..<end]))
        index = end + 1
        return true
    }

    private static func scheme(_ octets: ArraySlice<UInt8>) -> String {
        if octets.elementsEqual("https".utf8) { return "https" }
        if octets.elementsEqual("http".utf8) { return "http" }
        return String(decoding: octets.map(lowercased), as: UTF8.self)
    }

    private func isSchemeOctet(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }

    private mutating func set(scheme: String) {
        url.scheme = scheme
        isSpecial = WebURL.isSpecial(scheme)
    }

    private mutating func afterScheme() -> Bool {
        if url.scheme == "file" { return file() }
        if isSpecial {
            // Special relative or authority.
            if let base, base.scheme == url.scheme, !(byte == 0x2F && byte(1) == 0x2F) { return relative(base) }
            return specialAuthority()
        }
        if byte == 0x2F {
            // Path or authority.
            if byte(1) == 0x2F {
                index += 2
                return authority()
            }
            index += 1
            return pathSegments()
        }
        return opaquePath()
    }

    private mutating func noScheme() -> Bool {
        guard let base else { return false }
        if base.hasOpaquePath {
            guard byte == 0x23 else { return false }
            url = base
            url.fragment = nil
            return queryAndFragment()
        }
        if base.scheme == "file" { return file() }
        set(scheme: base.scheme)
        return relative(base)
    }

    private mutating func relative(_ base: WebURL) -> Bool {
        if isSlash(byte) {
            index += 1
            if isSpecial, isSlash(byte) { return specialAuthority() }
            if byte == 0x2F {
                index += 1
                return authority()
            }
            copyAuthority(base)
            return pathSegments()
        }
        copyAuthority(base)
        path = Array(base.path.utf8)
        if byte == nil || byte == 0x3F || byte == 0x23 {
            url.query = base.query
            return queryAndFragment()
        }
        shortenPath()
        return pathSegments()
    }

    private mutating func copyAuthority(_ base: WebURL) {
        url.username = base.username
        url.password = base.password
        url.host = base.host
        url.port = base.port
    }

    // MARK: Authority

    /// Special authority slashes and ignore slashes: any number of them, in either direction.
    private mutating func specialAuthority() -> Bool {
        while isSlash(byte) { index += 1 }
        return authority()
    }

    private mutating func authority() -> Bool {
        var end = index
        while end < input.count, !isSlash(input[end]), input[end] != 0x3F, input[end] != 0x23 { end += 1 }
        var hostStart = index
        if let at = input[index..<end].lastIndex(of: 0x40) {
            hostStart = at + 1
            // Credentials without a host.
            guard hostStart < end else { return false }
            let userinfo = input[index..<at]
            let colon = userinfo.firstIndex(of: 0x3A)
            url.username = PercentEncoding.encode(userinfo[..<(colon ?? at)], .userinfo)
            if let colon { url.password = PercentEncoding.encode(userinfo[(colon + 1)...], .userinfo) }
        }
        index = end
        return hostAndPort(input[hostStart..<end]) && pathStart()
    }

    private mutating func hostAndPort(_ octets: ArraySlice<UInt8>) -> Bool {
        var isBracketed = false
        var colon: Int?
        for position in octets.indices {
            if octets[position] == 0x5B { isBracketed = true }
            if octets[position] == 0x5D { isBracketed = false }
            guard octets[position] == 0x3A, !isBracketed else { continue }
            colon = position
            break
        }
        let name = octets[..<(colon ?? octets.endIndex)]
        if name.isEmpty, isSpecial || colon != nil { return false }
        guard let host = HostParser.parse(name, isOpaque: !isSpecial) else { return false }
        url.host = host
        guard let colon else { return true }
        var port: UInt32 = 0
        let digits = octets[(colon + 1)...]
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return false }
            port = port * 10 + UInt32(digit - 0x30)
            guard port <= 65_535 else { return false }
        }
        if !digits.isEmpty, let port = UInt16(exactly: port), port != WebURL.defaultPort(of: url.scheme) {
            url.port = port
        }
        return true
    }

    // MARK: File

    private mutating func file() -> Bool {
        set(scheme: "file")
        url.host = .empty
        let base = base.flatMap { $0.scheme == "file" ? $0 : nil }
        if isSlash(byte) {
            index += 1
            if isSlash(byte) {
                index += 1
                return fileHost()
            }
            if let base {
                url.host = base.host
                // The drive of the base stays.
                let first = Array(base.path.utf8.prefix(4))
                if !startsWithDriveLetter(index), first.count >= 3, isDriveLetter(first[1], first[2], normalised: true),
                    first.count == 3 || first[3] == 0x2F
                {
                    path = Array(first[..<3])
                }
            }
            return pathSegments()
        }
        guard let base else { return pathSegments() }
        url.host = base.host
        path = Array(base.path.utf8)
        if byte == nil || byte == 0x3F || byte == 0x23 {
            url.query = base.query
            return queryAndFragment()
        }
        if startsWithDriveLetter(index) { path = [] } else { shortenPath() }
        return pathSegments()
    }

    private mutating func fileHost() -> Bool {
        var end = index
        while end < input.count, !isSlash(input[end]), input[end] != 0x3F, input[end] != 0x23 { end += 1 }
        let name = input[index..<end]
        // A drive letter here is no host, but the start of the path.
        if name.count == 2, isDriveLetter(input[index], input[index + 1]) { return pathSegments() }
        index = end
        if !name.isEmpty {
            guard let host = HostParser.parse(name, isOpaque: false) else { return false }
            url.host = host == .domain("localhost") ? .empty : host
        }
        return pathStart()
    }

    private func isDriveLetter(_ first: UInt8, _ second: UInt8, normalised: Bool = false) -> Bool {
        isLetter(first) && (second == 0x3A || !normalised && second == 0x7C)
    }

    private func startsWithDriveLetter(_ index: Int) -> Bool {
        guard index + 1 < input.count, isDriveLetter(input[index], input[index + 1]) else { return false }
        guard index + 2 < input.count else { return true }
        return [0x2F, 0x5C, 0x3F, 0x23].contains(input[index + 2])
    }

    // MARK: Path

    private mutating func pathStart() -> Bool {
        if isSpecial || byte == 0x2F {
            if isSlash(byte) { index += 1 }
            return pathSegments()
        }
        // Nothing, a query or a fragment: the path is empty.
        return queryAndFragment()
    }

    /// Segments up to the query, the first of them at the index.
    private mutating func pathSegments() -> Bool {
        while true {
            let start = index
            while index < input.count, !isSlash(input[index]), input[index] != 0x3F, input[index] != 0x23 { index += 1 }
            let segment = input[start..<index]
            let goesOn = isSlash(byte)
            switch dots(segment) {
            case 2:
                shortenPath()
                if !goesOn { path.append(0x2F) }
            case 1:
                if !goesOn { path.append(0x2F) }
            default:
                let isDrive =
                    url.scheme == "file" && path.isEmpty && segment.count == 2
                    && isDriveLetter(input[start], input[start + 1])
                path.append(0x2F)
                PercentEncoding.append(segment, .path, to: &path)
                if isDrive { path = [0x2F, input[start], 0x3A] }
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

    private mutating func shortenPath() {
        guard let slash = path.lastIndex(of: 0x2F) else { return }
        // The drive is never removed.
        if url.scheme == "file", slash == 0, path.count == 3, isDriveLetter(path[1], path[2], normalised: true) {
            return
        }
        path.removeSubrange(slash...)
    }

    private mutating func opaquePath() -> Bool {
        let start = index
        while index < input.count, input[index] != 0x3F, input[index] != 0x23 { index += 1 }
        var octets: [UInt8] = []
        PercentEncoding.append(input[start..<index], .c0Control, to: &octets)
        // A space right before the query or fragment would be lost when the URL is written without them.
        if byte != nil, octets.last == 0x20 { octets.replaceSubrange((octets.count - 1)..., with: "%20".utf8) }
        url.path = String(decoding: octets, as: UTF8.self)
        url.hasOpaquePath = true
        return queryAndFragment()
    }

    // MARK: Query and fragment

    private mutating func queryAndFragment() -> Bool {
        if byte == 0x3F {
            let end = input[index...].firstIndex(of: 0x23) ?? input.count
            url.query = PercentEncoding.encode(input[(index + 1)..<end], isSpecial ? .specialQuery : .query)
            index = end
        }
        if byte == 0x23 {
            url.fragment = PercentEncoding.encode(input[(index + 1)...], .fragment)
        }
        return true
    }
}
