# SPDX-License-Identifier: Apache-2.0
# The front door: `make help` lists what it does. Everything is built in build/<preset> (CMakePresets.json).

PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
PROGRAM := build/release/bin/parley
FLAGSHIP := examples/negotiated_exit.parley
export JOBS
# The same compilation in another clone is the same: paths are taken relative to the checkout.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := true

.DEFAULT_GOAL := help
.PHONY: help packages setup build demo test check fuzz bench fmt install clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "PARLEY_INSTALL=0 never installs packages; JOBS=N sets how much runs at once; PREFIX=DIR is for install."

packages:  ## install every Debian package that any target needs
	@tools/packages.sh build web test

setup: packages  ## packages, and the release build configured
	@cmake --preset release -DPARLEY_TESTS=ON >/dev/null

build:  ## build the program and print its path
	@tools/packages.sh build web
	@test -f build/release/build.ninja || cmake --preset release -DPARLEY_TESTS=OFF >/dev/null
	@cmake --build build/release --parallel $(JOBS) --target parley
	@echo $(PROGRAM)

demo: build  ## build, predict the example scenario and write its report
	$(PROGRAM) predict $(FLAGSHIP)
	$(PROGRAM) frontier $(FLAGSHIP) --ask 2
	$(PROGRAM) report $(FLAGSHIP) -o build/negotiated_exit.html
	@echo "The report, for a browser: build/negotiated_exit.html"

test:  ## release build and every fast test
	@tools/packages.sh build web test
	@cmake --preset release -DPARLEY_TESTS=ON >/dev/null
	@cmake --build build/release --parallel $(JOBS)
	@tools/run_tests.sh release fast

check:  ## clang, sanitizers, clang-tidy, layout, slow tests
	@tools/packages.sh build web test
	@tools/check.sh

fuzz:  ## ten minutes of fuzzing for each target (FUZZ_SECONDS)
	@tools/packages.sh build test
	@cmake --preset fuzz >/dev/null
	@cmake --build build/fuzz --parallel $(JOBS) --target fuzz
	@tools/fuzz.sh $(FUZZ_SECONDS)

bench:  ## build and run the benchmarks
	@tools/packages.sh build test
	@cmake --preset bench >/dev/null
	@cmake --build build/bench --parallel $(JOBS)
	@bench/run.sh build/bench

fmt:  ## lay out all sources
	@tools/packages.sh test
	@tools/layout.sh fix

install: build  ## install into PREFIX (/usr/local)
	@cmake --build build/release --parallel $(JOBS) --target install_files
	@cmake --install build/release --prefix $(PREFIX)

clean:  ## remove everything built
	@rm -rf build
