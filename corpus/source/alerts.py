"""A modern government alert: as it should be, forged, from a lookalike domain, and through a foreign sending company.
All names and people are invented."""
from .parts import RECEIVER, RECIPIENT, Moment, host, message, multipart, postfix, snapshot
from .signing import Key, dkim

ALERTS = 'gov-alerts.example'
LOOKALIKE = 'gov-a1erts.example'
SIGNED = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'list-unsubscribe',
          'list-unsubscribe-post', 'from']

TEXT = '''Flood warning for the River Wend at Eastmarsh

River levels will stay high until Saturday evening. Flooding of homes near
the quay is expected. Move valuables upstairs and do not drive through flood
water.

Read the full warning: https://www.%(target)s/warnings/eastmarsh

You get this message because you asked for flood warnings.
Stop them: https://www.%(target)s/stop
'''
HTML = '''<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Flood warning</title></head>
<body>
<h1>Flood warning for the River Wend at Eastmarsh</h1>
<p>River levels will stay high until Saturday evening. Flooding of homes near
the quay is expected. Move valuables upstairs and do not drive through flood
water.</p>
<p><a href="https://www.%(target)s/warnings/eastmarsh">https://www.%(shown)s/warnings/eastmarsh</a></p>
<p>You get this message because you asked for flood warnings.
<a href="https://www.%(target)s/stop">Stop them</a>.</p>
</body>
</html>
'''


def cases():
    return {'gov-alert-genuine': genuine(), 'gov-alert-forged': forged(), 'gov-alert-lookalike': lookalike(),
            'foreign-esp-tracking': tracking()}


