#!/usr/bin/env python3
"""Writes an archive to measure with: mail.mbox (mboxrd) and dns.ndjson, its answers of the DNS.

    generate.py FOLDER [--messages 5000]

It is made of the corpus: signed letters with texts of different lengths, and the corpus' own messages, of which each copy
gets a queue identifier of its own. The same number gives the same octets, and the first messages of a larger archive are
those of a smaller one.
"""
import argparse
import json
import random
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'corpus'))
from source import alerts, historic, signatures  # noqa: E402
from source.parts import Moment, message, snapshot  # noqa: E402
from source.signing import Key, dkim  # noqa: E402

LETTERS = 120
WORDS = ('the meeting report of this week shows that members asked for a new date and place before the agenda goes to all '
         'readers who wrote about roads schools gardens and the library hall').split()


def letter(number, keys):
    """A letter of the parish council, signed twice; nothing in it depends on the number of messages."""
    chance = random.Random(number)
    at = Moment(2026, 6, 1 + number % 28, 8, number % 60, 12, hours=1)
    lines = []
    for _ in range(chance.choice((5, 20, 60, 300))):
        lines.append(' '.join(chance.choice(WORDS) for _ in range(10)))
    body = '\n'.join(lines + ['', 'From the hall you find us at https://www.parish-council.example/agenda', ''])
    fields = signatures.letter(at, '20260601.%d' % number, subject='Letter %d' % number)
    signed = [dkim(fields, body, signatures.AUTHOR, selector, key, signatures.SIGNED, at.unix()) for selector, key in keys]
    return message(signatures.delivery(at, '4WtQ2c1xKbz3rD') + signed + fields, body)


def templates():
    """The messages that the archive repeats, and the answers of the DNS for all of them."""
    keys = [('s1', Key('author.rsa')), ('s2', Key('author.ed25519'))]
    messages = [letter(number, keys) for number in range(LETTERS)]
    records = {}
    zones = [snapshot(Moment(2026, 6, 1), *signatures.zone(*keys))]
    for module in (historic, alerts, signatures):
        for octets, dns in module.cases().values():
            messages += [octets] * (LETTERS // 20)
            zones.append(dns)
    for zone in zones:
        for line in zone.decode().splitlines()[1:]:
            answer = json.loads(line)
            records.setdefault((answer['name'], answer['type']), line)
    header = zones[0].decode().splitlines()[0]
    return messages, '\n'.join([header, *(records[key] for key in sorted(records))]) + '\n'


def record(octets, number):
    """An mboxrd record, with a queue identifier of its own in the topmost Received field."""
    name = b'%010X' % (number * 2654435761 % (1 << 40))
    octets = re.sub(rb'(\swith E?SMTPS? id )[0-9A-Za-z]+', rb'\g<1>' + name, octets, count=1)
    octets = re.sub(rb'^(>*From )', rb'>\1', octets.replace(b'\r\n', b'\n'), flags=re.M)
    return b'From archive@letterbox.example Mon Jun  1 08:00:00 2026\n' + octets.rstrip(b'\n') + b'\n\n'


def main():
    options = argparse.ArgumentParser()
    options.add_argument('folder', type=Path)
    options.add_argument('--messages', type=int, default=5000)
    options = options.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    messages, dns = templates()
    (options.folder / 'dns.ndjson').write_text(dns)
    chance = random.Random(2026)
    with open(options.folder / 'mail.mbox', 'wb') as file:
        for number in range(options.messages):
            file.write(record(chance.choice(messages), number))


if __name__ == '__main__':
    main()
