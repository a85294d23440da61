#!/usr/bin/env python3
"""Analyses archives on a cluster: Apache Spark drives `backstamp worker` over splits and writes Parquet.

    spark-submit backstamp_job.py --output RESULT [options] PATH...

A split is a byte range of an mbox file, or a file that is one message; a message belongs to the split in which its
`From ` line starts, so splits need no coordination. Each partition of splits is piped through one worker, which marks
the end of each split with the number of its messages. Only a split with its mark counts. What a lost executor had at work
Spark does again; a split whose worker died (or took too long) is tried again alone and then cut into parts, until the message
that kills workers stands alone and becomes an error row, and nothing else is lost.

RESULT/messages is Parquet, partitioned by year and author domain: the columns of COLUMNS, and `report`, the line of JSON.
At the end the job counts: rows against the sum of the marks, and each message's place once. The counts are printed as one
JSON object; the exit code is 1 where they do not agree, or where a compressed file, which cannot be cut, holds such a message
(`unreadArchives`: decompress it). The paths must lead to the same files on all machines.
"""
import argparse
import json
import re
import shlex
import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BooleanType, DoubleType, IntegerType, LongType, StringType, StructField, StructType

# A split that fails is cut into so many parts.
PARTS = 16
# A name in a partition's path; a longer domain is no domain (RFC 1035 allows 255 octets, the path needs room for escapes).
DOMAIN_LIMIT = 80

COLUMNS = StructType([
    StructField('path', StringType()), StructField('offset', LongType()), StructField('length', LongType()),
    StructField('error', StringType()), StructField('messageID', StringType()), StructField('subject', StringType()),
    StructField('date', StringType()), StructField('received', StringType()), StructField('label', StringType()),
    StructField('score', DoubleType()), StructField('flagged', BooleanType()), StructField('spf', StringType()),
    StructField('dmarc', StringType()), StructField('originCountry', StringType()),
    StructField('operator', StringType()), StructField('report', StringType()),
    StructField('year', IntegerType()), StructField('authorDomain', StringType()),
])
# A row of the staging area: a message, or (without a report) a split with its number of messages.
STAGED = StructType([StructField('split', StringType()), StructField('messages', LongType()), *COLUMNS.fields])


def at(value, *keys):
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def row(report, line):
    """A report as a row in the order of COLUMNS."""
    hops = at(report, 'route', 'hops') or [{}]
    author = (at(report, 'message', 'from') or [{}])[0].get('address') or ''
    domain = author.rpartition('@')[2].lower() or 'unknown'
    received = hops[-1].get('date')
    stamp = received or at(report, 'message', 'date') or ''
    return (at(report, 'source', 'path'), at(report, 'source', 'offset'), at(report, 'source', 'length'),
            at(report, 'error', 'code'), at(report, 'message', 'messageID'), at(report, 'message', 'subject'),
            at(report, 'message', 'date'), received, at(report, 'verdict', 'label'), at(report, 'score', 'total'),
            at(report, 'score', 'flagged'), at(report, 'authentication', 'spf', 'mailfrom', 'result'),
            at(report, 'authentication', 'dmarc', 'result'), at(report, 'route', 'origin', 'country'),
            at(report, 'route', 'origin', 'operator', 'name'), line, int(stamp[:4]) if stamp[:4].isdigit() else 0,
            domain if len(domain) <= DOMAIN_LIMIT else 'unknown')


def name(split):
    return json.dumps([split['path'], split.get('start'), split.get('end')])


def staged(lines):
    """The worker's lines → rows. A split without its mark, because the worker died, gives none."""
    waiting = []
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:      # Cut off in the middle.
            continue
        if 'split' in value:
            split = name(value['split'])
            if len(waiting) == value['messages']:
                yield (split, value['messages'], *([None] * len(COLUMNS.fields)))
                yield from ((split, None, *message) for message in waiting)
            waiting = []
        else:
            waiting.append(row(value, line))


def is_mbox(path):
    with open(path, 'rb') as file:
        return file.read(5) == b'From '


