import Backstamp
import CGumbo
import Foundation
import Glibc
import HTML
import MIME

/// What the content stage costs beside libgumbo: all of it (charset, tokens, CSS, URLs, beacons, lookalikes) against the
/// time that libgumbo takes for its tree alone, over every HTML mail of a folder or mbox. One thread, one run, CPU time of
/// the process; the mails in batches, as a worker takes them.
///
///     content-bench PATH... [--only content|gumbo|read] [--limit N]
///
/// `--only` leaves the others out, for a profiler. A hundred messages are read, then measured, then thrown away.
@main struct ContentBench {
    static func main() {
        var paths: [String] = []
        var only: String?
        var limit = Int.max
        var arguments = CommandLine.arguments.dropFirst().makeIterator()
        while let argument = arguments.next() {
            switch argument {
            case "--only": only = arguments.next()
            case "--limit": limit = arguments.next().flatMap(Int.init) ?? limit
            default: paths.append(argument)
            }
        }
        let sources = paths.flatMap(sources)
        // The tables that are built once belong to no mail.
        let first = sources.lazy.map { Message.read($0.octets) }.first { $0.parsed.parts.contains(where: isHTML) }
        if let first { _ = inspect([first]) }
        // In turns, so that a machine that slows down slows both.
        var tree = 0.0
        var stage = 0.0
        var octets = 0
        var loads = 0
        var mailCount = 0
        for start in stride(from: 0, to: sources.count, by: 100) where mailCount < limit {
            let mails = sources[start..<min(start + 100, sources.count)].map { Message.read($0.octets) }
                .filter { $0.parsed.parts.contains(where: isHTML) }.prefix(limit - mailCount)
            mailCount += mails.count
            if only == "read" { continue }
            let documents = mails.map { $0.parsed.parts.filter(isHTML).map(\.text) }
            if only != "content" {
                let before = processTime()
                for document in documents.joined() { parse(document) }
                tree += processTime() - before
            }
            if only != "gumbo" {
                let before = processTime()
                for start in stride(from: mails.startIndex, to: mails.endIndex, by: batchSize) {
                    loads += inspect(Array(mails[start..<min(start + batchSize, mails.endIndex)]))
                }
                stage += processTime() - before
            }
            octets += documents.joined().reduce(0) { $0 + $1.count }
        }
        let count = Double(max(1, mailCount))
        print("\(mailCount) HTML mails, \(octets / max(1, mailCount)) octets of HTML each, \(loads) loads")
        print(String(format: "libgumbo's tree  %8.1f µs a mail", tree / count * 1e6))
        print(String(format: "content stage    %8.1f µs a mail", stage / count * 1e6))
        if tree > 0 { print(String(format: "share            %8.3f", stage / tree)) }
    }

    /// As many as a worker looks at together.
    static let batchSize = 32

    /// - Returns: how many loads the mails have.
    static func inspect(_ mails: [Message]) -> Int {
        Content.inspect(mails, recipients: [], protected: LookalikeDetector(), clock: StageClock(messages: mails.count))
            .reduce(0) { $0 + $1.remoteLoads.count }
    }

    static func isHTML(_ part: MIMEPart) -> Bool { part.contentType == "text/html" && part.disposition != "attachment" }

    enum Source {
        case file(String)
        case octets([UInt8])

        var octets: [UInt8] {
            switch self {
            case .file(let path): FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
            case .octets(let octets): octets
            }
        }
    }

    /// The mails of a folder of `.eml` files, in the order of their names, or of an mbox.
    static func sources(_ path: String) -> [Source] {
        guard let names = FileManager.default.enumerator(atPath: path)?.allObjects as? [String], !names.isEmpty else {
            return split(mbox: path).map(Source.octets)
        }
        return names.sorted().filter { $0.hasSuffix(".eml") }.map { Source.file(path + "/" + $0) }
    }

    static func split(mbox path: String) -> [[UInt8]] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        var messages: [[UInt8]] = []
        var start = data.startIndex
        let mark = Data("\nFrom ".utf8)
        while start < data.endIndex {
            let end = data.range(of: mark, in: start..<data.endIndex)?.lowerBound ?? data.endIndex
            let line = data[start..<end].firstIndex(of: 0x0A) ?? end
            messages.append([UInt8](data[min(line + 1, end)..<end]))
            start = min(end + 1, data.endIndex)
        }
        return messages
    }

    static func parse(_ html: [UInt8]) {
        html.withUnsafeBytes { octets in
            guard let start = octets.bindMemory(to: CChar.self).baseAddress else { return }
            var options = kGumboDefaultOptions
            guard let output = gumbo_parse_with_options(&options, start, octets.count) else { return }
            gumbo_destroy_output(&options, output)
        }
    }

    static func processTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
