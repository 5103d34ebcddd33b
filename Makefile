# `make run` and `make test` do all the set-up by themselves; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
OUT ?= out
# The sample documents of `make run`: a press release and an application, and the first as a scan.
BORN_DIGITAL := fixtures/press_release/press_release_2022.pdf fixtures/application/city_application.pdf
SAMPLES ?= $(BORN_DIGITAL) fixtures/scanned/press_release_2022.200dpi.tiff
# Modules that write files kept in the repository; each has --check. Add yours here.
GENERATED := schemas.generate fixtures.build

.PHONY: help setup run test check format golden eval bench soak train

help: ## lists the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .stamps/environment ## installs what is missing; the other targets do this by themselves

# Cheap, so it is asked every time: a package may have been removed since.
.PHONY: .system
.system:
	@.ci/system-packages

.stamps/environment: .ci/environment .ci/bootstrap.lock requirements-dev.lock pyproject.toml $(BIN)/python | .system
	@PYTHON=$(PYTHON) .ci/environment
	@mkdir -p .stamps && touch $@

# No recipe: where .venv is missing, make takes this as newer than the stamp and makes the environment.
$(BIN)/python: ;

run: setup ## runs the main job on the sample documents into out/
	@status=0; $(BIN)/jipyo run $(SAMPLES) --out $(OUT) || status=$$?; \
	    if [ $$status -ne 0 ] && [ $$status -ne 3 ]; then exit $$status; fi
	@$(BIN)/jipyo index $(OUT) --out $(OUT)/index.html
	@$(BIN)/jipyo score $(OUT) --out $(OUT)/scores.json
	@.ci/what-was-written $(OUT)

test: setup check ## checks, then runs every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup ## lint, formatting, types, generated files
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@for module in $(GENERATED); do $(BIN)/python -m $$module --check; done

format: setup ## formats the code
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

golden: setup ## rewrites generated files and golden outputs; look at the diff before committing
	@for module in $(GENERATED); do $(BIN)/python -m $$module; done
	@$(BIN)/python -m pytest tests -m golden --rewrite-golden

eval: setup ## precision, recall and F1 of the fixtures against their gold
	@$(BIN)/jipyo run $(BORN_DIGITAL) fixtures/scanned --out $(OUT)/eval || [ $$? -eq 3 ]
	@$(BIN)/jipyo eval fixtures/gold $(OUT)/eval

bench: setup ## speed and memory beside bare pdfplumber and bare Tesseract; facts and mapping by step
	@$(BIN)/python -m tests.bench

# Hours on two cores. Goes on where it was stopped; needs torch, which nothing else does, so it has an environment of its own.
train: setup ## trains the line recogniser anew; TRAIN="--steps 400 --shards 4" for a short try
	@.ci/system-packages training-packages.txt
	@.ci/train-environment
	@.venv-train/bin/python -m extractors.ocr.training.learning.train $(TRAIN)
	@$(BIN)/python -m tests.calibrate_ocr

soak: setup ## the full counts of every promise; long
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m soak
