# make data    build the dataset            make ui      the web interface with the last build's results
# make test    lint, types, all tests       make bench   throughput and start-up, measured
# make lock    resolve the dependencies anew           make codebook   write docs/codebook.md from the schema

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
CODE := assets expectations pipelines tests benchmarks
export UV_COMPILE_BYTECODE := 1
export DAGSTER_HOME := $(CURDIR)/warehouse/.dagster

.PHONY: data test ui bench lock codebook clean
.DELETE_ON_ERROR:

data: .venv/installed
	$(BIN)/xianzhi build

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

ui: .venv/installed
	$(BIN)/xianzhi ui

bench: .venv/installed
	$(BIN)/python -m benchmarks

# A machine needs Python 3.11 and make: pip installs uv, uv installs the rest (faster), both against the hashes of the
# locks. uv does not read pip's configuration, so an index that pip is told to use is handed on.
.venv/installed: requirements.lock requirements-uv.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-uv.lock
	index=$$($(BIN)/python -m pip config get global.index-url 2>/dev/null) && export UV_DEFAULT_INDEX="$$index"; \
	export VIRTUAL_ENV=$(CURDIR)/.venv; \
	$(BIN)/uv pip install --quiet --require-hashes -r requirements.lock && \
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q assets expectations pipelines
	touch $@

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --all-extras --output-file requirements.lock pyproject.toml
	echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-annotate --output-file requirements-uv.lock -

codebook: .venv/installed
	$(BIN)/python -m pipelines.schema.codebook

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
