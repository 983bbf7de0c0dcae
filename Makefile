# Everything that needs a set-up does it by itself: `make demo` and `make test` work on a fresh clone.
# Needed on the machine: make and Python 3.11 or later.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet
CODE := src tests docs benchmarks evaluation training conftest.py
LEDGER := build/demo.db

.PHONY: help demo test check format bench docs weights clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.runs ## Read the shipped examples into a ledger and show what is in it
	@mkdir -p build && rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	$(BIN)/zufolge read --ledger $(LEDGER) examples/articles
	$(BIN)/zufolge stats --ledger $(LEDGER)
	$(BIN)/zufolge claims --ledger $(LEDGER)
	@claim=$$($(BIN)/zufolge claims --ledger $(LEDGER) --type talks --polarity negative --json | head -1 | cut -c9-16); \
	echo "$(BIN)/zufolge show --ledger $(LEDGER) $$claim"; $(BIN)/zufolge show --ledger $(LEDGER) $$claim

test: $(VENV)/.tests ## Format, lint, types and all tests
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/python -m pytest -rs

check: $(VENV)/.tests ## The quick half: format, lint, types, and the tests without the slow ones
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow"

format: $(VENV)/.tests ## Put every file into the house's form
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: $(VENV)/.runs ## Words per second, peak memory, start-up time
	$(BIN)/python benchmarks/annotate.py

docs: $(VENV)/.tests ## Bring what the documents show up to date
	$(BIN)/python docs/refresh.py

weights: $(VENV)/.tests ## Train the engine anew (training/README.md says what it needs)
	$(PIP) --editable '.[training]'
	$(BIN)/python -m training.rebuild

clean: ## Remove what was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "zufolge needs Python 3.11 or later; none was found. Give one: make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[serve]'
	@touch $@

$(VENV)/.tests: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.runs
