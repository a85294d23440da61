import Backstamp
import Foundation
import TestSupport
import Testing

/// Programs that a test needs and that need not be there.
enum InstalledProgram {
    static let chromium = path(["chromium", "chromium-browser", "google-chrome"])
    static let python = path(["python3"])

    private static func path(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        for name in names {
            for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
                return "\(folder)/\(name)"
            }
        }
        return nil
    }
}

/// The page of constructs in a browser: whatever Chromium fetches of it, Backstamp has listed.
///
/// Each row is a page of a host of its own, shown in a frame; all hosts are mapped to a server of ours that notes what
/// it is asked for. Skipped where Chromium or Python is absent.
@Suite(.enabled(if: InstalledProgram.chromium != nil && InstalledProgram.python != nil))
struct ChromiumTests {
    /// Serves `page/N` from files and notes the Host of every other request, one per line; ends by itself.
    static let server = """
        import http.server, sys, os, threading
        threading.Timer(300, lambda: os._exit(0)).start()
        folder = sys.argv[1]
        log = open(os.path.join(folder, "log"), "a", 1)
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"
            def do_GET(self):
                name = os.path.join(folder, os.path.basename(self.path))
                body = b""
                if self.path.startswith("/page/") and os.path.exists(name):
                    body = open(name, "rb").read()
                else:
                    log.write(self.headers.get("Host", "") + "\\n")
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)
            do_POST = do_GET
            def log_message(self, *arguments): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        open(os.path.join(folder, "number"), "w").write(str(server.server_port) + "\\n")
        os.rename(os.path.join(folder, "number"), os.path.join(folder, "port"))
        server.serve_forever()
        """

    @Test func whatChromiumFetchesIsListed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backstamp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }

        var frames = ""
        var listed: Set<String> = []
        for (index, row) in ContentLoadTests.rows.enumerated() {
            let html = Self.named(row.html, index)
            try Data(html.utf8).write(to: folder.appendingPathComponent("row\(index)"))
            frames += "<iframe src='http://page\(index).example/page/row\(index)'></iframe>"
            let content = Content.inspect(html: Array(html.utf8), baseURL: "http://page\(index).example/page/row\(index)")
            listed.formUnion(content.remoteLoads.compactMap(\.host))
        }
        try Data(frames.utf8).write(to: folder.appendingPathComponent("index"))

        let server = Process()
        server.executableURL = URL(fileURLWithPath: try #require(InstalledProgram.python))
        server.arguments = ["-c", Self.server, folder.path]
        // It must not keep the test's own output open, should it outlive the test.
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        defer { server.terminate() }
        let portFile = folder.appendingPathComponent("port")
        for _ in 0..<600 where !FileManager.default.fileExists(atPath: portFile.path) { Thread.sleep(forTimeInterval: 0.1) }
        let port = try String(contentsOf: portFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)

        var fetched: Set<String> = []
        // A browser that a busy machine gave no time has fetched next to nothing: that says nothing about us.
        for _ in 0..<3 where fetched.count < 40 { fetched = try Self.fetched(port: port, in: folder) }
        print("rows \(listed.count), fetched by Chromium \(fetched.count)")
        #expect(fetched.count >= 40, "Chromium fetched next to nothing")
        for host in fetched.sorted() {
            #expect(listed.contains(host), "\(host) was fetched and is not listed")
        }
    }

    /// The hosts that Chromium asked for when it showed the page.
    private static func fetched(port: String, in folder: URL) throws -> Set<String> {
        let browser = Process()
        browser.executableURL = URL(fileURLWithPath: try #require(InstalledProgram.chromium))
        browser.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--user-data-dir=\(folder.path)/profile-\(UUID().uuidString)",
            "--host-resolver-rules=MAP * 127.0.0.1:\(port)",
            "--timeout=60000", "--virtual-time-budget=8000", "--dump-dom", "http://start.example/page/index",
        ]
        browser.standardOutput = FileHandle.nullDevice
        browser.standardError = FileHandle.nullDevice
        try browser.run()
        for _ in 0..<900 where browser.isRunning { Thread.sleep(forTimeInterval: 0.1) }
        if browser.isRunning { browser.terminate() }
        let log = try String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
        let hosts = log.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
        return Set(hosts.filter { $0.hasPrefix("h") && $0.hasSuffix(".example") })
    }

    /// The row with a host of its own; one whose host is wrapped in base64 keeps it.
    static func named(_ html: String, _ index: Int) -> String {
        html.replacing("h.example", with: "h\(index).example").replacing("H.EXAMPLE", with: "H\(index).EXAMPLE")
            .replacing("h%2Eexample", with: "h\(index)%2Eexample")
    }
}
