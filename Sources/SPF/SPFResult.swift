package import DNS

/// The seven results of RFC 7208 §2.6.
package enum SPFResult: String, Sendable, Hashable, CaseIterable {
    case none, neutral, pass, fail, softfail, temperror, permerror
}

/// Which identity was checked (RFC 7208 §2.3, §2.4).
package enum SPFIdentity: String, Sendable, Hashable { case helo, mailfrom }

/// One `check_host()` (RFC 7208 §4) and how it came about.
package struct SPFCheck: Sendable {
    package var identity: SPFIdentity
    package var result: SPFResult
    /// The `<domain>` that was asked, lower case; as given where it is no domain name.
    package var domain: String
    package var clientIP: IPAddress
    /// What the domain's owner says of a `fail` (RFC 7208 §6.2): a claim of theirs, to be escaped.
    package var explanation: String?
    /// Terms that cause look-ups, over the whole evaluation, of 10 (RFC 7208 §4.6.4).
    package var lookups: Int
    /// Void look-ups, of 2.
    package var voidLookups: Int
    /// Why the result is what it is, in words: the term that matched, or what was wrong.
    package var reason: String
    package var trace: [SPFTraceStep]
    /// What receivers built on libspf2 will conclude; nil where libspf2 was not asked.
    package var libspf2: LibSPF2View?
    /// Receivers that allow more look-ups than RFC 7208 §4.6.4, where that changes the result.
    package var localLimits: [SPFLocalView] = []

    package init(
        identity: SPFIdentity, result: SPFResult, domain: String, clientIP: IPAddress, explanation: String? = nil,
        lookups: Int = 0, voidLookups: Int = 0, reason: String = "", trace: [SPFTraceStep] = [],
        libspf2: LibSPF2View? = nil
    ) {
        self.identity = identity
        self.result = result
        self.domain = domain
        self.clientIP = clientIP
        self.explanation = explanation
        self.lookups = lookups
        self.voidLookups = voidLookups
        self.reason = reason
        self.trace = trace
        self.libspf2 = libspf2
    }
}

/// One step of the evaluation.
package struct SPFTraceStep: Sendable {
    /// 0 for the record of the domain itself, one more inside each include or redirect.
    package var depth: Int
    /// The domain whose record the term stands in.
    package var domain: String
    /// The term as written, or the record itself where it was fetched.
    package var term: String
    /// What was asked and what came back, in words; empty where nothing was.
    package var outcome: String
    package var matched: Bool

    package init(depth: Int, domain: String, term: String, outcome: String, matched: Bool) {
        self.depth = depth
        self.domain = domain
        self.term = term
        self.outcome = outcome
        self.matched = matched
    }
}

package struct LibSPF2View: Sendable {
    /// In the words of RFC 7208, or `not evaluated` with the reason in `why`.
    package var result: String
    /// Whether that is not our result; nil where it was not evaluated.
    package var differs: Bool?
    package var why: String?

    package init(result: String, differs: Bool?, why: String? = nil) {
        self.result = result
        self.differs = differs
        self.why = why
    }
}

/// What a receiver concludes whose limits are not those of the standard.
package struct SPFLocalView: Sendable, Hashable {
    package var receiver: String
    /// Its limit, in words.
    package var limit: String
    package var result: SPFResult

    package init(receiver: String, limit: String, result: SPFResult) {
        self.receiver = receiver
        self.limit = limit
        self.result = result
    }
}
