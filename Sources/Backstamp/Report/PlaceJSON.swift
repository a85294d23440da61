/// A place of evidence as JSON: the `evidence` objects of the contract.
package import JSON

extension Place: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("where", self.where.rawValue)
            json.field("name", name)
            json.field("index", index)
            json.field("line", line)
            json.field("offset", offset)
            json.field("length", length)
            json.field("text", text)
        }
    }
}
