import DNS

/// Records that were parsed, by their text: our evaluation and libspf2's gate read the same ones, and so do the
/// thousand messages of one sender.
package final class SPFRecordCache {
    package init() {}

    /// Longer ones are read anew each time.
    private static let maximumLength = 4096

    private var records = RecentValues<RecordText, Result<SPFRecord, SPFSyntaxError>>(limit: 2048)

    func record(_ octets: [UInt8]) throws(SPFSyntaxError) -> SPFRecord {
        let text = RecordText(octets)
        if let known = records.value(text) { return try known.get() }
        let result: Result<SPFRecord, SPFSyntaxError>
        do { result = .success(try SPFGrammar.record(octets)) } catch { result = .failure(error) }
        if octets.count <= Self.maximumLength { records.keep(result, text) }
        return try result.get()
    }
}
