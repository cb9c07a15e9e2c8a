# One short command per chore, the same locally and in CI.
PYTHON ?= python3
VENV ?= .venv
PEERS ?= .venv-peers
TRACKERS ?= .venv-trackers
BIN = $(VENV)/bin
export PYTHONWARNINGS = default

.PHONY: demo test check lint types contracts docs reference schema sample clean

# The stamp is renewed when the dependencies change.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# Real peers that tests talk to and that cannot share our environment: pywb shadows brotli.
$(PEERS)/.installed: tests/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/peers.txt
	touch $@

# Trackers whose own stores we read. diffengine asks for an htmldiff that only Python 2 can install, and works without.
$(TRACKERS)/.installed: tests/trackers.txt
	$(PYTHON) -m venv $(TRACKERS)
	$(TRACKERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/trackers.txt
	$(TRACKERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps diffengine==0.2.7
	touch $@

demo: ## Build a small newsroom on loopback, poll it through its versions, write the site
	@test -x $(BIN)/revtrack || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web]'; }
	$(BIN)/revtrack demo

test: $(VENV)/.installed $(PEERS)/.installed $(TRACKERS)/.installed ## Install what the tests need and run everything
	sh tests/install_debian.sh
	$(MAKE) check
	$(BIN)/python -m pytest -n auto

check: lint types contracts docs ## Everything that reads code without running it

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

contracts: $(VENV)/.installed
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.installed ## Fail when the command reference is stale
	$(BIN)/cog --check docs/cli.md

reference: $(VENV)/.installed ## Renew docs/cli.md from the commands
	$(BIN)/cog -r docs/cli.md

schema: $(VENV)/.installed ## Renew db/schema.sql from the migrations
	$(BIN)/python -m revtrack.store.schema > db/schema.sql

sample: $(VENV)/.installed ## Renew reports/sample from the demo
	$(BIN)/revtrack demo --output reports/sample

clean:
	rm -rf $(VENV) $(PEERS) $(TRACKERS) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
