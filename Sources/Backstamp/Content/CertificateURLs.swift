/// Addresses that a client may turn to when it checks an S/MIME signature (RFC 8551): the certificates in it name where
/// their issuer's certificate, its revocation list and its OCSP server are (RFC 5280 §4.2.1.13 and §4.2.2.1). Whoever
/// makes the certificate chooses them, so that looking them up tells somebody that the message was opened.
///
/// The extensions are looked for by their identifiers: the structure around them is BER with lengths left open, and
/// what is asked here does not depend on it. Linear time; what is cut off is passed over.
import HTML
import MIME

enum CertificateURLs {
    static func loads(_ part: MIMEPart) -> [Content.RemoteLoad] {
        guard types.contains(part.contentType) else { return [] }
        let octets = part.content.prefix(maximumLength)
        var loads: [Content.RemoteLoad] = []
        var seen: Set<String> = []
        for index in octets.indices where octets[index] == 0x06 && loads.count < maximum {
            guard let (kind, start) = extensionValue(octets, at: index), let value = contents(octets, tag: 0x04, at: start)
            else { continue }
            for (offset, uri, method) in uris(octets, in: value) {
                guard let url = RemoteURL(uri, base: nil) else { continue }
                let name = kind == .crl ? "smime-crl" : method == 1 ? "smime-ocsp" : "smime-issuer"
                guard seen.insert(name + url.text).inserted else { continue }
                let place = Place(
                    .body, name: part.contentType, index: part.index, offset: offset, length: uri.count, text: url.text)
                loads.append(Content.RemoteLoad(url: url.text, kind: name, host: url.host, place: place))
            }
        }
        return loads
    }

    private enum Kind { case access, crl }

    private static let types: Set<String> = [
        "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pkcs7-mime",
        "application/x-pkcs7-mime",
    ]
    private static let maximumLength = 1 << 20
    private static let maximum = 50

    /// 1.3.6.1.5.5.7.1.1 and 2.5.29.31, with tag and length.
    private static let accessInformation: [UInt8] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01]
    private static let distributionPoints: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x1F]
    /// 1.3.6.1.5.5.7.48, the arc of access methods: 1 is OCSP, 2 the issuer's certificate.
    private static let accessMethod: [UInt8] = [0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30]

    /// What kind of extension starts at the index, and where its value is, behind the mark `critical` if there is one.
    private static func extensionValue(_ octets: ArraySlice<UInt8>, at index: Int) -> (Kind, Int)? {
        let rest = octets[index...]
        let kind: Kind
        var start: Int
        if rest.starts(with: accessInformation) {
            (kind, start) = (.access, index + accessInformation.count)
        } else if rest.starts(with: distributionPoints) {
            (kind, start) = (.crl, index + distributionPoints.count)
        } else {
            return nil
        }
        if octets[start...].starts(with: [0x01, 0x01]) { start += 3 }
        return start < octets.endIndex ? (kind, start) : nil
    }

    /// The contents of an element of definite length (X.690 §8.1.3).
    private static func contents(_ octets: ArraySlice<UInt8>, tag: UInt8, at index: Int) -> Range<Int>? {
        guard index >= octets.startIndex, index + 1 < octets.endIndex, octets[index] == tag else { return nil }
        var start = index + 2
        var length = Int(octets[index + 1])
        if length > 0x80 {
            let count = length & 0x7F
            guard count <= 3, start + count <= octets.endIndex else { return nil }
            length = octets[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard length <= octets.endIndex - start else { return nil }
        return start..<(start + length)
    }

    /// The general names of type URI ([6], IA5String), each with the access method before it; 0 where there is none.
    private static func uris(
        _ octets: ArraySlice<UInt8>, in value: Range<Int>
    ) -> [(offset: Int, uri: ArraySlice<UInt8>, method: UInt8)] {
        var found: [(offset: Int, uri: ArraySlice<UInt8>, method: UInt8)] = []
        var method: UInt8 = 0
        var index = value.lowerBound
        while index < value.upperBound, found.count < maximum {
            let rest = octets[index..<value.upperBound]
            if rest.starts(with: accessMethod), rest.count > accessMethod.count {
                method = octets[index + accessMethod.count]
                index += accessMethod.count + 1
            } else if let uri = contents(rest, tag: 0x86, at: index), uri.count > 8 {
                found.append((uri.lowerBound, octets[uri], method))
                index = uri.upperBound
            } else {
                index += 1
            }
        }
        return found
    }
}
