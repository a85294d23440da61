/// What a recipient is told: a label, at most three sentences, and three answers.
///
/// The label is about one question, "does this come from whom it claims, and is it safe to follow?"
/// - `forged`: the author's domain says how its mail can be told, and this one is not its.
/// - `suspicious`: something in it is made to deceive, or a spam filter would stop it.
/// - `genuine`: the author's domain vouches for it, the domain is what it looks like, and nothing speaks against it.
/// - `unverified`: nothing vouches for it, and nothing speaks against it.
package struct Verdict: Sendable {
    /// Best first; also the exit code of `check`.
    package enum Label: String, Sendable, CaseIterable, Comparable {
        case genuine, unverified, suspicious, forged

        package var exitCode: Int32 { Int32(Self.allCases.firstIndex(of: self) ?? 0) }

        package static func < (a: Label, b: Label) -> Bool { a.exitCode < b.exitCode }
    }

    /// One of the three answers: a sentence, and who it is about.
    package struct Answer: Sendable {
        package struct Party: Sendable, Hashable {
            package var name: String
            /// ISO 3166-1 alpha-2.
            package var country: String?
            /// In which part: `dkim`, `spf`, `relay`, `operator`, `beacon`, …
            package var role: String

            package init(name: String, country: String? = nil, role: String) {
                self.name = name
                self.country = country
                self.role = role
            }
        }

        package var sentence: String
        package var parties: [Party]

        package init(_ sentence: String, _ parties: [Party] = []) {
            self.sentence = sentence
            self.parties = parties
        }
    }

    package let label: Label
    package let summary: String
    /// The signals that decided, the weightiest first.
    package let because: [String]
    /// Who vouches for it.
    package let vouched: Answer
    /// Who carried it.
    package let carried: Answer
    /// Who learns that it was opened.
    package let watched: Answer

    package init(_ evidence: borrowing Evidence, _ findings: [Finding], _ score: Score) {
        let decision = Decision(evidence, findings, score)
        label = decision.label
        because = decision.because
        vouched = Answers.vouched(evidence)
        let carriage = evidence.route.hops.isEmpty ? nil : Carriage(evidence)
        carried = Answers.carried(evidence, carriage)
        watched = Answers.watched(evidence)
        summary = Words.joined(Summary.sentences(decision, evidence, score, carriage: carriage, watched: watched))
    }
}
