import Backstamp
import JSON
import MIME
import Testing

@Suite struct MessageReaderTests {
    @Test(arguments: [
        ("Return-Path: <a@EXAMPLE.org>", "a@example.org"),
        ("Return-Path: <>", ""),
        ("Return-Path: < >", ""),
        ("Return-Path: a@b.org", "a@b.org"),
        ("Return-Path: <@relay.org,@b.org:a@c.org>", "a@c.org"),
        ("Return-Path: (comment) <a@b.org>", "a@b.org"),
        ("Return-Path: <1@b.org>\nReturn-Path: <2@b.org>", "1@b.org"),
        ("Subject: x", nil),
    ])
    func returnPaths(_ header: String, _ want: String?) {
        #expect(Message.read(Array("\(header)\n\nx".utf8)).returnPath == want)
    }

    @Test func json() {
        let text =
            "Return-Path: <>\nFrom: A <a@b.org>\nTo: c@d.org\nSubject: x\nDate: Tue, 9 Jan 2007 10:15:00 +0100\n"
            + "Message-ID: <1@b.org>\nContent-Type: text/plain; charset=utf-8; name=n.txt\n \nContent-Disposition: inline\n\nbody"
        var json = JSONWriter()
        Message.read(Array(text.utf8)).write(to: &json)
        #expect(
            json.string == #"{"messageID":"1@b.org","subject":"x","date":"2007-01-09T10:15:00+01:00","#
                + #""from":[{"name":"A","address":"a@b.org"}],"to":[{"address":"c@d.org"}],"cc":[],"replyTo":[],"#
                + #""returnPath":"","size":203,"sha256":"e238bd19dd8f8c8cc9087f1b332ecde9107972a3c9de5731e9b13f53a1687c33","#
                + #""parts":[{"contentType":"text/plain","charset":"utf-8","filename":"n.txt","disposition":"inline","size":4}],"#
                + #""anomalies":[{"code":"blank-continuation","text":"A folded line holds nothing but white space.","#
                + #""line":8,"offset":168,"length":2}]}"#)
    }

    @Test func everythingIsAMessage() {
        for octets: [UInt8] in [[], [0], [0x0A], [0xFF, 0xFE], Array("\r\n\r\n".utf8)] {
            let message = Message.read(octets)
            #expect(message.size == octets.count)
            #expect(message.sha256.count == 64)
            #expect(!message.anomalies.isEmpty)
            #expect(message.author == nil && message.returnPath == nil)
        }
    }
}
