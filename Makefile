# Backstamp: two commands do everything, `make run` and `make test`.
# Both install the Debian packages that are missing first (apt, with sudo where you are not root).

# C libraries with their headers, the databases they read, and what a build needs beside the Swift toolchain.
PACKAGES := libgmime-3.0-dev libopendkim-dev libspf2-dev libunbound-dev libloc-dev libmaxminddb-dev libpsl-dev libicu-dev libssl-dev zlib1g-dev liblzma-dev libzstd-dev \
            libsqlite3-dev libloc-database publicsuffix dns-root-data pkg-config
# What the tests use beyond that: the corpus is rebuilt with Python and OpenSSL's command line, libgumbo is an oracle.
TEST_PACKAGES := python3 openssl libgumbo-dev

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# The standard library is linked into the program: it starts faster, and runs without the toolchain.
RELEASE := -c release --static-swift-stdlib
ALERT := corpus/mi5-2007-whatcounts

.PHONY: run test exam bench bench-content spark-test servers build release install-packages corpus golden format clean

run: release
	@.build/release/backstamp check --format text --dns $(ALERT)/dns.ndjson $(ALERT)/message.eml; \
	code=$$?; [ $$code -lt 4 ]

release: install-packages
	swift build $(RELEASE) --product backstamp

build: install-packages
	swift build

test: NEEDED := $(TEST_PACKAGES)
test: install-packages
	swift test

# The open exam, where it stands beside the project, against the marks in .ci/exam-marks.json.
exam:
	@if .ci/exam --is-here; then $(MAKE) release && .ci/exam .build/release/backstamp; else echo "exam: not here, skipped"; fi

# What the content stage costs beside libgumbo's tree: one thread, one run, CPU time. MAILS names folders or mbox files.
MAILS := ../shared/data/spam
bench-content: NEEDED := libgumbo-dev
bench-content: install-packages
	BACKSTAMP_BENCHMARKS=1 swift build $(RELEASE) --product ContentBench
	.build/release/ContentBench $(MAILS)

# Messages per second, CPU by stage and memory of a scan over a generated archive, as JSON; on an idle machine.
bench: NEEDED := python3 openssl libgumbo-dev
bench: release
	BACKSTAMP_BENCHMARKS=1 swift build $(RELEASE) --product StageBench
	python3 Benchmarks/archive/bench.py .build/release/backstamp --stages .build/release/StageBench

# The Spark job on one machine, with an executor killed half way. PYTHON needs pyspark (pip install pyspark) and Java.
PYTHON := python3
spark-test:
	@if $(PYTHON) -c 'import pyspark' 2>/dev/null && command -v java >/dev/null; then \
		$(MAKE) release && $(PYTHON) Integrations/spark/test_job.py .build/release/backstamp; \
	else echo "spark-test: pyspark or java is not here, skipped"; fi

# Name servers for the tests that ask real ones on loopback. Apart from `test`, because Debian may start what it installs.
servers: NEEDED := nsd unbound ldnsutils
servers: install-packages

# apt is asked only when something is missing, so that both commands work offline afterwards.
install-packages:
	@missing=""; \
	for package in $(PACKAGES) $(NEEDED); do \
		[ "$$(dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null)" = installed ] || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing:$$missing"; \
		$(SUDO) apt-get update -qq && \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

# Rebuilds the messages and DNS snapshots of the corpus from corpus/build.py; the result is the same to the byte.
corpus:
	python3 corpus/build.py

# Writes the expected reports of the corpus anew. Read the difference before you commit it.
golden: release
	corpus/golden.sh .build/release/backstamp

format:
	swift format --in-place --recursive Sources Tests Package.swift

clean:
	rm -rf .build