def is_compressed(path):
    with open(path, 'rb') as file:
        start = file.read(6)
    # The last are zstd's skippable frames (RFC 8878 §3.1.2).
    return start.startswith((b'\x1f\x8b', b'\xfd7zXZ\0', b'\x28\xb5\x2f\xfd')) or start[1:4] == b'\x2a\x4d\x18' and 0x50 <= start[0] <= 0x5F


def is_maildir(folder):
    """Archivers leave out what is empty."""
    return sum((folder / name).is_dir() for name in ('cur', 'new', 'tmp')) >= 2


def holds_maildir(folder):
    """A Maildir, or (unless its name is hidden) a mere shelf of folders."""
    inside = list(folder.iterdir())
    return is_maildir(folder) or not folder.name.startswith('.') and inside != [] and all(map(Path.is_dir, inside))


def files(paths):
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(path)
        yield from below(path)


def below(path, above=()):
    """As `backstamp scan` does: no hidden files; of a Maildir what is delivered, and its folders."""
    if not path.is_dir():
        # Of a link that leads nowhere the worker says so.
        if path.is_file() or not path.exists():
            yield path
        return
    if path.resolve() in above:
        return
    maildir = (path / 'cur').is_dir() and (path / 'new').is_dir()
    for entry in sorted(path.iterdir()):
        if entry.name == 'tmp' and (path / 'cur').is_dir():
            continue
        if entry.name.startswith('.') or maildir and entry.name not in ('cur', 'new'):
            if not (entry.is_dir() and holds_maildir(entry)):
                continue
        yield from below(entry, (*above, path.resolve()))


def splits(paths, size):
    """Of mbox files byte ranges, of others the file."""
    for path in files(paths):
        length = path.stat().st_size if path.exists() else 0
        if length and is_mbox(path):
            for start in range(0, length, size):
                yield {'path': str(path), 'start': start, 'end': min(start + size, length)}, min(size, length - start)
        else:
            yield {'path': str(path)}, length


def partitions(found, size):
    """Splits in groups of about `size` octets."""
    group, octets = [], 0
    for split, length in found:
        if group and octets + length > size:
            yield group
            group, octets = [], 0
        group.append(split)
        octets += length + 4096     # A small file costs its opening.
    if group:
        yield group