def alert(at, domain, target, shown, token):
    """The author's own fields, and the body."""
    boundary = '=_alert_%s' % token
    fields = [
        ('Message-ID', '<%s@%s>' % (token, domain)),
        ('Date', at.mail()),
        ('From', 'Government Alerts <alerts@%s>' % domain),
        ('To', RECIPIENT),
        ('Subject', 'Flood warning: River Wend at Eastmarsh'),
        ('List-Unsubscribe', '<https://www.%s/stop/%s>' % (target, token)),
        ('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'multipart/alternative; boundary="%s"' % boundary),
    ]
    names = {'target': target, 'shown': shown}
    return fields, multipart(boundary, ('text/plain; charset=us-ascii', TEXT % names),
                             ('text/html; charset=utf-8', HTML % names))


def zone(domain, address, key, selector):
    """What a domain publishes that mails from one address."""
    return [(domain, 'TXT', 'v=spf1 ip4:%s -all' % address), (domain, 'MX', '10 mail.%s' % domain),
            ('mail.' + domain, 'TXT', 'v=spf1 a -all'),     # for the HELO identity, RFC 7208 §10.1.3
            ('_dmarc.' + domain, 'TXT', 'v=DMARC1; p=reject; rua=mailto:dmarc@%s' % domain),
            ('%s._domainkey.%s' % (selector, domain), 'TXT', key.record()), *host('mail.' + domain, address),
            ('www.' + domain, 'A', address)]


def authenticated(at, domain, shown, address, token):
    """An alert that its domain vouches for in every way."""
    key = Key('author.rsa')
    fields, body = alert(at, domain, domain, shown, token)
    signature = dkim(fields, body, domain, 'a2026', key, SIGNED, at.unix())
    trace = [
        ('Return-Path', '<bounces@%s>' % domain),
        ('Delivered-To', RECIPIENT),
        ('Authentication-Results', '%s;\n\tdkim=pass header.d=%s header.s=a2026;\n\tspf=pass smtp.mailfrom=bounces@%s;'
         '\n\tdmarc=pass header.from=%s' % (RECEIVER, domain, domain, domain)),
        postfix('mail.' + domain, 'mail.' + domain, address, at, 3),
    ]
    return message(trace + [signature] + fields, body), zone(domain, address, key, 'a2026')


def genuine():
    at = Moment(2026, 10, 2, 9, 14, 5, hours=1)
    octets, records = authenticated(at, ALERTS, ALERTS, '198.51.100.17', '20261002.081405.eastmarsh.7741')
    return octets, snapshot(at, *records)


def lookalike():
    at = Moment(2026, 10, 2, 11, 40, 51, hours=1)
    octets, records = authenticated(at, LOOKALIKE, ALERTS, '203.0.113.140', '20261002.104051.eastmarsh.0001')
    return octets, snapshot(at, *records, *zone(ALERTS, '198.51.100.17', Key('author.rsa'), 'a2026'))


def forged():
    at = Moment(2026, 10, 2, 12, 2, 33, hours=1)
    target = 'flood-payments.example.org'
    fields, body = alert(at, ALERTS, target, ALERTS, '20261002.110233.eastmarsh.9')
    trace = [
        ('Return-Path', '<alerts@%s>' % ALERTS),
        ('Delivered-To', RECIPIENT),
        ('Authentication-Results', '%s;\n\tdkim=none;\n\tspf=fail smtp.mailfrom=alerts@%s;\n\tdmarc=fail (p=reject) '
         'header.from=%s' % (RECEIVER, ALERTS, ALERTS)),
        postfix('mail.' + ALERTS, 'pc-77.pool.example.net', '203.0.113.77', at, 6, tls=False,
                queue='4XkVn96Yp2z5hQ'),
    ]
    return message(trace + fields, body), snapshot(
        at, *zone(ALERTS, '198.51.100.17', Key('author.rsa'), 'a2026'), *host('pc-77.pool.example.net', '203.0.113.77'),
        (target, 'A', '203.0.113.78'), ('www.' + target, 'A', '203.0.113.78'))


def tracking():
    at = Moment(2026, 9, 21, 7, 30, 0, hours=1)
    council, provider = 'eastmarsh-council.example', 'mailings.example.net'
    # Chosen because Debian's location database places it in the United States; it says nothing of who holds it.
    address = '63.209.14.212'
    token = 'cmVhZGVyQGxldHRlcmJveC5leGFtcGxl'     # base64 of the recipient's address
    boundary = 'mm-5f0c1d'
    click = 'https://click.%s/r?u=%s&l=%%s' % (provider, token)
    text = 'The flood shelter at Quay Road School is open tonight.\n\nDirections: %s\n' % (click % 'shelter')
    html = '''<html><body>
<img src="https://open.%s/o.gif?u=%s" width="1" height="1" alt="" style="display:none">
<p>The flood shelter at Quay Road School is open tonight.</p>
<p><a href="%s">www.%s/shelter</a></p>
<p><a href="%s">Unsubscribe</a></p>
</body></html>
''' % (provider, token, (click % 'shelter').replace('&', '&amp;'), council, (click % 'stop').replace('&', '&amp;'))
    fields = [
        ('Message-ID', '<5f0c1d.20260921063000@%s>' % provider),
        ('Date', at.mail()),
        ('From', 'Eastmarsh Council <news@%s>' % council),
        ('To', RECIPIENT),
        ('Subject', 'Flood shelter open tonight'),
        ('List-Unsubscribe', '<https://click.%s/u?u=%s>' % (provider, token)),
        ('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'multipart/alternative; boundary="%s"' % boundary),
    ]
    body = multipart(boundary, ('text/plain; charset=us-ascii', text), ('text/html; charset=us-ascii', html))
    own, theirs = Key('author.rsa'), Key('provider.rsa')
    signatures = [dkim(fields, body, provider, 'm1', theirs, SIGNED, at.unix()),
                  dkim(fields, body, council, 'mm', own, SIGNED, at.unix())]
    sender = 'out7.' + provider
    trace = [
        ('Return-Path', '<b-%s@bounce.%s>' % ('5f0c1d', provider)),
        ('Delivered-To', RECIPIENT),
        ('Authentication-Results', '%s;\n\tdkim=pass header.d=%s header.s=m1;\n\tdkim=pass header.d=%s header.s=mm;\n\t'
         'spf=pass smtp.mailfrom=bounce.%s;\n\tdmarc=pass header.from=%s' % (RECEIVER, provider, council, provider,
                                                                            council)),
        postfix(sender, sender, address, at, 5, queue='4XcT1w5k0mz2nB'),
    ]
    return message(trace + signatures + fields, body), snapshot(
        at, ('bounce.' + provider, 'TXT', 'v=spf1 ip4:%s -all' % address), *host(sender, address),
        ('m1._domainkey.' + provider, 'TXT', theirs.record()), ('mm._domainkey.' + council, 'TXT', own.record()),
        ('_dmarc.' + council, 'TXT', 'v=DMARC1; p=quarantine'), (council, 'TXT', 'v=spf1 -all'),
        ('open.' + provider, 'A', address), ('click.' + provider, 'A', address))
