package import MIME

/// Which header fields a signature covers, and their canonical octets (RFC 6376 §3.7, §5.4.2).
package struct SignedHeaders {
    private let section: HeaderSection
    /// Indices of the fields of each name, top first.
    private let byName: [String: [Int]]

    package init(_ section: HeaderSection) {
        self.section = section
        var byName: [String: [Int]] = [:]
        for field in section.fields where !field.key.isEmpty && field.name.utf8.allSatisfy({ $0 < 0x80 }) {
            byName[field.key, default: []].append(field.index)
        }
        self.byName = byName
    }

    /// The fields that `names` stand for, in that order: of each name the lowest that is not used yet; a name that has
    /// no field left stands for nothing. The signature field itself is never among them (§3.5, `h=`).
    package func select(_ names: [String], except signature: Int) -> [HeaderField] {
        var left: [String: Int] = [:]
        var selected: [HeaderField] = []
        for name in names {
            guard let indices = byName[name] else { continue }
            var next = left[name] ?? indices.count
            if next > 0, indices[next - 1] == signature { next -= 1 }
            guard next > 0 else { continue }
            left[name] = next - 1
            selected.append(section.fields[indices[next - 1]])
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
        let emptied = Array(raw[..<extent.lowerBound]) + raw[extent.upperBound...]
        canonicalization.append(emptied[...], to: &output)
    }
}
