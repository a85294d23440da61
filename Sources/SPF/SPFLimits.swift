/// How much an evaluation may ask: the limits of RFC 7208 §4.6.4, and those that receivers in the field have set instead.
struct SPFLimits {
    /// Terms that cause look-ups.
    var lookups: Int
    /// Void look-ups; nil for no limit.
    var voidLookups: Int?

    static let standard = SPFLimits(lookups: 10, voidLookups: 2)
}

/// A receiver whose limits differ, from its published sources.
struct SPFLocalLimit {
    let receiver: String
    let words: String
    let limits: SPFLimits

    /// SpamAssassin's SPF plugin sets `max_dns_interactive_terms => 20` of Mail::SPF and leaves its other limits alone.
    /// rspamd's `max_dns_requests` of 30 is counted in src/libserver/spf.c: once for each a, mx, ptr, include, exists and
    /// redirect term, whatever the term asks for, as here; it knows no void look-ups.
    static let known = [
        SPFLocalLimit(
            receiver: "SpamAssassin", words: "20 look-ups", limits: SPFLimits(lookups: 20, voidLookups: 2)),
        SPFLocalLimit(
            receiver: "rspamd", words: "30 look-ups, void ones not counted",
            limits: SPFLimits(lookups: 30, voidLookups: nil)),
    ]
}

extension SPFLocalView {
    /// The conclusions of those receivers, where the standard's limit on look-ups ended the evaluation and theirs
    /// leads to another result. What they cannot conclude for want of an answer is left out.
    static func all(
        of check: SPFCheck, _ sender: SPFSender, _ answers: AnswerMemory, _ records: SPFRecordCache
    ) -> [SPFLocalView] {
        guard check.result == .permerror, check.lookups > SPFLimits.standard.lookups else { return [] }
        return SPFLocalLimit.known.compactMap { local in
            var evaluation = SPFEvaluation(sender: sender, resolver: answers, records: records, limits: local.limits)
            guard let outcome = try? evaluation.checkHost(sender.domain, depth: 0), outcome.result != check.result else {
                return nil
            }
            return SPFLocalView(receiver: local.receiver, limit: local.words, result: outcome.result)
        }
    }
}
