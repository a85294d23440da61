#!/usr/bin/env python3
"""Measures `backstamp scan` on a generated archive; one JSON object on standard output.

    bench.py PATH_TO_BACKSTAMP [--messages 5000] [--runs 3] [--stages PATH_TO_STAGEBENCH] [--bench FOLDER]

Rates are messages per second of the clock, so they mean something on an idle machine only; CPU is of the program and its
workers together; memory is the largest process. `outputs` has the CPU of each format, for all else is the same. `stages`
has the CPU of each stage of the analysis. Where a bench with a built floor program (the bare C libraries over the same
messages) stands at FOLDER, `floor` is its answer.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def scan(tool, folder, jobs, output):
    """Seconds of the clock, seconds of CPU, MiB of the largest process so far."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [tool, 'scan', '--jobs', str(jobs), '--progress', 'never', '--dns', folder / 'dns.ndjson', '--overwrite',
               '--output', output, folder / 'mail.mbox']
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        sys.exit('scan ended with %d: %s' % (done.returncode, done.stderr.decode(errors='replace')[-500:]))
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


def floor(tool, bench):
    """The ratio to the bare libraries, in the same run; None where the bench is not built."""
    if not (bench / 'place.py').exists() or not (bench / 'build' / 'floor').exists():
        return None
    size = next((name for name in ('20k', '1k') if (bench / 'data' / name / 'mail.mbox').exists()), None)
    if size is None:
        return None
    done = subprocess.run([sys.executable, bench / 'place.py', '--tool', tool, '--set', size], stdout=subprocess.PIPE)
    return json.loads(done.stdout) if done.stdout else None


def stages(tool, folder):
    """Microseconds of CPU per message, by stage of the analysis."""
    done = subprocess.run([tool, folder / 'mail.mbox', folder / 'dns.ndjson'], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)['microsecondsPerMessage']


def main():
    options = argparse.ArgumentParser()
    options.add_argument('tool')
    options.add_argument('--messages', type=int, default=5000)
    options.add_argument('--runs', type=int, default=3)
    options.add_argument('--stages', type=os.path.realpath)
    options.add_argument('--bench', type=Path, default=HERE.parents[2] / 'shared' / 'bench')
    options = options.parse_args()
    tool = os.path.realpath(options.tool)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run([sys.executable, HERE / 'generate.py', folder, '--messages', str(options.messages)], check=True)
        count, size = options.messages, (folder / 'mail.mbox').stat().st_size
        result = {'messages': count, 'octets': size, 'cores': os.cpu_count(), 'jobs': {}, 'outputs': {}}
        memory = 0
        for jobs in sorted({1, 2, os.cpu_count() or 1}):
            runs = [scan(tool, folder, jobs, folder / 'out.ndjson') for _ in range(options.runs)]
            wall, cpu = min(run[0] for run in runs), statistics.median(run[1] for run in runs)
            memory = max(memory, *(run[2] for run in runs))
            result['jobs'][str(jobs)] = {
                'messagesPerSecond': round(count / wall, 1), 'mebibytesPerSecond': round(size / wall / 2**20, 2),
                'cpuMillisecondsPerMessage': round(1000 * cpu / count, 4)}
        for kind in ('ndjson', 'csv', 'sqlite'):
            cpu = statistics.median(scan(tool, folder, 1, folder / ('out.' + kind))[1] for _ in range(options.runs))
            result['outputs'][kind] = {
                'cpuMillisecondsPerMessage': round(1000 * cpu / count, 4),
                'octetsPerMessage': round((folder / ('out.' + kind)).stat().st_size / count)}
        result['stages'] = stages(options.stages, folder) if options.stages else None
        result['peakMebibytesOfAProcess'] = round(memory, 1)
    result['floor'] = floor(tool, options.bench)
    print(json.dumps(result, indent=2))


main()
