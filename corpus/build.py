#!/usr/bin/env python3
"""Builds the corpus: message.eml and dns.ndjson of every case.

    corpus/build.py            writes the files beside this script
    corpus/build.py FOLDER     writes them to FOLDER/<case>/, for a comparison

Python 3 and its standard library, and the `openssl` command for the signatures. The result is the same, octet for
octet, at every run: dates are fixed, keys are kept in keys/, and both RSASSA-PKCS1-v1_5 and Ed25519 are deterministic.
README and report.json of a case are not made here.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from source import alerts, historic, malformed, signatures  # noqa: E402

HERE = Path(__file__).resolve().parent


def main(arguments):
    target = Path(arguments[0]) if arguments else HERE
    for module in (historic, alerts, signatures, malformed):
        for name, (message, dns) in module.cases().items():
            folder = target / name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / 'message.eml').write_bytes(message)
            (folder / 'dns.ndjson').write_bytes(dns)


main(sys.argv[1:])
