#!/usr/bin/env python3
"""The job on one machine: three executors, one killed half way, and a worker that dies of one message.

    test_job.py PATH_TO_BACKSTAMP

Every message of `backstamp scan` has to stand in the Parquet once, with the same report. Needs pyspark and Java; takes
some minutes. Exit code 0 where all of it holds.
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import backstamp_job as job  # noqa: E402

# A worker in front of the real one, which dies at the first line of a poisoned range.
POISONED = '''#!/usr/bin/env python3
import json, os, subprocess, sys
poison = %(poison)d
real = subprocess.Popen([%(tool)r, *sys.argv[1:]], stdin=subprocess.PIPE)
for line in sys.stdin:
    split = json.loads(line)
    if split.get('start', -1) <= poison < split.get('end', -1):
        real.kill()
        real.wait()
        os._exit(139)
    real.stdin.write(line.encode())
    real.stdin.flush()
real.stdin.close()
sys.exit(real.wait())
'''


def children():
    """Process identifiers and command lines of our own descendants."""
    parents, commands = {}, {}
    for entry in Path('/proc').iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parents[int(entry.name)] = int((entry / 'stat').read_text().rpartition(')')[2].split()[1])
            commands[int(entry.name)] = (entry / 'cmdline').read_bytes().split(b'\0')
        except OSError:
            continue
    for process, command in commands.items():
        ancestor = process
        while ancestor > 1 and ancestor != os.getpid():
            ancestor = parents.get(ancestor, 0)
        if ancestor == os.getpid() and process != os.getpid():
            yield process, command


def executors():
    return [process for process, command in children() if any(b'CoarseGrainedExecutorBackend' in word for word in command)
            and b'java' in command[0]]


class Killer(threading.Thread):
    """Kills an executor when some of a stage's tasks are done and others are not."""

    def __init__(self, context):
        super().__init__(daemon=True)
        self.tracker = context.statusTracker()
        self.killed = None

    def run(self):
        while self.killed is None:
            for stage in self.tracker.getActiveStageIds():
                info = self.tracker.getStageInfo(stage)
                if info and info.numTasks >= 6 and info.numCompletedTasks >= info.numTasks // 3 and info.numActiveTasks:
                    self.killed = executors()[0]
                    os.kill(self.killed, signal.SIGKILL)
                    print('killed an executor after %d of %d tasks' % (info.numCompletedTasks, info.numTasks), file=sys.stderr)
                    return
            time.sleep(0.02)


def expected(tool, mbox, dns):
    done = subprocess.run([tool, 'scan', '--dns', dns, '--progress', 'never', mbox], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    return {report['source']['offset']: comparable(report) for report in reports}


def comparable(report):
    """Without the number in the file, which a split does not know, and the counts of look-ups, which caches change."""
    report['source'].pop('index', None)
    report.pop('dns', None)
    return json.dumps(report, sort_keys=True)


def check(name, holds):
    print(('ok    ' if holds else 'FAILS ') + name)
    if not holds:
        check.failed = True


check.failed = False


def main():
    tool = os.path.realpath(sys.argv[1])
    os.environ.setdefault('SPARK_HOME', str(Path(pyspark.__file__).parent))
    os.environ.setdefault('PYSPARK_PYTHON', sys.executable)
    with tempfile.TemporaryDirectory() as scratch:
        generate = HERE.parents[1] / 'Benchmarks' / 'archive' / 'generate.py'
        subprocess.run([sys.executable, generate, scratch, '--messages', '600'], check=True)
        mbox, dns = scratch + '/mail.mbox', scratch + '/dns.ndjson'
        whole = expected(tool, mbox, dns)
        spark = SparkSession.builder.appName('backstamp-test').master('local-cluster[3,1,1024]') \
            .config('spark.executor.memory', '512m').config('spark.sql.shuffle.partitions', '3') \
            .config('spark.ui.enabled', 'false').config('spark.ui.showConsoleProgress', 'false').config('spark.local.dir', scratch) \
            .config('spark.pyspark.python', sys.executable).getOrCreate()
        spark.sparkContext.setLogLevel('ERROR')
        spark.sparkContext.addPyFile(str(HERE / 'backstamp_job.py'))

        killer = Killer(spark.sparkContext)
        killer.start()
        options = ['--worker-option=--dns=' + dns, '--split-size=131072', mbox]
        outcome = job.run(spark, job.arguments(['--output', scratch + '/one', '--worker', tool, *options]))
        print(json.dumps(outcome))
        check('an executor was killed half way', killer.killed is not None)
        check('the job says that every message is there once', outcome['everyMessageOnce'] and outcome['rounds'] >= 1)
        rows = spark.read.parquet(scratch + '/one/messages').select('offset', 'report', 'year', 'authorDomain').collect()
        found = {row['offset']: comparable(json.loads(row['report'])) for row in rows}
        check('%d rows for %d messages' % (len(rows), len(whole)), len(rows) == len(whole))
        check('each with the report of scan', found == whole)
        check('partitioned by year and author domain', (Path(scratch) / 'one/messages/year=2007/authorDomain=mi5.gov.uk').is_dir())

        # The same archive to start with: the first messages of a larger one are those of a smaller one.
        subprocess.run([sys.executable, generate, scratch + '/small', '--messages', '80'], check=True)
        size = os.path.getsize(scratch + '/small/mail.mbox')
        whole = {offset: report for offset, report in whole.items() if offset < size}
        poison = sorted(whole)[len(whole) // 2]
        worker = Path(scratch) / 'poisoned'
        worker.write_text(POISONED % {'poison': poison, 'tool': tool})
        worker.chmod(0o755)
        options[-1] = scratch + '/small/mail.mbox'
        outcome = job.run(spark, job.arguments(['--output', scratch + '/two', '--worker', str(worker), *options]))
        print(json.dumps(outcome))
        rows = spark.read.parquet(scratch + '/two/messages').select('offset', 'error').collect()
        check('a message that kills workers is an error row', [r['offset'] for r in rows if r['error']] == [poison])
        check('and costs no other message', len(rows) == len(whole) and {r['offset'] for r in rows} == set(whole)
              and outcome['everyMessageOnce'] and outcome['died'] == 1)
        spark.stop()
    sys.exit(1 if check.failed else 0)


if __name__ == '__main__':
    main()
