package import MIME

/// Which header fields a signature covers, and their canonical octets (RFC 6376 §3.7, §5.4.2).
package struct SignedHeaders {
    private let section: HeaderSection

    package init(_ section: HeaderSection) { self.section = section }

    /// The fields that `names` stand for, in that order: of each name the lowest that is not used yet; a name that has
    /// no field left stands for nothing. The signature field itself is never among them (§3.5, `h=`).
    package func select(_ names: [String], except signature: Int) -> [HeaderField] {
        // How many fields of a name are used, at its first place.
        var used = [Int](repeating: 0, count: section.fields.count)
        var selected: [HeaderField] = []
        selected.reserveCapacity(names.count)
        for name in names {
            let places = section.places(name)
            while !places.isEmpty, used[places.lowerBound] < places.count {
                let place = places.upperBound - 1 - used[places.lowerBound]
                used[places.lowerBound] += 1
                let field = section.field(at: place)
                // A name that has other letters than ASCII is nobody's, whatever it is in lower case.
                guard field.index != signature, field.name.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
                selected.append(field)
                break
            }
        }
        return selected
    }

    /// The octets that the header hash is made of: the selected fields, then the signature field with an empty `b=`.
    package func octets(
        _ names: [String], signature: HeaderField, tags: TagList, _ canonicalization: Canonicalization
    ) -> [UInt8] {
        var output: [UInt8] = []
        for field in select(names, except: signature.index) {
            canonicalization.append(section.raw(field), to: &output)
            output.append(0x0D)
            output.append(0x0A)
        }
        appendSignature(signature, tags: tags, canonicalization, to: &output)
        return output
    }

    /// The signature field with the value of `b=` deleted, without a line end (§3.7).
    package func appendSignature(
        _ field: HeaderField, tags: TagList, _ canonicalization: Canonicalization, to output: inout [UInt8]
    ) {
        let raw = section.raw(field)
        guard let extent = tags.tag("b")?.extent, extent.lowerBound >= raw.startIndex, extent.upperBound <= raw.endIndex
        else { return canonicalization.append(raw, to: &output) }
        var emptied = Array(raw[..<extent.lowerBound])
        emptied += raw[extent.upperBound...]
        canonicalization.append(emptied[...], to: &output)
    }
}
