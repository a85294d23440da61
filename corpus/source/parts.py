"""What messages and DNS snapshots are put together from."""
import json
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

RECIPIENT = 'reader@letterbox.example'
RECEIVER = 'mx1.letterbox.example'


class Moment:
    """A fixed moment and what lies some seconds after it, in the forms that mail uses."""

    def __init__(self, *date, hours=0):
        self.zone = timezone(timedelta(hours=hours))
        self.at = datetime(*date, tzinfo=self.zone)

    def mail(self, seconds=0, hours=None):
        """RFC 5322 §3.3, in the zone given, else in its own."""
        zone = self.zone if hours is None else timezone(timedelta(hours=hours))
        return format_datetime((self.at + timedelta(seconds=seconds)).astimezone(zone))

    def trace(self, seconds=0, hours=None):
        """As Postfix and Sendmail write it in a trace field: the day padded with a space."""
        date = self.mail(seconds, hours)
        return date[:5] + ' ' + date[6:] if date[5] == '0' else date

    def unix(self, seconds=0):
        return int(self.at.timestamp()) + seconds

    def iso(self):
        return self.at.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def message(fields, body):
    """Octets with CRLF from (name, value) pairs and a text with LF. A line end in a value is its folding."""
    header = ''.join('%s: %s\n' % field for field in fields)
    return (header + '\n' + body).replace('\n', '\r\n').encode('utf-8')


def snapshot(moment, *records):
    """A DNS snapshot: what is not listed does not exist. A record is (name, type, answer...)."""
    lines = [{'snapshot': 1, 'recorded': moment.iso(), 'absent': 'nxdomain'}]
    for name, kind, *answers in records:
        lines.append({'name': name, 'type': kind, 'rcode': 'NOERROR', 'answers': answers, 'ttl': 3600,
                      'dnssec': 'insecure'})
    return ''.join(json.dumps(line, ensure_ascii=True) + '\n' for line in lines).encode()


def host(name, address):
    """A host with its address, forwards and back."""
    back = '.'.join(reversed(address.split('.'))) + '.in-addr.arpa'
    return [(name, 'A', address), (back, 'PTR', name)]


def postfix(helo, rdns, ip, moment, seconds=0, hours=None, queue='4XkR2w1q3Bz7gT', by=RECEIVER, tls=True,
            recipient=RECIPIENT):
    """A Received field as Postfix 3 writes it, with TLS 1.3 or in clear."""
    lines = ['from %s (%s [%s])' % (helo, rdns, ip)]
    if tls:
        lines += ['\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
                  '\t key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256)',
                  '\t(No client certificate requested)']
    lines += ['\tby %s (Postfix) with %s id %s' % (by, 'ESMTPS' if tls else 'ESMTP', queue),
              '\tfor <%s>; %s' % (recipient, moment.trace(seconds, hours))]
    return ('Received', '\n'.join(lines))


def multipart(boundary, *parts):
    """(content type, text) pairs between boundaries."""
    text = ''
    for kind, content in parts:
        text += '--%s\nContent-Type: %s\nContent-Transfer-Encoding: 7bit\n\n%s\n' % (boundary, kind, content)
    return text + '--%s--\n' % boundary
