import MIME
import Testing

@Suite struct MailDateTests {
    @Test(arguments: [
        ("2007-01-09", "2007-01-09T00:00:00+00:00"), ("2007-01-09T10:00:00Z", "2007-01-09T10:00:00+00:00"),
        ("2007-01-09 10:00", "2007-01-09T10:00:00+00:00"), ("2007-01-09T10:00:00+01:00", "2007-01-09T10:00:00+01:00"),
        ("2007-01-09T10:00-0330", "2007-01-09T10:00:00-03:30"), ("2008-02-29", "2008-02-29T00:00:00+00:00"),
        ("yesterday", nil), ("", nil), ("2007-1-9", nil), ("2007-02-29", nil), ("2007-01-09T", nil), ("2007-01-09T25:00", nil),
        ("2007-01-09T10:00:00X", nil), ("2007-01-09T10:00:00+1:0:0:0", nil), ("2007-01-09T10:00:00+00:60", nil),
        ("2007-01-09T10:00:00+99:00", nil), ("2007-01-09T10:00:00Z+", nil), ("２００７-01-09", nil), ("2007-01-09T10:00:00:00", nil),
    ] as [(String, String?)])
    func readsISO8601(_ text: String, _ want: String?) { #expect(MailDate(iso8601: text)?.iso8601 == want) }

    /// What mail writes, and the moment that it names.
    static let dates: [(String, String)] = [
        // RFC 5322 §3.3 and appendix A.
        ("Tue, 9 Jan 2007 10:15:00 +0000", "2007-01-09T10:15:00+00:00"),
        ("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00"),
        ("Thu,\r\n 13\r\n   Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland Time)", "1969-02-13T23:32:00-03:30"),
        ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00"),
        ("Tue, 9 Jan 2007 10:15:60 +0100", "2007-01-09T10:16:00+01:00"),
        ("9 Jan 2007 10:15 -0000", "2007-01-09T10:15:00+00:00"),
        // §4.3: obsolete years and zones.
        ("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00"),
        ("9 Jan 07 10:15:00 EST", "2007-01-09T10:15:00-05:00"),
        ("Tue, 9 Jan 107 10:15:00 UT", "2007-01-09T10:15:00+00:00"),
        ("9 Jan 2007 10:15:00 PDT", "2007-01-09T10:15:00-07:00"),
        ("9 Jan 2007 10:15:00 Z", "2007-01-09T10:15:00+00:00"),
        ("9 Jan 2007 10:15:00 A", "2007-01-09T10:15:00+00:00"),
        // Zones as mail has them.
        ("Tue, 9 Jan 2007 10:15:00", "2007-01-09T10:15:00+00:00"),
        ("Tue, 9 Jan 2007 10:15:00 (GMT)", "2007-01-09T10:15:00+00:00"),
        ("Tue, 9 Jan 2007 10:15:00 (PST)", "2007-01-09T10:15:00-08:00"),
        ("Tue, 9 Jan 2007 10:15:00 +0100 (CET)", "2007-01-09T10:15:00+01:00"),
        ("Tue, 9 Jan 2007 10:15:00 GMT+0100", "2007-01-09T10:15:00+01:00"),
        ("Tue, 9 Jan 2007 10:15:00 GMT+01:00", "2007-01-09T10:15:00+01:00"),
        ("Tue, 9 Jan 2007 10:15:00 GMT-5", "2007-01-09T10:15:00-05:00"),
        ("Tue, 9 Jan 2007 10:15:00 +01:00", "2007-01-09T10:15:00+01:00"),
        ("Tue, 9 Jan 2007 10:15:00 +530", "2007-01-09T10:15:00+05:30"),
        ("Tue, 9 Jan 2007 10:15:00 0530", "2007-01-09T10:15:00+05:30"),
        ("Tue, 9 Jan 2007 10:15:00 +-0500", "2007-01-09T10:15:00-05:00"),
        ("Tue, 9 Jan 2007 10:15:00 -2400", "2007-01-09T10:15:00+00:00"),
        ("Tue, 9 Jan 2007 10:15:00 +9999", "2007-01-09T10:15:00+00:00"),
        ("Tue, 9 Jan 2007 10:15:00 \"CEST\"", "2007-01-09T10:15:00+02:00"),
        // Programs and their libraries.
        ("Mon Jan  2 15:04:05 2006", "2006-01-02T15:04:05+00:00"),
        ("Mon Jan  2 15:04:05 MST 2006", "2006-01-02T15:04:05-07:00"),
        ("Mon Jan 02 15:04:05 -0700 2006", "2006-01-02T15:04:05-07:00"),
        ("Tue Jan 09 10:15:00 GMT+01:00 2007", "2007-01-09T10:15:00+01:00"),
        ("Monday, 02-Jan-06 15:04:05 MST", "2006-01-02T15:04:05-07:00"),
        ("2006-01-02T15:04:05Z", "2006-01-02T15:04:05+00:00"),
        ("2006-01-02T15:04:05.123+05:30", "2006-01-02T15:04:05+05:30"),
        ("2024-01-02 15:04:05.999 +0000 UTC m=+1.2", "2024-01-02T15:04:05+00:00"),
        ("2024-01-02 15:04:05.999999999 -0700 MST m=+0.000000001", "2024-01-02T15:04:05-07:00"),
        ("Tue, 9 Jan 2007 10:15:00.123456 +0100", "2007-01-09T10:15:00+01:00"),
        // Other orders and marks.
        ("January 9, 2007 10:15 AM", "2007-01-09T10:15:00+00:00"),
        ("Thu, 30 Aug 2012 11:08 PM", "2012-08-30T23:08:00+00:00"),
        ("Thu, 30 Aug 2012 12:08 AM", "2012-08-30T00:08:00+00:00"),
        ("1/2/2006 3:04:05 PM", "2006-01-02T15:04:05+00:00"),
        ("13/2/2006 15:04:05", "2006-02-13T15:04:05+00:00"),
        ("2.1.2006 15:04", "2006-01-02T15:04:00+00:00"),
        ("2007/01/09 10:15:00", "2007-01-09T10:15:00+00:00"),
        ("Tue, 9 Jan 2007 10.15.00 +0100", "2007-01-09T10:15:00+01:00"),
        ("Tue,9Jan2007 10:15:00+0100", "2007-01-09T10:15:00+01:00"),
        ("Tue, 09-Jan-2007", "2007-01-09T00:00:00+00:00"),
        ("2007年1月9日 10:15:00", "2007-01-09T10:15:00+00:00"),
        // Months in other languages; the French Tuesday is no March.
        ("mar., 9 janv. 2007 10:15:00 +0100", "2007-01-09T10:15:00+01:00"),
        ("Di, 9 Mär 2007 10:15:00 +0100", "2007-03-09T10:15:00+01:00"),
        ("lun, 1 dic 2003 10:15:00 +0100", "2003-12-01T10:15:00+01:00"),
        ("Mon, 1 Okt 2007 10:15:00 +0200", "2007-10-01T10:15:00+02:00"),
    ]

    @Test(arguments: dates) func reads(_ text: String, _ want: String) {
        #expect(MailDate.parse(text)?.iso8601 == want)
    }

    @Test(arguments: [
        "", "garbage", "Jan", "10:15:00", "Tue, 31 Feb 2007 10:00:00 +0100", "Tue, 9 Jan 2007 25:00:00", "9 Jan",
        "99999999999999999999 Jan 2007 10:15:00", "Tue, 9 Jan 99999999999 10:15:00", "0-0-0 0:0:0", "+0100", "::::",
        "()()(",
    ])
    func namesNoDay(_ text: String) {
        #expect(MailDate.parse(text) == nil)
    }

    @Test func readsSlices() {
        let line = Array("from a by b; Tue, 9 Jan 2007 10:15:00 +0000".utf8)
        #expect(MailDate.parse(line[13...])?.seconds == 1_168_337_700)
    }

    /// What was not stated is not known, though some moment has to stand in the report.
    @Test(arguments: [
        ("Tue, 9 Jan 2007 10:15:00 +0000", true), ("Tue, 9 Jan 2007 10:15:00 -0000", true), ("9 Jan 2007 10:15:00 EST", true),
        ("9 Jan 2007 10:15:00", false), ("9 Jan 2007 10:15:00 +9999", false), ("9 Jan 2007 10:15:00 XYZ", false),
        ("Tue, 9 Jan 2007", false),
    ])
    func knowsWhatWasNotStated(_ text: String, _ isExact: Bool) { #expect(MailDate.parse(text)?.isExact == isExact) }

    @Test func secondsAndBack() {
        for (text, iso) in Self.dates {
            guard let date = MailDate.parse(text) else { continue }
            #expect(MailDate.parse(iso)?.iso8601 == date.iso8601)
        }
        #expect(MailDate(seconds: 0).iso8601 == "1970-01-01T00:00:00+00:00")
        #expect(MailDate(seconds: -1).iso8601 == "1969-12-31T23:59:59+00:00")
        #expect(MailDate(seconds: 0, offset: -90).iso8601 == "1969-12-31T22:30:00-01:30")
    }

    /// The reader of the usual form and the tolerant one agree wherever the first reads anything.
    @Test(arguments: [
        ("Tue, 9 Jan 2007 20:31:44 +0000 (GMT)", true), ("Tue,  9 Jan 2007 20:31:44 -0800", true), ("9 Jan 2007 20:31:44 +0530", true),
        (" Mon, 31 Dec 2012 23:59:60 -0000\r\n", true), ("wed, 29 FEB 2012 00:00:00 +1400 (a (b) c)", false),
        ("Tue, 29 Feb 2011 00:00:00 +0000", false), ("Tue, 9 Jan 07 20:31:44 +0000", false), ("Tue, 9 Jan 2007 20:31 +0000", false),
        ("Tue, 9 Jan 2007 20:31:44 GMT", false), ("Tue, 9 Jan 2007 20:31:44 +0000; x", false), ("Tues, 9 Jan 2007 20:31:44 +0000", false),
        ("Tue 9 Jan 2007 20:31:44 +0000", false), ("Tue, 9 Jan 2007 20:31:44 +0199", false), ("Tue, 9 Jan 2007 24:31:44 +0000", false), ("", false),
    ]) func usualForm(_ text: String, _ isUsual: Bool) {
        let octets = Array(text.utf8)
        let strict = MailDate.strict(octets[...])
        #expect((strict != nil) == isUsual)
        if let strict { #expect(strict == MailDate.tolerant(octets[...])) }
    }

    /// Every octet that can stand in the usual form, changed to every other: the two readers never contradict each other.
    @Test func usualFormUnderChange() {
        let octets = Array("Tue, 9 Jan 2007 20:31:44 +0130 (GMT)".utf8)
        for index in octets.indices {
            for octet in UInt8.min...UInt8.max {
                var changed = octets
                changed[index] = octet
                if let strict = MailDate.strict(changed[...]) { #expect(strict == MailDate.tolerant(changed[...]), "\(changed)") }
            }
        }
    }
}
