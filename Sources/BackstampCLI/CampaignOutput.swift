import Backstamp
import JSON

/// `scan --campaigns FILE`: a line for each campaign of which the archive holds two copies or more, and a sentence on
/// standard error. It reads the lines that `scan` writes, in their order, so that `--jobs` changes nothing.
final class CampaignOutput {
    private let output: LineOutput
    private var store = CampaignStore()
    private var campaigns = 0
    private var withProof = 0
    private var urls = 0

    init(path: String, overwrite: Bool) throws {
        output = try LineOutput(path: path, overwrite: overwrite, option: "--campaigns")
    }

    func add(line: [UInt8]) throws {
        guard let value = try? JSONReader.value(line), let message = CampaignMessage(line: value) else { return }
        try write(store.add(message))
    }

    func finish() throws {
        try write(store.finish())
        try output.close()
        Console.note(
            "\(campaigns) campaigns with two copies or more; \(withProof) of them load URLs that tell the copies apart "
                + "(\(urls) URLs)")
    }

    private func write(_ finished: [Campaign]) throws {
        for campaign in finished {
            campaigns += 1
            let telling = Set(campaign.differences.filter { $0.judgement == .personal || $0.judgement == .perCopy }.map(\.template))
            if !telling.isEmpty { withProof += 1 }
            urls += telling.count
            var json = JSONWriter()
            campaign.write(to: &json)
            try output.write(line: json.bytes)
        }
    }
}
