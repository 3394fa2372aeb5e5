# make demo   the main job on the demo study, served at the end (make demo SERVE=0 stops before serving)
# make test   everything the tests need, and the tests
# make check  lint, format, types, generated files
# make bench  figures, on this machine (make bench-identify: how much is found, beside other tools)
# make fuzz   damaged files for the readers, for SECONDS, from SEED
# make train  the tagger and the weights anew, from training/speech, training/calibration and CORPORA

PYTHON ?= python3
VENV ?= .venv
SERVE ?= 1
DEMO ?= llais-demo
CORPORA ?= ../shared/corpora
TRAINED ?= .trained
SECONDS ?= 300
SEED ?= 1

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: demo test check format generated bench bench-identify fuzz train clean

demo: $(VENV)/.installed
	$(BIN)/llais demo $(DEMO) $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: $(VENV)/.installed-for-tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-for-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What is made from other files of the repository; a test for each says when it is out of date.
generated: $(VENV)/.installed-for-tests
	$(BIN)/python -m demo.build
	$(BIN)/python -m pipeline.publish.metadata > datasette_metadata.yml
	$(BIN)/python -m pipeline.workbench.gather_words
	$(BIN)/python docs/build_commands.py
	$(BIN)/python docs/build_dictionary.py

bench: bench-identify
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python -m benchmarks.pages --turns 200000
	$(BIN)/python -m benchmarks.pages --turns 1000000
	$(BIN)/python -m benchmarks.review
	$(BIN)/python -m benchmarks.foreign
	$(BIN)/python -m benchmarks.agreement
	$(BIN)/python -m benchmarks.coding

bench-identify: $(VENV)/.installed-for-peers
	$(BIN)/python benchmarks/identify.py --peers

fuzz: $(VENV)/.installed-for-tests
	$(BIN)/python -m fuzz.readers --seconds $(SECONDS) --seed $(SEED)

train: $(VENV)/.installed-for-training
	$(BIN)/python -m training.run $(TRAINED) --corpora $(CORPORA) --threads 2
	$(BIN)/python -m training.weights

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO).key build dist *.egg-info

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "llais needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.made pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-for-peers: $(VENV)/.installed-for-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,peers]'
	@touch $@

$(VENV)/.installed-for-training: $(VENV)/.installed-for-tests training/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement training/requirements.txt
	@touch $@
