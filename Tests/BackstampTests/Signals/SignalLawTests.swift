import Backstamp
import Testing

/// One message that fires a signal, and one that does not.
struct SignalExample: Sendable {
    let signal: String
    let firing: @Sendable () throws -> Evidence
    let quiet: @Sendable () throws -> Evidence

    /// - Parameter quiet: a message that looks similar; by default the ordinary one.
    init(_ signal: String, fires: SampleMail, quiet: SampleMail = SampleMail()) {
        self.signal = signal
        firing = { try fires.report(locations: SamplePlaces()).evidence }
        self.quiet = { try quiet.report(locations: SamplePlaces()).evidence }
    }

    /// For what a message cannot be made to hold in one line: the ordinary message's evidence, changed.
    init(_ signal: String, fires change: @escaping @Sendable (inout Evidence) -> Void, quiet: @escaping @Sendable (inout Evidence) -> Void = { _ in }) {
        self.signal = signal
        let changed = { @Sendable (change: @Sendable (inout Evidence) -> Void) in
            var evidence = try SampleMail().report(locations: SamplePlaces()).evidence
            change(&evidence)
            return evidence
        }
        firing = { try changed(change) }
        self.quiet = { try changed(quiet) }
    }

    init(_ signal: String, firing: @escaping @Sendable () throws -> Evidence, quiet: @escaping @Sendable () throws -> Evidence) {
        self.signal = signal
        self.firing = firing
        self.quiet = quiet
    }

    static let all: [SignalExample] =
        originator + authorName + identification + trace + border + transport + authentication + subject + wording + structure
        + content + concealment + links + linkHosts + bulk + subscription + departures
}

@Suite struct SignalLawTests {
    static let signals = SignalCatalogue.standard.signals

    @Test func idsAreUniqueAndWellFormed() {
        #expect(Set(Self.signals.map(\.id)).count == Self.signals.count)
        for signal in Self.signals {
            let parts = signal.id.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count == 2 && parts[0] == signal.family.rawValue, "\(signal.id)")
            #expect(parts[1].allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }, "\(signal.id)")
        }
    }

    @Test func thereAreAtLeastFortyInSevenFamilies() {
        #expect(Self.signals.count >= 40)
        #expect(Set(Self.signals.map(\.family)) == Set(Signal.Family.allCases))
    }

    @Test(arguments: signals.map(\.id))
    func hasReferenceAndWords(_ id: String) throws {
        let signal = try #require(SignalCatalogue.standard[id: id])
        #expect(!signal.reference.isEmpty && !signal.explanation.isEmpty)
        #expect(signal.summary.hasSuffix(".") && signal.summary.count < 180)
    }

    @Test(arguments: signals.map(\.id))
    func hasExamples(_ id: String) { #expect(SignalExample.all.contains { $0.signal == id }) }

    @Test(arguments: SignalExample.all.indices)
    func fires(_ index: Int) throws {
        let example = SignalExample.all[index]
        let signal = try #require(SignalCatalogue.standard[id: example.signal], "no signal \(example.signal)")
        let evidence = try example.firing()
        let places = signal.places(evidence)
        #expect(!places.isEmpty, "\(example.signal) does not fire")
        #expect(!SignalCatalogue([signal]).findings(evidence).isEmpty, "\(example.signal) is not asked")
        for place in places {
            #expect(place.offset == nil || place.length != nil)
            // A sentence whose last piece is empty.
            for end in [", ", ": ", "()"] { #expect(!place.text.hasSuffix(end), "\(example.signal): \(place.text)") }
        }
    }

    @Test(arguments: SignalExample.all.indices)
    func staysQuiet(_ index: Int) throws {
        let example = SignalExample.all[index]
        let signal = try #require(SignalCatalogue.standard[id: example.signal])
        #expect(signal.places(try example.quiet()).isEmpty, "\(example.signal) fires")
    }
}
