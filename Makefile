# make run: an archive of the sample papers as a site; open the address that it prints, http://127.0.0.1:8001/, in your browser.
# make test: everything that is checked.
# Needs Python 3.11 or later with venv and pip, and nothing from the network but its package registry.

PYTHON  ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
             $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
VENV    := .venv
BIN     := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt --editable
ARCHIVE ?= archive
HOST    ?= 127.0.0.1
PORT    ?= 8001

.PHONY: run test lint bench samples pins clean

run: $(VENV)/.run
	@$(BIN)/papers ingest corpus/samples --archive $(ARCHIVE)
	@$(BIN)/papers serve --archive $(ARCHIVE) --host $(HOST) --port $(PORT)

test: lint
	$(BIN)/pytest --numprocesses auto --dist worksteal -rs --cov --cov-report term

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.bench
	@$(BIN)/python -m bench

samples: $(VENV)/.test
	$(BIN)/python -m corpus.press

# The versions of everything, of what is needed by what is needed too; to be read before it is committed.
# Only pyproject.toml knows that of lingua, which depends on the Python.
pins: $(VENV)/.test $(VENV)/.bench
	$(BIN)/python -m pip freeze --exclude-editable | grep -v '^lingua' > requirements.txt

clean:
	rm -rf $(VENV) dist build .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/results

# A stamp is as new as what was installed for it: a second run begins at once.
$(VENV)/.run: pyproject.toml requirements.txt | $(BIN)/pip
	@echo "Installing what the archive needs: about a minute, the first time only."
	@$(INSTALL) .
	@touch $@

$(VENV)/.test $(VENV)/.bench: $(VENV)/.%: pyproject.toml requirements.txt | $(BIN)/pip
	@echo "Installing what \`make $*\` needs: about a minute, the first time only."
	@$(INSTALL) ".[$*]"
	@touch $@

$(BIN)/pip:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or later is needed: install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is needed (on Debian: apt-get install python3-venv)."; exit 1; }
