/// What was made of the addresses of a document before, by how they are written: spacers and links are repeated tens of
/// times. Of two that share a place the later one is kept.
import Domains
import HTML

struct AddressCache<Value> {
    private struct Entry {
        let written: ArraySlice<UInt8>
        var value: Value
    }

    private var entries: [Entry] = []
    /// By hash: the number of an entry, from 1.
    private var places = noPlaces
    private static var noPlaces: InlineArray<128, UInt8> { InlineArray(repeating: 0) }
    /// What all of them are relative to.
    private var base: WebURL?

    subscript(entry: Int) -> Value {
        get { entries[entry].value }
        set { entries[entry].value = newValue }
    }

    /// - Parameter make: makes of the address what is kept.
    /// - Returns: the number of its entry, until the next one is asked for.
    mutating func entry(_ written: ArraySlice<UInt8>, base: WebURL?, _ make: (ArraySlice<UInt8>, WebURL?) -> Value) -> Int {
        if base !== self.base, base != self.base {
            self.base = base
            entries.removeAll(keepingCapacity: true)
            places = Self.noPlaces
        }
        let hash = written.span.quickHash
        let place = Int(truncatingIfNeeded: hash ^ hash &>> 32) & (places.count - 1)
        let known = Int(places[place]) - 1
        if known >= 0 {
            let other = entries[known].written
            if other.span.isSame(as: written.span) { return known }
        }
        let entry = Entry(written: written, value: make(written, base))
        if known >= 0 {
            entries[known] = entry
            return known
        }
        entries.append(entry)
        places[place] = UInt8(truncatingIfNeeded: entries.count)
        return entries.count - 1
    }

    /// - Parameter count: of addresses that will be asked for.
    mutating func reserve(_ count: Int) { entries.reserveCapacity(min(count, places.count)) }
}
