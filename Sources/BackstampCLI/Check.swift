import ArgumentParser
import Backstamp
import BackstampArchive
import Glibc
import JSON
import MIME

/// `check`: one report per message.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say of each message whether it is genuine, and why.",
        discussion: """
            Exit code: 0 genuine, 1 unverified, 2 suspicious, 3 forged, the worst of several; 64 wrong usage, 65 not a \
            message, 66 no such file, 69 no resolver, 74 unreadable.
            """)

    @Argument(help: ArgumentHelp("An .eml file, - for standard input, or FILE.mbox:N for message N (from 0).", valueName: "file"))
    var files: [String]

    @OptionGroup var analysis: AnalysisOptions

    @Option(help: ArgumentHelp("text or json. Default: text on a terminal, json in a pipe.", valueName: "text|json"))
    var format: OutputFormat?

    @Flag(help: "Indent the JSON.")
    var pretty = false

    @Option(help: ArgumentHelp("Draw the route of the message (one message only) as an SVG picture.", valueName: "file"))
    var routeSvg: String?

    func run() throws {
        if routeSvg != nil, files.count > 1 {
            throw Exit.failure(.usage, "--route-svg draws one message: give one file.")
        }
        let run = try AnalysisRun(analysis)
        let format = format ?? .standard
        let style = TextReport.Style.terminal
        var worst: Int32 = 0
        var relays = UnmatchedRelays(run.policy)
        var isFirst = true
        for file in files {
            try Archive.forEachMessage(at: file) { source, message in
                switch message {
                case .success(let octets):
                    let report = run.report(source, octets)
                    worst = max(worst, report.verdict.label.exitCode)
                    relays.see(report.evidence.route)
                    if let routeSvg, isFirst { try Self.draw(report, to: routeSvg) }
                    switch format {
                    case .json: try Self.print(json: report, pretty: pretty)
                    case .text: try Console.print((isFirst ? "" : "\n") + TextReport.text(report, style: style))
                    }
                    isFirst = false
                case .failure(let error):
                    worst = max(worst, error.exitCode)
                    Console.complain("\(source.name): \(error.reason).")
                    guard format == .json else { return }
                    try Self.print(
                        json: ReportFailure(source: source, code: error.code, reason: error.reason), pretty: pretty)
                }
            }
        }
        // Where nothing could be read, nothing can be said of it.
        if worst < Exit.usage.rawValue { relays.tell() }
        try run.finish()
        if worst != 0 { throw ExitCode(worst) }
    }

    /// The first message's route.
    private static func draw(_ report: Report, to path: String) throws {
        let evidence = report.evidence
        let svg = RouteSVG.picture(
            evidence.route, author: evidence.message.author?.address,
            recipient: evidence.recipient)
        guard let svg else { return Console.complain("the message has no Received field: no route to draw.") }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Exit.failure(.inputOutput, "--route-svg \(path): \(Console.systemError())")
        }
        defer { close(descriptor) }
        guard Console.write(Array(svg.utf8), to: descriptor) else {
            throw Exit.failure(.inputOutput, "--route-svg \(path): \(Console.systemError())")
        }
    }

    private static func print(json value: some JSONWritable, pretty: Bool) throws {
        var json = JSONWriter(pretty: pretty, capacity: 16384)
        value.write(to: &json)
        try Console.print(json.bytes + [0x0A])
    }
}

extension MessageSource {
    /// As a person names it.
    var name: String { index.map { "\(path):\($0)" } ?? path }
}
