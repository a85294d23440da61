"""What becomes of signatures: broken, covering a part only, of two algorithms, and after a mailing list. All names and
people are invented."""
from .parts import RECEIVER, RECIPIENT, Moment, host, message, postfix, snapshot
from .signing import Key, arc, dkim

AUTHOR = 'parish-council.example'
ADDRESS = '198.51.100.60'
SIGNED = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']
BODY = '''The meeting on Thursday starts at 7 pm in the village hall.

The agenda is at https://www.parish-council.example/agenda

Clerk to the council
'''


def cases():
    return {'dkim-broken': broken(), 'dkim-body-length': body_length(), 'dkim-ed25519': ed25519(),
            'mailing-list-arc': mailing_list()}


def letter(at, token, to=RECIPIENT, subject='Meeting on Thursday'):
    return [
        ('Message-ID', '<%s@%s>' % (token, AUTHOR)),
        ('Date', at.mail()),
        ('From', 'Parish Clerk <clerk@%s>' % AUTHOR),
        ('To', to),
        ('Subject', subject),
        ('MIME-Version', '1.0'),
        ('Content-Type', 'text/plain; charset=us-ascii'),
    ]


def delivery(at, queue):
    return [('Return-Path', '<clerk@%s>' % AUTHOR), ('Delivered-To', RECIPIENT),
            postfix('mail.' + AUTHOR, 'mail.' + AUTHOR, ADDRESS, at, 2, queue=queue)]


def zone(*keys, policy='quarantine'):
    """SPF, DMARC, and keys as (selector, key)."""
    return [(AUTHOR, 'TXT', 'v=spf1 ip4:%s -all' % ADDRESS), ('_dmarc.' + AUTHOR, 'TXT', 'v=DMARC1; p=' + policy),
            ('mail.' + AUTHOR, 'TXT', 'v=spf1 a -all'),     # for the HELO identity, RFC 7208 §10.1.3
            *host('mail.' + AUTHOR, ADDRESS), ('www.' + AUTHOR, 'A', ADDRESS),
            *(('%s._domainkey.%s' % (selector, AUTHOR), 'TXT', key.record()) for selector, key in keys)]


def resent(at, host_name, address, mail_from, queue):
    """Delivery by a host that is not the author's."""
    return [('Return-Path', '<%s>' % mail_from), ('Delivered-To', RECIPIENT),
            postfix(host_name, host_name, address, at, 2, queue=queue)]


def broken():
    at = Moment(2026, 6, 1, 8, 0, 12, hours=1)
    key, forwarder, address = Key('author.rsa'), 'alumni.example.org', '203.0.113.61'
    fields = letter(at, '20260601.1')
    signature = dkim(fields, BODY, AUTHOR, 's1', key, SIGNED, at.unix())
    altered = BODY.replace('7 pm', '8 pm')
    trace = resent(at, forwarder, address, 'forward+clerk@' + forwarder, '4WtQ2c1xKbz3rD')
    return message(trace + [signature] + fields, altered), snapshot(
        at, *zone(('s1', key), policy='none'), (forwarder, 'TXT', 'v=spf1 a -all'), *host(forwarder, address))


def body_length():
    at = Moment(2026, 6, 2, 8, 0, 12, hours=1)
    key, other, address = Key('author.rsa'), 'hall-fees.example.org', '203.0.113.62'
    fields = letter(at, '20260602.1')
    signature = dkim(fields, BODY, AUTHOR, 's1', key, SIGNED, at.unix(), length=len(BODY) + BODY.count('\n'))
    added = '\nThe hall fee has changed. Pay it today:\nhttp://%s/pay\n' % other
    trace = resent(at, other, address, 'post@' + other, '4WtQ2c1xKbz3rE')
    return message(trace + [signature] + fields, BODY + added), snapshot(
        at, *zone(('s1', key)), (other, 'TXT', 'v=spf1 a -all'), *host(other, address))


def ed25519():
    at = Moment(2026, 6, 3, 8, 0, 12, hours=1)
    keys = [('ed', Key('author.ed25519')), ('s1', Key('author.rsa'))]
    fields = letter(at, '20260603.1')
    signatures = [dkim(fields, BODY, AUTHOR, selector, key, SIGNED, at.unix()) for selector, key in keys]
    return (message(delivery(at, '4WtQ2c1xKbz3rF') + signatures + fields, BODY), snapshot(at, *zone(*keys)))


def mailing_list():
    at = Moment(2026, 6, 4, 8, 0, 12, hours=1)
    lists, address = 'lists.example.org', '203.0.113.25'
    post = 'village@' + lists
    own, theirs = Key('author.rsa'), Key('list.rsa')
    fields = letter(at, '20260604.1', to=post)
    original = dkim(fields, BODY, AUTHOR, 's1', own, SIGNED, at.unix())
    # What the list does to it: a tag in the subject, its own fields, a footer.
    listed = [('Subject', '[village] ' + value) if name == 'Subject' else (name, value) for name, value in fields]
    listed += [
        ('Precedence', 'list'),
        ('List-Id', 'The village list <village.%s>' % lists),
        ('List-Post', '<mailto:%s>' % post),
        ('List-Unsubscribe', '<https://%s/mailman3/lists/village/>,\n <mailto:village-leave@%s>' % (lists, lists)),
        ('Errors-To', 'village-bounces@' + lists),
        ('Sender', '"village" <village-bounces@%s>' % lists),
    ]
    body = BODY + ('_______________________________________________\nvillage mailing list -- %s\n'
                   'To unsubscribe send an email to village-leave@%s\n' % (post, lists))
    first = postfix('mail.' + AUTHOR, 'mail.' + AUTHOR, ADDRESS, at, 2, by=lists, recipient=post,
                    queue='4WvFzz0Jd1z9sWm')
    inner = [original] + listed
    names = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'list-id', 'dkim-signature']
    results = ('%s;\n\tdkim=pass header.d=%s header.s=s1;\n\tspf=pass smtp.mailfrom=clerk@%s;\n\tdmarc=pass '
               'header.from=%s' % (lists, AUTHOR, AUTHOR, AUTHOR))
    signature = dkim(listed, body, lists, 'list', theirs, names[:-1], at.unix(5))
    sealed = arc(inner, body, 1, results, lists, 'list', theirs, names, at.unix(5), 'none')
    trace = [
        ('Return-Path', '<village-bounces+reader=letterbox.example@%s>' % lists),
        ('Delivered-To', RECIPIENT),
        ('Authentication-Results', '%s;\n\tdkim=fail (body hash did not verify) header.d=%s;\n\tdkim=pass header.d=%s;'
         '\n\tspf=pass smtp.mailfrom=%s;\n\tdmarc=fail (p=quarantine) header.from=%s;\n\tarc=pass (i=1)' % (
             RECEIVER, AUTHOR, lists, lists, AUTHOR)),
        postfix(lists, lists, address, at, 7, queue='4WvG003lSxz4kP'),
    ]
    return message(trace + sealed + [signature, first] + inner, body), snapshot(
        at, *zone(('s1', own)), (lists, 'TXT', 'v=spf1 ip4:%s -all' % address), *host(lists, address),
        ('list._domainkey.' + lists, 'TXT', theirs.record()))
