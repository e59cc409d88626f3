# One command does what it says, setting up .venv first where that is missing or outdated.

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.for-running
DEV := .venv/.for-developing
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
export Q

.DEFAULT_GOAL := help
.PHONY: help chat ask bot test check bench growth quality pictures clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

chat: $(RUN) ## ask the articles in the terminal; no token needed
	@$(BIN)/saidwho chat

ask: $(RUN) ## make ask Q="Who delivered the helicopters?"
	@$(BIN)/saidwho ask -- "$$Q" || test $$? -eq 1

bot: $(RUN) ## answer in Telegram; the token stands in .env
	@$(BIN)/saidwho bot

test: $(DEV) ## run the tests
	@$(BIN)/python -m pytest

check: $(DEV) ## linter, formatter, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(DEV) ## measure speed beside rank_bm25, bm25s and tantivy
	@$(PIP) --editable '.[dev,fast,bench]'
	@$(BIN)/python -m tests.benchmarks $(BENCH)

growth: $(DEV) ## measure libraries of growing size and draw them; SIZES="1000 100000"
	@$(BIN)/python -m tests.benchmarks.growth $(SIZES)
	@$(BIN)/python .readme/growth.py

quality: $(DEV) ## measure answers on ../shared/eval
	@$(BIN)/python -m tests.quality

pictures: $(DEV) ## draw the pictures of the README anew
	@PYTHONPATH=. $(BIN)/python .readme/pictures.py

clean: ## remove what the commands above made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Setting up .venv, once ..."
	@$(PYTHON) -m venv .venv

$(RUN): pyproject.toml | $(BIN)/python
	@$(PIP) --editable .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	@$(PIP) --editable '.[dev]'
	@touch $@ $(RUN)
