# The two commands are `make run` and `make test`; both do all of the set-up themselves, and do nothing twice.
SHELL := /bin/bash
PORT ?= 8000
PYTEST_ARGS ?=
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check-pdf setup lint bench format lock clean

help: ## Say what each command does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name meaning; do \
		printf '%-14s %s\n' "$$name" "$$meaning"; done

run: ## Set up, load the demonstration case, start web server, worker and schedule (PORT=8000)
	@bin/setup run
	@exec bin/run

test: ## Set up and run the whole suite (PYTEST_ARGS='tests/unit -k cadence')
	@bin/setup test
	@bin/run-tests $(PYTEST_ARGS)

check-pdf: ## Check every kind of document by two independent PDF/UA checkers and qpdf
	@bin/setup test
	@bin/check-pdf

setup: ## Set up only: system packages looked for, .venv and node_modules made
	@bin/setup test

lint: ## Style, format, types, layers, templates, forgotten migrations
	@bin/setup test
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/lint-imports
	.venv/bin/python -m djlint templates --lint --quiet
	.venv/bin/python manage.py makemigrations --check --dry-run

bench: ## Measure what grows with the data, as ratios within one run
	@bin/setup test
	@.venv/bin/python -m tests.bench

format: ## Put the Python files into the house format
	@bin/setup test
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

lock: ## Write requirements/*.txt and package-lock.json anew from pyproject.toml and package.json
	@bin/lock

clean: ## Remove what set-up and tests made; var/, with the database and the uploads, stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
