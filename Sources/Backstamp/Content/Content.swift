/// What opening the message would do, and where it would lead: everything a mail client could fetch, every link and
/// form. Nothing of it is ever fetched here.
///
/// The parts of which a mail has many are constants: an initialiser of variables copies the whole value at its end.
package struct Content: Sendable {
    package struct RemoteLoad: Sendable {
        package let url: String
        /// Which construct makes the client fetch: `img`, `css-background`, `link-stylesheet`, …
        package let kind: String
        package let host: String?
        package let place: Place
        package init(url: String, kind: String, host: String?, place: Place) {
            self.url = url
            self.kind = kind
            self.host = host
            self.place = place
        }
    }

    package struct Beacon: Sendable {
        package var url: String
        /// `tiny`, `hidden`, `spacer`, `token`, `vendor`: what gave it away first.
        package var kind: String
        package var host: String?
        package var vendor: String?
        /// Where the company is established that runs the host, or the vendor; ISO 3166-1 alpha-2.
        package var country: String?
        /// 0 to 1.
        package var confidence: Double
        package var reason: String
        package var place: Place
        package init(
            url: String, kind: String, host: String?, vendor: String? = nil, confidence: Double, reason: String,
            place: Place
        ) {
            self.url = url
            self.kind = kind
            self.host = host
            self.vendor = vendor
            self.confidence = confidence
            self.reason = reason
            self.place = place
        }
    }

    package struct Link: Sendable {
        package let url: String
        /// What the reader sees, white space folded.
        package let text: String
        package let host: String?
        /// `http`, `https`, `mailto`, `address` (a host given as IP address), `data`, `javascript`, …
        package let kind: String
        /// The shown text names another host than the target.
        package let mismatch: Bool
        /// A known redirector or click tracker stands between.
        package let redirector: Bool
        /// Where the URL itself says that it leads in the end: the URL inside the URL.
        package let target: String?
        /// https, or nil where encryption is no question (mailto).
        package let encrypted: Bool?
        package let place: Place
        package init(
            url: String, text: String, host: String?, kind: String, mismatch: Bool = false, redirector: Bool = false,
            target: String? = nil, encrypted: Bool? = nil, place: Place
        ) {
            self.url = url
            self.text = text
            self.host = host
            self.kind = kind
            self.mismatch = mismatch
            self.redirector = redirector
            self.target = target
            self.encrypted = encrypted
            self.place = place
        }
    }

    package struct Form: Sendable {
        package var action: String
        /// `get` or `post`.
        package var method: String
        package var encrypted: Bool
        package var host: String?
        /// Names and types of the fields, such as `email (text)`.
        package var fields: [String]
        /// What is typed goes to another organization than that of the page or the author; nil where none is known.
        package var thirdParty: Bool?
        /// The company that runs the host, and the country where it is established; else the country of its domain.
        package var operatorName: String?
        package var country: String?
        package var place: Place
        package init(action: String, method: String, encrypted: Bool, host: String?, fields: [String], place: Place) {
            self.action = action
            self.method = method
            self.encrypted = encrypted
            self.host = host
            self.fields = fields
            self.place = place
        }
    }

    /// A header field that asks the client to tell somebody that the message was read.
    package struct Receipt: Sendable {
        package var header: String
        package var address: String
        package var place: Place
        package init(header: String, address: String, place: Place) {
            self.header = header
            self.address = address
            self.place = place
        }
    }

    /// A domain in this mail that is made to look like another.
    package struct Lookalike: Sendable {
        package var domain: String
        package var unicode: String?
        package var imitates: String
        /// `digit-for-letter`, `confusable`, `sub-label`, `one-edit`, …
        package var technique: String
        /// How it does so, in words.
        package var reason: String
        /// `from`, `link`, `image`, `return-path`, …
        package var `where`: String
        package var place: Place
        package init(
            domain: String, unicode: String? = nil, imitates: String, technique: String, reason: String = "",
            where: String, place: Place
        ) {
            self.domain = domain
            self.unicode = unicode
            self.imitates = imitates
            self.technique = technique
            self.reason = reason
            self.where = `where`
            self.place = place
        }
    }

    package var remoteLoads: [RemoteLoad] = []
    package var beacons: [Beacon] = []
    package var links: [Link] = []
    package var forms: [Form] = []
    package var receipts: [Receipt] = []
    package var lookalikes: [Lookalike] = []
    /// Hosts that link texts show and that are not those to which the links lead.
    var otherShownHosts: [String] = []
    /// What a reader sees: the plain text part, else the text of the HTML part; UTF-8, bounded.
    package var visibleOctets: [UInt8] = []
    /// The text of the HTML part where a plain text part stands beside it, else empty; UTF-8, bounded.
    package var htmlBesidePlain: [UInt8] = []
    package var visibleText: String { String(decoding: visibleOctets, as: UTF8.self) }
    /// The runs of text that are hidden, `hiddenTextLimit` at the most.
    package var hiddenText: [HiddenText] = []
    package var invisibleSigns: [InvisibleSigns] = []
    /// The plain text that has a version in HTML beside it; nil where there are not both.
    var versions: Versions?
    /// What the evidence makes of both, whose words it reads; nil where there are not both.
    package var alternatives: Alternatives?
    /// nil where nothing says that the message went to many.
    package var subscription: Subscription?
    /// Octets of text that the HTML hides from the reader.
    package var hiddenTextLength = 0
    /// Octets of all text of the HTML parts, the hidden included; 0 without HTML.
    package var htmlTextLength = 0
    package var imageCount = 0
    /// Limits that were hit, in words.
    package var limits: [String] = []

    package init() {}
}
