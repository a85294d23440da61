"""Messages that are wrong in one way each, to show that a report comes of them, or one clear line."""
from .parts import RECIPIENT, Moment, message, postfix, snapshot

AT = Moment(2026, 7, 1, 12, 0, 0)


def cases():
    nothing = snapshot(AT)
    return {'malformed-' + name: (octets, nothing) for name, octets in (
        ('empty', b''), ('header-line-1mb', long_line()), ('nested-100', nested()), ('no-header', no_header()),
        ('nul-bytes', nul_bytes()))}


def fields(subject, content_type='text/plain; charset=us-ascii'):
    return [
        postfix('mail.example.org', 'mail.example.org', '192.0.2.80', AT, 1),
        ('Message-ID', '<malformed@example.org>'),
        ('Date', AT.mail()),
        ('From', 'Sender <sender@example.org>'),
        ('To', RECIPIENT),
        ('Subject', subject),
        ('MIME-Version', '1.0'),
        ('Content-Type', content_type),
    ]


def no_header():
    return b'\r\nThis message starts with the empty line: it has no header section.\r\nhttp://example.org/\r\n'


def nul_bytes():
    octets = message(fields('A subject with a NUL here: @.'), 'A body with a NUL here: @.\nAnd one more line.\n')
    return octets.replace(b': @.', b': \0.')


def long_line():
    return message(fields('One line of a megabyte') + [('X-Long', 'x' * (1024 * 1024))], 'The field above is long.\n')


def nested():
    depth = 100
    opening = ''.join('--b%03d\nContent-Type: multipart/mixed; boundary="b%03d"\n\n' % (level, level + 1)
                      for level in range(depth - 1))
    closing = ''.join('--b%03d--\n' % level for level in reversed(range(depth)))
    body = opening + '--b%03d\nContent-Type: text/plain\n\nThe innermost of 100 parts.\n' % (depth - 1) + closing
    return message(fields('A hundred parts', 'multipart/mixed; boundary="b000"'), body)
