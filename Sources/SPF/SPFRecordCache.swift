import DNS

/// Records that were parsed, by their text: our evaluation and libspf2's gate read the same ones, and so do the
/// thousand messages of one sender.
package final class SPFRecordCache {
    package init() {}

    private let records = TextMemory<Result<SPFRecord, SPFSyntaxError>>(capacity: 4096)

    func record(_ text: [UInt8]) throws(SPFSyntaxError) -> SPFRecord {
        try records.value(of: text) { text in
            do throws(SPFSyntaxError) { return .success(try SPFGrammar.record(text)) } catch { return .failure(error) }
        }.get()
    }
}
