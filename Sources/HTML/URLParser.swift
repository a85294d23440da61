/// The basic URL parser (WHATWG URL §4.4) without state override. The states of the standard are functions here; each
/// takes over at `index` and hands on to the next. False is failure. Linear time.
///
/// The record is written down as it is found, part by part; see also `URLParserPath`.
struct URLParser {
    let input: [UInt8]
    private let base: WebURL?
    var index = 0
    /// The serialisation while it grows, and where its parts are.
    var output: [UInt8] = []
    var marks = WebURL.Marks()
    private(set) var scheme = ""
    private(set) var host: URLHost?
    private(set) var port: UInt16?
    private(set) var isSpecial = false

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
        output.reserveCapacity(input.count + 8)
    }

    /// Whether it is a URL.
    mutating func parse() -> Bool {
        guard readScheme() ? afterScheme() : noScheme() else { return false }
        if host == nil, !marks.hasOpaquePath, output[marks.pathStart...].starts(with: [0x2F, 0x2F]) {
            // So that the path is not read as a host again.
            output.insert(contentsOf: [0x2F, 0x2E], at: marks.pathStart)
            marks.pathStart += 2
            marks.pathEnd += 2
            marks.queryEnd += 2
        }
        return true
    }

    var byte: UInt8? { index < input.count ? input[index] : nil }

    private func byte(_ offset: Int) -> UInt8? { index + offset < input.count ? input[index + offset] : nil }

    func isSlash(_ byte: UInt8?) -> Bool { byte == 0x2F || isSpecial && byte == 0x5C }

    // MARK: Scheme

    /// Reads `scheme:`; where there is none the index stays.
    private mutating func readScheme() -> Bool {
        guard let first = input.first, isLetter(first) else { return false }
        var end = 1
        while end < input.count, isSchemeOctet(input[end]) { end += 1 }
        guard end < input.count, input[end] == 0x3A else { return false }
        let written = String(decoding: input[..<end], as: UTF8.self)
        set(scheme: input[..<end].contains { $0 &- 0x41 < 26 } ? written.lowercased() : written)
        index = end + 1
        return true
    }

    private func isSchemeOctet(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }

    private mutating func set(scheme: String) {
        self.scheme = scheme
        isSpecial = WebURL.isSpecial(scheme)
        output.append(contentsOf: scheme.utf8)
        output.append(0x3A)
        marks.schemeEnd = output.count - 1
        endAuthority()
    }

    private mutating func afterScheme() -> Bool {
        if scheme == "file" { return file() }
        if isSpecial {
            // Special relative or authority.
            if let base, base.scheme == scheme, !(byte == 0x2F && byte(1) == 0x2F) { return relative(base) }
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
            set(scheme: base.scheme)
            copy(base, to: base.marks.queryEnd)
            return fragment()
        }
        set(scheme: base.scheme)
        if scheme == "file" { return file() }
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
            copy(base, to: base.marks.authorityEnd)
            return pathSegments()
        }
        return relativePath(base)
    }

    /// Relative to the path of the base.
    private mutating func relativePath(_ base: WebURL) -> Bool {
        guard byte == nil || byte == 0x3F || byte == 0x23 else {
            copy(base, to: base.marks.pathEnd)
            shortenPath()
            return pathSegments()
        }
        guard byte != 0x3F else {
            copy(base, to: base.marks.pathEnd)
            return queryAndFragment()
        }
        copy(base, to: base.marks.queryEnd)
        return fragment()
    }

    /// Takes over what the base, which has the same scheme, has up to a place; `/.` between host and path is no part of
    /// either.
    private mutating func copy(_ base: WebURL, to end: Int) {
        host = base.host
        port = base.port
        let gap = base.marks.pathStart - base.marks.authorityEnd
        output.removeAll(keepingCapacity: true)
        output += base.octets(0..<base.marks.authorityEnd)
        if end > base.marks.pathStart { output += base.octets(base.marks.pathStart..<end) }
        marks = base.marks
        marks.pathStart = base.marks.authorityEnd
        marks.pathEnd = min(base.marks.pathEnd - gap, output.count)
        marks.queryEnd = output.count
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
        output += [0x2F, 0x2F]
        if let at = input[index..<end].lastIndex(of: 0x40) {
            hostStart = at + 1
            // Credentials without a host.
            guard hostStart < end else { return false }
            write(userinfo: input[index..<at])
        }
        marks.hostStart = output.count
        index = end
        return hostAndPort(input[hostStart..<end]) && pathStart()
    }

    /// Name, a colon and the password if there is one, `@`; nothing where both are empty.
    private mutating func write(userinfo: ArraySlice<UInt8>) {
        let colon = userinfo.firstIndex(of: 0x3A) ?? userinfo.endIndex
        let username = userinfo[..<colon]
        let password = userinfo[colon...].dropFirst()
        guard !username.isEmpty || !password.isEmpty else { return }
        PercentEncoding.append(username, .userinfo, to: &output)
        if !password.isEmpty {
            output.append(0x3A)
            PercentEncoding.append(password, .userinfo, to: &output)
        }
        output.append(0x40)
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
        self.host = host
        output += host.description.utf8
        defer { endAuthority() }
        guard let colon else { return true }
        var port: UInt32 = 0
        let digits = octets[(colon + 1)...]
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return false }
            port = port * 10 + UInt32(digit - 0x30)
            guard port <= 65_535 else { return false }
        }
        if !digits.isEmpty, let port = UInt16(exactly: port), port != WebURL.defaultPort(of: scheme) {
            self.port = port
            output.append(0x3A)
            output += String(port).utf8
        }
        return true
    }

    /// The path starts here.
    private mutating func endAuthority() {
        marks.authorityEnd = output.count
        marks.pathStart = output.count
        if host == nil { marks.hostStart = output.count }
    }

    // MARK: File

    private mutating func file() -> Bool {
        let base = base.flatMap { $0.scheme == "file" ? $0 : nil }
        if isSlash(byte) {
            index += 1
            if isSlash(byte) {
                index += 1
                return fileHost()
            }
            write(fileHost: base?.host)
            if let base {
                // The drive of the base stays.
                let first = Array(base.octets(base.pathRange).prefix(4))
                if !startsWithDriveLetter(index), first.count >= 3, isDriveLetter(first[1], first[2], normalised: true),
                    first.count == 3 || first[3] == 0x2F
                {
                    output += first[..<3]
                }
            }
            return pathSegments()
        }
        guard let base else {
            write(fileHost: .empty)
            return pathSegments()
        }
        if byte != nil, byte != 0x3F, byte != 0x23, startsWithDriveLetter(index) {
            copy(base, to: base.marks.authorityEnd)
            return pathSegments()
        }
        return relativePath(base)
    }

    private mutating func write(fileHost: URLHost?) {
        let fileHost = fileHost ?? .empty
        output += [0x2F, 0x2F]
        marks.hostStart = output.count
        host = fileHost
        output += fileHost.description.utf8
        endAuthority()
    }

    private mutating func fileHost() -> Bool {
        var end = index
        while end < input.count, !isSlash(input[end]), input[end] != 0x3F, input[end] != 0x23 { end += 1 }
        let name = input[index..<end]
        // A drive letter here is no host, but the start of the path.
        if name.count == 2, isDriveLetter(input[index], input[index + 1]) {
            write(fileHost: .empty)
            return pathSegments()
        }
        index = end
        guard !name.isEmpty else {
            write(fileHost: .empty)
            return pathStart()
        }
        guard let host = HostParser.parse(name, isOpaque: false) else { return false }
        write(fileHost: host == .domain("localhost") ? .empty : host)
        return pathStart()
    }

    private func startsWithDriveLetter(_ index: Int) -> Bool {
        guard index + 1 < input.count, isDriveLetter(input[index], input[index + 1]) else { return false }
        guard index + 2 < input.count else { return true }
        return [0x2F, 0x5C, 0x3F, 0x23].contains(input[index + 2])
    }

    func isDriveLetter(_ first: UInt8, _ second: UInt8, normalised: Bool = false) -> Bool {
        isLetter(first) && (second == 0x3A || !normalised && second == 0x7C)
    }
}
