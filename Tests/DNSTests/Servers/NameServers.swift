import DNS
import Foundation

/// NSD with zones of a test, and behind it a validating unbound with its own trust anchor, both on loopback: the way
/// that an answer takes in the world, without the world.
///
/// The root zone is signed and holds what a test gives it. Below it stand `signed.example`, signed well;
/// `broken.example`, altered after it was signed; `plain.example`, not signed; and `silent.example`, whose server never
/// answers. Each but the last has a long TXT record at `long`, which needs TCP: both servers send 512 octets at most.
final class NameServers {
    static let tools = ["nsd", "unbound", "ldns-keygen", "ldns-signzone"]

    /// Where the tools are; nil where one is missing, and then the tests are skipped.
    private static let paths: [String: URL]? = {
        let folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"].map { URL(filePath: $0) }
        var paths: [String: URL] = [:]
        for tool in tools {
            let candidates = folders.map { $0.appending(path: tool) }
            guard let path = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
                return nil
            }
            paths[tool] = path
        }
        return paths
    }()

    static var areInstalled: Bool { paths != nil }

    struct Failure: Error {
        let reason: String
    }

    let folder: URL
    /// As `LiveResolver` takes them: NSD alone, and unbound.
    let authority: String
    let recursor: String
    /// Of the root zone.
    let trustAnchor: String

    private let silence: Int32
    private var processes: [Process] = []

    /// - Parameter records: lines of the root zone, beside what it has anyway.
    init(records: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "backstamp-dns-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let ports = try (0..<2).map { _ in
            let (descriptor, port) = try Self.socket()
            close(descriptor)
            return port
        }
        let (silent, silentPort) = try Self.socket()
        silence = silent
        authority = "127.0.0.1@\(ports[0])"
        recursor = "127.0.0.1@\(ports[1])"

        var keys: [String: String] = [:]
        for zone in [".", "signed.example", "broken.example"] {
            keys[zone] = try Self.run("ldns-keygen", ["-k", "-a", "ECDSAP256SHA256", zone], in: folder)
        }
        trustAnchor = folder.appending(path: (keys["."] ?? "") + ".ds").path
        var root = records
        for zone in ["signed.example", "broken.example"] {
            try Self.write(Self.zone(zone), zone, in: folder)
            let key = keys[zone] ?? ""
            _ = try Self.run("ldns-signzone", ["-o", zone, zone, key], in: folder)
            root.append(try String(contentsOf: folder.appending(path: key + ".ds"), encoding: .utf8))
        }
        // What was signed is not what is there.
        let broken = folder.appending(path: "broken.example.signed")
        let altered = try String(contentsOf: broken, encoding: .utf8).replacing("ip4:192.0.2.1", with: "ip4:192.0.2.2")
        try altered.write(to: broken, atomically: true, encoding: .utf8)
        try Self.write(Self.zone("plain.example"), "plain.example.signed", in: folder)
        let delegations = ["signed", "broken", "plain", "silent"].map { "\($0).example. 300 IN NS ns.invalid." }
        try Self.write(Self.head(".") + delegations + root, "root", in: folder)
        _ = try Self.run("ldns-signzone", ["-o", ".", "root", keys["."] ?? ""], in: folder)
        try Self.write(authorityOptions(ports[0]), "nsd.conf", in: folder)
        try Self.write(recursorOptions(ports[1], authority: ports[0], silent: silentPort), "unbound.conf", in: folder)
        for (tool, file) in [("nsd", "nsd.conf"), ("unbound", "unbound.conf")] { try start(tool, file) }
        try waitForBoth()
    }

    deinit {
        // Each leads a process group; SIGTERM would wait, because threads of a test runner hand down a mask that blocks it.
        for process in processes { kill(-process.processIdentifier, SIGKILL) }
        for process in processes { process.waitUntilExit() }
        close(silence)
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: Zones and options

    private static func head(_ zone: String) -> [String] {
        [
            "$ORIGIN \(zone == "." ? "." : zone + ".")", "$TTL 300",
            "@ IN SOA ns.invalid. admin.invalid. 1 3600 900 604800 60",
            "@ IN NS ns.invalid.",
        ]
    }

    private static func zone(_ name: String) -> [String] {
        let long = Array(repeating: "\"" + String(repeating: "x", count: 250) + "\"", count: 12).joined(separator: " ")
        return head(name) + [
            "@ IN TXT \"v=spf1 ip4:192.0.2.1 -all\"", "k._domainkey IN TXT \"v=DKIM1; n=ip4:192.0.2.1; p=\"",
            "long IN TXT \(long)",
        ]
    }

    private func authorityOptions(_ port: UInt16) -> [String] {
        var lines = [
            "server:", "ip-address: 127.0.0.1@\(port)", "username: \"\"", "chroot: \"\"", "database: \"\"",
            "server-count: 1", "ipv4-edns-size: 512",
        ]
        lines += ["zonesdir", "xfrdir"].map { "\($0): \"\(folder.path)\"" }
        lines += [
            ("pidfile", "nsd.pid"), ("xfrdfile", "xfrd.state"), ("zonelistfile", "zone.list"), ("logfile", "nsd.log"),
        ]
        .map { "\($0.0): \"\(folder.path)/\($0.1)\"" }
        lines += ["remote-control:", "control-enable: no"]
        lines += ["zone:", "name: \".\"", "zonefile: root.signed"]
        for zone in ["signed.example", "broken.example", "plain.example"] {
            lines += ["zone:", "name: \(zone)", "zonefile: \(zone).signed"]
        }
        return lines
    }

    private func recursorOptions(_ port: UInt16, authority: UInt16, silent: UInt16) -> [String] {
        var lines = [
            "server:", "interface: 127.0.0.1@\(port)", "username: \"\"", "chroot: \"\"",
            "directory: \"\(folder.path)\"",
        ]
        lines += [
            "pidfile: \"\(folder.path)/unbound.pid\"", "use-syslog: no", "logfile: \"\"", "do-daemonize: no",
            "do-ip6: no",
        ]
        lines += [
            "num-threads: 1", "do-not-query-localhost: no", "module-config: \"validator iterator\"",
            "max-udp-size: 512",
        ]
        lines += ["trust-anchor-file: \"\(trustAnchor)\"", "unblock-lan-zones: yes", "insecure-lan-zones: yes"]
        lines += ["remote-control:", "control-enable: no"]
        for zone in [".", "signed.example", "broken.example", "plain.example"] {
            lines += ["stub-zone:", "name: \"\(zone)\"", "stub-addr: 127.0.0.1@\(authority)"]
        }
        return lines + ["stub-zone:", "name: silent.example", "stub-addr: 127.0.0.1@\(silent)"]
    }

    // MARK: Files and processes

    private static func write(_ lines: [String], _ name: String, in folder: URL) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appending(path: name))
    }

    /// - Returns: what the tool prints, without the last line end.
    private static func run(_ tool: String, _ arguments: [String], in folder: URL) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = paths?[tool]
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(reason: "\(tool) ended with \(process.terminationStatus)")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func start(_ tool: String, _ file: String) throws {
        let process = Process()
        process.executableURL = Self.paths?[tool]
        process.arguments = ["-d", "-c", folder.appending(path: file).path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        processes.append(process)
    }

    private func waitForBoth() throws {
        for server in [authority, recursor] {
            let isUp = (0..<100).contains { _ in
                if LiveResolver.isAvailable(forwarder: server) { return true }
                usleep(100_000)
                return false
            }
            guard isUp else { throw Failure(reason: "no answer from \(server)") }
        }
    }

    /// A UDP socket of loopback that nobody reads. Its port is none of those that the system gives to questions, or one
    /// of them could take it between here and the start of the server.
    private static func socket() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        for _ in 0..<100 {
            let port = UInt16.random(in: 20_000..<30_000)
            address.sin_port = port.bigEndian
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
            }
            if isBound { return (descriptor, port) }
        }
        throw Failure(reason: "no port")
    }
}
