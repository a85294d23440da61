import ARC
import DKIM
import JSON
import Testing

@testable import Backstamp

/// The keys and their order are those of the contract.
@Suite struct AuthenticationJSONTests {
    private func text(_ value: some JSONWritable) -> String {
        var json = JSONWriter()
        value.write(to: &json)
        return json.string
    }

    @Test func dkim() {
        var signature = DKIMSignature(field: 3)
        signature.result = .pass
        signature.domain = "example.org"
        signature.selector = "k"
        signature.algorithm = "rsa-sha256"
        signature.keyBits = 2048
        signature.canonicalization = "relaxed/simple"
        signature.signedHeaders = ["from", "to"]
        signature.bodyLength = 10
        signature.unsignedBytes = 0
        signature.signed = 0
        signature.expires = 86_400
        #expect(
            text(signature) == #"{"result":"pass","domain":"example.org","selector":"k","algorithm":"rsa-sha256","#
                + #""keyBits":2048,"canonicalization":"relaxed/simple","signedHeaders":["from","to"],"bodyLength":10,"#
                + #""unsignedBytes":0,"unsignedHeaders":[],"oversigned":[],"signed":"1970-01-01T00:00:00+00:00","expires":"1970-01-02T00:00:00+00:00","#
                + #""testing":false}"#)
    }

    @Test func arc() {
        var chain = ARCChain()
        #expect(text(chain) == #"{"result":"none","instances":[]}"#)
        var set = ARCInstance(instance: 1)
        set.domain = "example.org"
        set.selector = "k"
        set.chainValidation = "none"
        set.seal = true
        chain.result = .fail
        chain.reason = "why"
        chain.instances = [set]
        #expect(
            text(chain) == #"{"result":"fail","reason":"why","instances":[{"i":1,"domain":"example.org","#
                + #""selector":"k","cv":"none","messageSignature":null,"seal":true}]}"#)
    }
}
