/// The route in the report's JSON, keys in the order of the contract. What is not known is left out.

import DNS
import Geography
package import JSON
import MIME

extension Hop: JSONWritable {
    package func write(to json: inout JSONWriter) { write(to: &json, isAlone: false) }

    /// - Parameter isAlone: a field without its message: it has no place in a route.
    package func write(to json: inout JSONWriter, isAlone: Bool) {
        json.object { json in
            json.field("index", isAlone ? nil : index)
            json.field("header", isAlone ? nil : field)
            json.key("from") { json in
                json.object { json in
                    json.field("helo", from.helo)
                    json.field("rdns", from.rdns)
                    json.field("ip", from.ip?.description)
                }
            }
            json.key("by") { json in
                json.object { json in
                    json.field("name", by.name)
                    json.field("ip", by.ip?.description)
                }
            }
            json.field("with", with)
            json.field("id", id)
            json.field("for", self.for)
            json.field("envelopeFrom", envelopeFrom)
            json.field("auth", auth)
            json.field("software", software)
            json.field("date", date?.iso8601)
            json.field("delaySeconds", delaySeconds)
            json.field("clockSkewSeconds", clockSkewSeconds)
            json.field("heldSeconds", heldSeconds == delaySeconds ? nil : heldSeconds)
            json.field("tls", tls)
            json.field("location", location)
            json.field("operator", isAlone ? nil : from.rdns.flatMap { OperatorCatalogue.standard.entry(ofHost: $0)?.name })
            json.field("trusted", isAlone ? nil : trusted)
            json.field("dialect", dialect)
            json.field("oddities", oddities)
        }
    }
}

extension Hop.TLS: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("used", used)
            json.field("version", version)
            json.field("cipher", cipher)
            json.field("bits", bits)
            json.field("grade", grade?.rawValue)
            json.field("reason", reason)
        }
    }
}

extension Location: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("country", country)
            json.field("asn", asn)
            json.field("network", network)
            json.field("anycast", isAnycast)
            json.field("hosting", isHosting ? true : nil)
        }
    }
}

/// The `route` object. The jurisdictions come from the message as a whole, and so are handed in.
package struct RouteJSON: JSONWritable {
    package let route: Route
    package let jurisdictions: [Route.Jurisdiction]

    package init(_ route: Route, jurisdictions: [Route.Jurisdiction]) {
        self.route = route
        self.jurisdictions = jurisdictions
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("hops", route.hops)
            json.field("boundary", route.boundary)
            json.field("boundaryReason", route.boundaryReason)
            json.field("origin", route.origin)
            json.field("jurisdictions", jurisdictions)
            json.field("weakestTransport", route.weakestTransport)
            json.field("longestDelay", route.longestDelay)
            if !route.originClaims.isEmpty { json.field("originClaims", route.originClaims) }
        }
    }
}

extension Route.Origin: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("ip", ip.description)
            json.field("country", location?.country)
            json.field("asn", location?.asn)
            json.field("network", location?.network)
            json.field("operator", self.operator)
        }
    }
}

extension Route.Operator: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", name)
            json.field("country", country)
            json.field("legalName", legalName)
            json.field("parent", parent)
        }
    }
}

extension Route.Operator.Parent: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("name", name)
            json.field("country", country)
        }
    }
}

extension Route.Jurisdiction: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("country", country)
            json.field("regimes", regimes)
            json.field("role", role.rawValue)
            json.field("who", who)
            json.field("claimed", isClaimed ? true : nil)
        }
    }
}

extension Route.LongestDelay: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("hop", hop)
            json.field("seconds", seconds)
        }
    }
}

extension Route.OriginClaim: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("header", field)
            json.field("index", index)
            json.field("ip", ip.description)
            json.field("country", location?.country)
            json.field("asn", location?.asn)
            json.field("network", location?.network)
        }
    }
}

extension Route.WeakestTransport: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("hop", hop)
            json.field("grade", grade.rawValue)
            json.field("reason", reason)
        }
    }
}