def parts(split):
    """A failed split cut into parts; none where it holds one message at the most."""
    places = starts(split)
    if len(places) < 2:
        return []
    step = -(-len(places) // PARTS)
    cuts = [split['start'], *places[step::step], split['end']]
    return [{'path': split['path'], 'start': start, 'end': end} for start, end in zip(cuts, cuts[1:])]


def starts(split):
    """Where messages of a split may start: all lines with `From `. More than are, which costs nothing but a part."""
    if split.get('start') is None:
        return []
    with open(split['path'], 'rb') as file:
        # The line end before a start may be the last octet of the split before.
        file.seek(max(0, split['start'] - 1))
        octets = (b'\n' if split['start'] == 0 else b'') + file.read(split['end'] - max(0, split['start'] - 1) + 5)
    return [split['start'] + found.start() for found in re.finditer(rb'\nFrom ', octets)
            if split['start'] + found.start() < split['end']]


def failure(split):
    """The row of a message that no worker survives."""
    source = {'path': split['path'], 'offset': next(iter(starts(split)), None)}
    report = {'schema': 'backstamp/1', 'source': {key: value for key, value in source.items() if value is not None},
              'error': {'code': 'worker-died', 'reason': 'every worker that was given this message died or took too long'}}
    line = json.dumps(report)
    if split.get('start') is not None and source['offset'] is None:
        return [(name(split), 0, *([None] * len(COLUMNS.fields)))]
    return [(name(split), 1, *([None] * len(COLUMNS.fields))), (name(split), None, *row(report, line))]


def stage(spark, groups, command, seconds, folder):
    """One round: each group of splits through one worker, at most `seconds` long."""
    limited = ['timeout', '--signal=KILL', str(seconds), *command]
    lines = spark.sparkContext.parallelize(groups, len(groups)).flatMap(lambda group: map(json.dumps, group))
    rows = lines.pipe(shlex.join(limited)).mapPartitions(staged)
    spark.createDataFrame(rows, STAGED).write.mode('overwrite').parquet(folder)


def run(spark, options):
    command = [options.worker, 'worker', '--mark-splits', *options.worker_option]
    staging = options.output.rstrip('/') + '/_staging'
    groups = list(partitions(splits(options.paths, options.split_size), options.split_size))
    waiting = {name(split): split for group in groups for split in group}
    whole, retried, dead, folders = len(waiting), 0, [], []
    while waiting:
        folders.append('%s/round=%d' % (staging, len(folders)))
        stage(spark, groups, command, options.partition_timeout, folders[-1])
        marked = spark.read.schema(STAGED).parquet(folders[-1]).where(F.col('report').isNull())
        for mark in marked.select('split').collect():
            waiting.pop(mark['split'], None)
        if not waiting:
            break
        if len(waiting) == whole:
            sys.exit('no worker has finished a split: does %s run on the executors?' % shlex.join(command))
        if len(folders) >= options.rounds:
            sys.exit('%d splits still fail after %d rounds' % (len(waiting), len(folders)))
        retried += len(waiting)
        # Most have failed with another one, in the same worker: each alone first, and then in parts.
        alone = len(folders) == 1
        again = []
        for split in waiting.values():
            smaller = [split] if alone else parts(split)
            dead += [] if smaller else [split]
            again += smaller
        groups = [[split] for split in again]
        waiting = {name(split): split for split in again}
    rows = spark.read.schema(STAGED).parquet(*folders)
    if dead:
        rows = rows.union(spark.createDataFrame([entry for split in dead for entry in failure(split)], STAGED))
    messages = rows.where(F.col('report').isNotNull())
    result = options.output.rstrip('/') + '/messages'
    messages.select(*COLUMNS.fieldNames()).repartition('year', 'authorDomain').write.mode('overwrite') \
        .partitionBy('year', 'authorDomain').parquet(result)
    counts = count(spark, rows, result)
    unread = [split['path'] for split in dead if split.get('start') is None and is_compressed(split['path'])]
    if unread:
        counts |= {'everyMessageOnce': False, 'unreadArchives': unread}
    return counts | {'splits': whole, 'rounds': len(folders), 'retried': retried, 'died': len(dead)}


def count(spark, rows, result):
    """That each message stands in the result once."""
    promised = rows.where(F.col('report').isNull()).agg(F.sum('messages')).first()[0] or 0
    marks = rows.where(F.col('report').isNull())
    written = spark.read.schema(COLUMNS).parquet(result)
    total = written.count()
    places = written.select('path', F.coalesce('offset', F.lit(-1))).distinct().count()
    return {'messages': total, 'promised': promised, 'places': places,
            'everyMessageOnce': total == promised == places and marks.count() == marks.select('split').distinct().count()}


def arguments(given=None):
    options = argparse.ArgumentParser(description='Analyse archives on a cluster; the result is Parquet.')
    options.add_argument('paths', nargs='+', help='mbox files, Maildirs, folders of messages')
    options.add_argument('--output', required=True, help='a folder that all machines can write')
    options.add_argument('--worker', default='backstamp', help='the program on the executors')
    options.add_argument('--worker-option', action='append', default=[], metavar='OPTION',
                         help='such as --worker-option=--dns=none; again for each')
    options.add_argument('--split-size', type=int, default=8 << 20, help='octets (8 MiB)')
    options.add_argument('--partition-timeout', type=int, default=900, help='seconds for one partition (900)')
    options.add_argument('--rounds', type=int, default=12, help='at most so many, with smaller and smaller splits (12)')
    return options.parse_args(given)


def main():
    options = arguments()
    start = time.monotonic()
    spark = SparkSession.builder.appName('backstamp').getOrCreate()
    outcome = run(spark, options)
    outcome['seconds'] = round(time.monotonic() - start, 1)
    print(json.dumps(outcome))
    spark.stop()
    sys.exit(0 if outcome['everyMessageOnce'] else 1)


if __name__ == '__main__':
    main()
