# Each target sets up what it needs; python3, git and make are all that must be there.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python
export DJANGO_SETTINGS_MODULE := compagnon.config.settings

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.venv/ready: requirements.lock pyproject.toml bin/bootstrap .python-version
	@bin/bootstrap

.venv/ready-to-test: requirements-dev.lock .venv/ready
	@bin/bootstrap dev

setup: .venv/ready-to-test ## Make the environment (.venv) with what tests need

demo: .venv/ready ## Run everything with a seeded cohort on http://127.0.0.1:8000
	@COMPAGNON_DEMO=1 .venv/bin/compagnon demo $(if $(OFFERS),--offers $(OFFERS)) $(if $(PORT),--port $(PORT))

test: .venv/ready-to-test ## Linters, types, contracts, tests on SQLite and PostgreSQL, browser journeys
	@bin/test

lint: .venv/ready-to-test ## Only the checks that read the code
	@bin/lint

bench: .venv/ready-to-test ## Print every figure that the docs quote
	@bin/system-packages postgresql
	@$(PYTHON) -m bench

docs: .venv/ready-to-test ## Write the generated reference pages
	@COMPAGNON_DEBUG=1 $(PYTHON) -m docs.generate

lock: .venv/ready ## Resolve the dependencies again
	@bin/lock

clean: ## Remove the environment and the demo's data
	rm -rf .venv .tools var

.PHONY: help setup demo test lint bench docs lock clean
