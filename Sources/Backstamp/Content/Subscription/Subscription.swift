/// How a message that went to many lets its reader leave, and how well it keeps the rules that the large mailbox
/// providers set for such mail.
package struct Subscription: Sendable {
    /// A way out.
    package struct Way: Sendable {
        package enum Source: String, Sendable { case header, link }
        package var source: Source
        package var url: String
        package var host: String?
        /// nil where encryption is no question (mailto).
        package var encrypted: Bool?
        /// On a domain that is neither the author's nor that of a valid signature.
        package var foreign: Bool
        package var place: Place
    }

    /// RFC 8058: what a mail program needs before it offers a button.
    package struct OneClick: Sendable {
        package enum Result: String, Sendable { case none, pass, fail }
        /// `none`: nothing in the header asks for it.
        package var result: Result
        /// What is missing, in words; empty on pass.
        package var reasons: [String] = []
        package var place: Place?
    }

    package struct Rule: Sendable {
        package enum State: String, Sendable {
            case met
            case notMet = "not met"
            case notVisible = "cannot be seen"
        }
        /// Stable, `kebab-case`.
        package var id: String
        /// `gmail`, `yahoo`, `microsoft`.
        package var providers: [String]
        package var text: String
        package var state: State
        package var reason: String
    }

    package var ways: [Way] = []
    package var oneClick = OneClick(result: .none)
    package var rules: [Rule] = []
}
