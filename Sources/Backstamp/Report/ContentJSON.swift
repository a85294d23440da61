/// The `content` object of the report, keys in the contract's order.
package import JSON

extension Content: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            Self.write(remoteLoads.span, to: &json)
            json.field("beacons", beacons)
            Self.write(links.span, to: &json)
            json.field("forms", forms)
            json.field("receipts", receipts)
            json.field("lookalikes", lookalikes)
            json.field("imageCount", imageCount)
            json.field("textLength", htmlTextLength)
            json.field("hiddenTextLength", hiddenTextLength)
            json.field("hiddenText", hiddenText)
            json.field("invisibleSigns", invisibleSigns)
            json.field("alternatives", alternatives)
            json.field("subscription", subscription)
            if !limits.isEmpty { json.field("limits", limits) }
        }
    }

    // Of these there are many, and they are large: each of their fields is read where it stands, because the element of an
    // array is copied to be asked for all of them.

    private static func write(_ loads: Span<RemoteLoad>, to json: inout JSONWriter) {
        json.field("remoteLoads", count: loads.count) { index, json in
            json.object { json in
                json.field("url", loads[index].url)
                json.field("kind", loads[index].kind)
                json.field("host", loads[index].host)
                json.field("evidence", loads[index].place)
            }
        }
    }

    private static func write(_ links: Span<Link>, to json: inout JSONWriter) {
        json.field("links", count: links.count) { index, json in
            json.object { json in
                json.field("url", links[index].url)
                json.field("text", links[index].text)
                json.field("host", links[index].host)
                json.field("kind", links[index].kind)
                json.field("mismatch", links[index].mismatch)
                json.field("redirector", links[index].redirector)
                json.field("target", links[index].target)
                json.field("encrypted", links[index].encrypted)
                json.field("evidence", links[index].place)
            }
        }
    }
}

extension Content.Beacon: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("url", url)
            json.field("kind", kind)
            json.field("host", host)
            json.field("vendor", vendor)
            json.field("country", country)
            json.field("confidence", confidence)
            json.field("reason", reason)
            json.field("evidence", place)
        }
    }
}

extension Content.HiddenText: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("technique", technique)
            json.field("length", length)
            json.field("evidence", place)
        }
    }
}

extension Content.InvisibleSigns: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("kind", kind)
            json.field("count", count)
            json.field("evidence", place)
        }
    }
}

extension Content.Alternatives: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("similarity", similarity)
            json.field("plainWords", plainWords)
            json.field("htmlWords", htmlWords)
            json.field("differ", differ)
            json.field("evidence", place)
        }
    }
}

extension Content.Form: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("action", action)
            json.field("method", method)
            json.field("encrypted", encrypted)
            json.field("host", host)
            json.field("fields", fields)
            if !secretFields.isEmpty { json.field("secretFields", secretFields) }
            json.field("thirdParty", thirdParty)
            json.field("operator", operatorName)
            json.field("country", country)
            json.field("evidence", place)
        }
    }
}

extension Content.Receipt: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("header", header)
            json.field("address", address)
            json.field("evidence", place)
        }
    }
}

extension Content.Lookalike: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("domain", domain)
            json.field("unicode", unicode)
            json.field("imitates", imitates)
            json.field("technique", technique)
            json.field("reason", reason)
            json.field("where", self.where)
            json.field("evidence", place)
        }
    }
}
