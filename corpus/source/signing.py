"""DKIM (RFC 6376, RFC 8463) and ARC (RFC 8617) signatures, relaxed/relaxed, by the openssl command."""
import base64
import hashlib
import re
import subprocess
import tempfile
from pathlib import Path

KEYS = Path(__file__).resolve().parent.parent / 'keys'


class Key:
    """A key in keys/: NAME.rsa.pem or NAME.ed25519.pem."""

    def __init__(self, name):
        self.path = KEYS / (name + '.pem')
        self.kind = name.rsplit('.', 1)[1]
        self.algorithm = '%s-sha256' % self.kind

    def record(self):
        """The text of the key's TXT record."""
        der = openssl('pkey', '-in', self.path, '-pubout', '-outform', 'DER')
        public = der if self.kind == 'rsa' else der[-32:]     # RFC 8463 §4: the key alone
        return 'v=DKIM1; k=%s; p=%s' % (self.kind, base64.b64encode(public).decode())

    def sign(self, octets):
        with tempfile.NamedTemporaryFile() as file:
            # RFC 8463 §3: Ed25519 signs the SHA-256 hash, not the octets.
            file.write(octets if self.kind == 'rsa' else hashlib.sha256(octets).digest())
            file.flush()
            if self.kind == 'rsa':
                signature = openssl('dgst', '-sha256', '-sign', self.path, file.name)
            else:
                signature = openssl('pkeyutl', '-sign', '-rawin', '-inkey', self.path, '-in', file.name)
        return base64.b64encode(signature).decode()


def openssl(*arguments):
    return subprocess.run(('openssl',) + tuple(map(str, arguments)), check=True, capture_output=True).stdout


# Canonicalisation, RFC 6376 §3.4.2 and §3.4.4

def relaxed_field(name, value):
    value = re.sub(r'[ \t]+', ' ', value.replace('\n', ''))
    return '%s:%s\r\n' % (name.lower().strip(), value.strip(' '))


def relaxed_body(body):
    lines = [re.sub(r'[ \t]+', ' ', line).rstrip(' ') for line in body.split('\n')]
    while lines and not lines[-1]:
        lines.pop()
    return ''.join(line + '\r\n' for line in lines).encode()


def fold(value, width=72):
    """A base64 value in lines, for a tag that allows folding white space."""
    return '\n\t '.join(value[start:start + width] for start in range(0, len(value), width))


def hash_input(fields, names, name, value):
    """What is signed: the named fields, each the lowest not yet used (RFC 6376 §5.4.2), and the signature field."""
    unused = {}
    for field, text in fields:
        unused.setdefault(field.lower(), []).append(text)
    chosen = [relaxed_field(key, unused[key].pop()) for key in names if unused.get(key)]
    return (''.join(chosen) + relaxed_field(name, value)[:-2]).encode()


def dkim(fields, body, domain, selector, key, names, at, length=None):
    """A DKIM-Signature field for (name, value) pairs and a body with LF."""
    canonical = relaxed_body(body)
    signed = canonical if length is None else canonical[:length]
    value = 'v=1; a=%s; c=relaxed/relaxed; d=%s; s=%s;\n\tt=%d;%s h=%s;\n\tbh=%s;\n\tb=' % (
        key.algorithm, domain, selector, at, '' if length is None else ' l=%d;' % length,
        '\n\t :'.join(':'.join(names[start:start + 6]) for start in range(0, len(names), 6)),
        base64.b64encode(hashlib.sha256(signed).digest()).decode())
    return ('DKIM-Signature', value + fold(key.sign(hash_input(fields, names, 'dkim-signature', value))))


def arc(fields, body, instance, results, domain, selector, key, names, at, validation):
    """An ARC set over a message that has no set yet, in the order in which it is put on top."""
    recorded = ('ARC-Authentication-Results', 'i=%d; %s' % (instance, results))
    value = 'i=%d; a=%s; c=relaxed/relaxed; d=%s; s=%s;\n\tt=%d; h=%s;\n\tbh=%s;\n\tb=' % (
        instance, key.algorithm, domain, selector, at, ':'.join(names),
        base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode())
    signature = ('ARC-Message-Signature',
                 value + fold(key.sign(hash_input(fields, names, 'arc-message-signature', value))))
    seal = 'i=%d; a=%s; d=%s; s=%s; t=%d; cv=%s;\n\tb=' % (instance, key.algorithm, domain, selector, at, validation)
    # RFC 8617 §5.1.1: the sets in order, here one: results, signature, seal.
    sealed = relaxed_field(*recorded) + relaxed_field(*signature) + relaxed_field('ARC-Seal', seal)[:-2]
    return [('ARC-Seal', seal + fold(key.sign(sealed.encode()))), signature, recorded]
