import Glibc

/// A folder of its own for a test, removed with all that is in it.
final class TemporaryFolder {
    let path: String
    private var made: [String] = []

    init() {
        var template = Array("/tmp/backstamp-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }

    deinit {
        for name in made.reversed() { Glibc.remove("\(path)/\(name)") }
        Glibc.remove(path)
    }

    func folder(_ name: String) {
        mkdir("\(path)/\(name)", 0o755)
        made.append(name)
    }

    func link(_ name: String, to target: String) {
        symlink(target, "\(path)/\(name)")
        made.append(name)
    }

    @discardableResult
    func file(_ name: String, _ content: [UInt8]) -> String {
        let file = fopen("\(path)/\(name)", "wb")!
        content.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
        fclose(file)
        made.append(name)
        return "\(path)/\(name)"
    }

    @discardableResult
    func file(_ name: String, _ content: String) -> String { file(name, Array(content.utf8)) }
}
