"""The alerts of January 2007 and the criminal-justice mail of 2015. Each case's README says what is on record of them
and what is made up here."""
from .parts import RECEIVER, RECIPIENT, Moment, host, message, multipart, snapshot

# Chosen because Debian's location database gives it to Level 3 in the United States; no article names it.
LEVEL3 = '63.209.14.211'


def cases():
    return {'mi5-2007-whatcounts': whatcounts(), 'mi5-2007-mailtrack': mailtrack(), 'cjsm-2015': cjsm()}


def whatcounts():
    at = Moment(2007, 1, 9, 12, 31, 36, hours=-8)
    text = '''Thank you for your request to subscribe to the MI5/Home Office Threat
Level Update email list.

The current threat level is SEVERE.

To change your subscription, use the form at
http://www.mi5.gov.uk/output/subscribe.html
'''
    spacers = '\n'.join(
        '<tr><td colspan="3"><img src="http://media.whatcounts.com/mi5/border_%s.gif" width="%d" height="%d" alt="">'
        '</td></tr>' % border for border in (('top', 600, 1), ('bottom', 600, 1)))
    html = '''<html>
<head><title>MI5/Home Office Threat Level Update</title></head>
<body bgcolor="#ffffff">
<table width="600" cellpadding="0" cellspacing="0" border="0">
%s
<tr>
<td width="1"><img src="http://media.whatcounts.com/mi5/spacer.gif" width="1" height="280" alt=""></td>
<td width="598"><font face="Arial" size="2">
<p>Thank you for your request to subscribe to the MI5/Home Office Threat Level
Update email list.</p>
<p>The current threat level is <b>SEVERE</b>.</p>
<p>To change your subscription, use the
<a href="http://www.mi5.gov.uk/output/subscribe.html">subscription form</a>.</p>
</font></td>
<td width="1"><img src="http://media.whatcounts.com/mi5/spacer.gif" width="1" height="280" alt=""></td>
</tr>
</table>
</body>
</html>
''' % spacers
    fields = [
        ('Return-Path', '<bounce-mi5@whatcounts.com>'),
        ('Delivered-To', RECIPIENT),
        ('Received', 'from mail.whatcounts.com (mail.whatcounts.com [%s])\n'
         '\tby %s (Postfix) with ESMTP id 3C2A91B4D0E\n'
         '\tfor <%s>; %s (GMT)' % (LEVEL3, RECEIVER, RECIPIENT, at.trace(8, 0))),
        ('Received', 'from localhost (localhost.localdomain [127.0.0.1])\n'
         '\tby mail.whatcounts.com (8.13.1/8.13.1) with ESMTP id l09KVdQe017733\n'
         '\tfor <%s>; %s' % (RECIPIENT, at.trace(3))),
        ('Message-ID', '<20070109123136.1387.204117@mail.whatcounts.com>'),
        ('Date', at.mail()),
        ('From', '"MI5/Home Office" <threatlevel@mi5.gov.uk>'),
        ('To', RECIPIENT),
        ('Subject', 'MI5/Home Office Threat Level Update'),
        ('X-Mailer', 'WhatCounts'),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'multipart/alternative; boundary="----=_WC_1387"'),
    ]
    body = multipart('----=_WC_1387', ('text/plain; charset="us-ascii"', text), ('text/html; charset="us-ascii"', html))
    return message(fields, body), snapshot(
        at, ('mi5.gov.uk', 'A'), ('www.mi5.gov.uk', 'A'), ('whatcounts.com', 'A'),
        *host('mail.whatcounts.com', LEVEL3), ('media.whatcounts.com', 'A', LEVEL3))


def mailtrack():
    at = Moment(2007, 1, 12, 17, 5, 11)
    server = ('merry-3.mailtrack.com', '195.68.228.53')
    text = '''You have asked to be told when the national threat level changes.

The current threat level is SEVERE.

To change your details, go to
https://mi5.h0st.biz/xdata.html
'''
    html = '''<html>
<head><title>Threat level</title></head>
<body>
<p>You have asked to be told when the national threat level changes.</p>
<p>The current threat level is <b>SEVERE</b>.</p>
<p>To change your details, go to
<a href="https://mi5.h0st.biz/xdata.html">https://mi5.h0st.biz/xdata.html</a>.</p>
</body>
</html>
'''
    fields = [
        ('Return-Path', '<bounce@mailtrack.com>'),
        ('Delivered-To', RECIPIENT),
        ('Received', 'from %s (%s [%s])\n\tby %s (Postfix) with ESMTP id 7B1D04C3A92\n\tfor <%s>; %s (GMT)' % (
            server[0], server[0], server[1], RECEIVER, RECIPIENT, at.trace(4))),
        ('Message-ID', '<200701121705.l0CH5BWb004410@%s>' % server[0]),
        ('Date', at.mail()),
        ('From', '"MI5" <threatlevel@mi5.gov.uk>'),
        ('To', RECIPIENT),
        ('Subject', 'Threat level'),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'multipart/alternative; boundary="=-mailtrack-0001"'),
    ]
    body = multipart('=-mailtrack-0001', ('text/plain; charset=us-ascii', text), ('text/html; charset=us-ascii', html))
    names = ['%s.mailtrack.com' % name for name in ('elrond', 'arwen', 'cirdan')]
    return message(fields, body), snapshot(
        at, ('mi5.gov.uk', 'A'), ('mailtrack.com', 'A'), *host(*server), ('mi5.h0st.biz', 'A', server[1]),
        ('h0st.biz', 'NS', *names))


def cjsm():
    at = Moment(2015, 8, 3, 10, 42, 18, hours=1)
    body = '''Please find the case papers for the hearing on 12 August in your secure
mailbox. They can be read until 31 August.

Sign in at https://webmail.cjsm.example/ to read them.

Listing Office
Northshire Magistrates' Court
'''
    fields = [
        ('Return-Path', '<listing@northshire-court.example>'),
        ('Delivered-To', RECIPIENT),
        ('Received', 'from relay2.cjsm.example (relay2.cjsm.example [198.51.100.42])\n'
         '\t(using TLSv1 with cipher RC4-SHA (128/128 bits))\n'
         '\t(No client certificate requested)\n'
         '\tby %s (Postfix) with ESMTPS id 9D1E2403F1\n'
         '\tfor <%s>; %s (BST)' % (RECEIVER, RECIPIENT, at.trace(21))),
        ('Received', 'from mail.northshire-court.example (mail.northshire-court.example [203.0.113.8])\n'
         '\t(using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))\n'
         '\t(Client did not present a certificate)\n'
         '\tby relay2.cjsm.example (Postfix) with ESMTPS id 3mlN6k2zQWz1K8\n'
         '\tfor <%s>; %s (BST)' % (RECIPIENT, at.trace(9))),
        ('Message-ID', '<55BF36BA.3040109@northshire-court.example>'),
        ('Date', at.mail()),
        ('From', 'Listing Office <listing@northshire-court.example>'),
        ('To', RECIPIENT),
        ('Subject', 'Case papers, hearing on 12 August'),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'text/plain; charset=us-ascii'),
        ('Content-Transfer-Encoding', '7bit'),
    ]
    return message(fields, body), snapshot(
        at, ('northshire-court.example', 'A'),
        *host('relay2.cjsm.example', '198.51.100.42'), *host('mail.northshire-court.example', '203.0.113.8'),
        ('webmail.cjsm.example', 'A', '198.51.100.43'))
