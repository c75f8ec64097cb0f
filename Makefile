# `make` installs jiwen into .venv and opens it on corpus/; `make test` runs every check; `make bench` times it.
# PYTHON names the interpreter to build .venv with: make PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := run
.PHONY: run test lint types tests bench docs lock clean

run: $(VENV)/.installed
	@$(BIN)/jiwen

test: lint types tests

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

tests: $(VENV)/.installed-dev
	$(BIN)/pytest -n 2

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/cold_start.py --at-most 1.0
	$(BIN)/python benchmarks/warm_questions.py --at-most 15
	$(BIN)/python benchmarks/checking.py --at-most 20 --file-at-most 100
	$(BIN)/python benchmarks/scale.py --write

docs: $(VENV)/.installed
	$(BIN)/python docs/help_blocks.py
	$(BIN)/python docs/checks_page.py
	$(BIN)/python docs/screenshot.py

lock:
	uv pip compile --quiet pyproject.toml --universal --generate-hashes --no-header --no-annotate -o requirements.lock
	uv pip compile --quiet pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist

# A stamp is as new as the lock file that it was installed from, so a second `make` installs nothing.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo >&2 \
	  "jiwen needs Python 3.11 or later; $(PYTHON) is missing or older. Name another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo >&2 \
	  "$(PYTHON) comes without its venv module. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	@$(BIN)/python -m compileall -q assistant store  # the first question is as fast as the next
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
