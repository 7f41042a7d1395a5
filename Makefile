# What anybody can run with nothing but Python 3.11, git and make. Those who work here daily use `inv`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONPATH := plugins
FINDS_PLUGINS := from os.path import join, relpath; from site import getsitepackages; folder = getsitepackages()[0]; \
  open(join(folder, "khabarnama.pth"), "w").write(relpath("plugins", folder))

# What a recipe made when it failed is no target: the next `make` begins it anew.
.DELETE_ON_ERROR:
.PHONY: help new paste check fix explain status hooks translate serve build publish test audit lint lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

new: $(VENV)/.site ## Begin an article; asks for all it needs. Its other language: make new TRANSLATE=content/…
	@python -m khabarnama new $(if $(TRANSLATE),--translate $(TRANSLATE))

paste: $(VENV)/.site ## File the clipboard's text under its day and story; asks first
	@python -m khabarnama paste --clipboard

serve: $(VENV)/.site ## Preview the site on this machine
	@python -m khabarnama serve

build: $(VENV)/.site ## Build the site into output/; any problem fails. Its address: SITEURL=https://…
	@python -m khabarnama build

publish: $(VENV)/.site ## Push the site, built from what is committed, to GitHub Pages
	@python -m khabarnama publish $(if $(SITEURL),--siteurl $(SITEURL))

explain: $(VENV)/.site ## Show how an article was understood: make explain FILE=content/…
	@python -m khabarnama explain $(or $(FILE),$(error FILE must name an article, such as: make explain FILE=content/2024/11/29/story.ur.txt))

check: $(VENV)/.site ## List every problem of every article; FORMAT=github as annotations
	@python -m khabarnama check $(if $(FORMAT),--format $(FORMAT))

fix: $(VENV)/.site ## Mend letters, spacing and header spelling in articles: make fix FILE=content/…
	@python -m khabarnama check --fix $(FILE)

status: $(VENV)/.site ## Show which stories wait for a translation
	@python -m khabarnama status

hooks: ## Check the staged articles before each commit from now on
	git config core.hooksPath .githooks

translate: $(VENV)/.site ## Bring the .po files up to date with the theme and the code
	@python -m khabarnama translate

test: $(VENV)/.development ## Run all tests, the browser's included
	inv test

audit: $(VENV)/.development ## Run the theme's long checks; needs Node.js and Java; STEADY=1 without the slowest
	inv audit $(if $(STEADY),--steady)

lint: $(VENV)/.development ## Check style, types and workflows
	inv lint

lock: $(VENV)/.development ## Write the requirement files from pyproject.toml
	inv lock

clean: ## Delete what was built and installed
	rm -rf output .khabarnama $(VENV) tests/audit/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Khabarnama needs Python 3.11 or newer; say which with: make PYTHON=python3.12 …")'
	@echo 'Setting up in $(VENV)/, once: a minute, or a few'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c '$(FINDS_PLUGINS)' # so that `python -m khabarnama` works wherever $(VENV) is active

$(VENV)/.site: requirements.txt | $(BIN)/python
	@test -e $(VENV)/.development || python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt | $(BIN)/python
	@python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.site
