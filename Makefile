# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help setup build release check-release demo test format lint score bench bench-history bench-identity bench-flat train train-boundaries train-groups train-meaning train-verdicts train-matching completions reference fuzz

SCORE ?= ../shared/corpus/score
SWIFT_FILES := Package.swift Sources Tests Plugins

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: ## Install what is missing (Debian packages)
	@Scripts/setup.sh

build: setup ## Build everything, tests included; a warning is an error
	@Scripts/build.sh --build-tests

release: setup ## Make the tarball for runners: dist/refrain-VERSION-linux-ARCH.tar.gz
	@Scripts/release.sh

check-release: ## Run the release on a bare Debian made with debootstrap (as root)
	@Scripts/check-release.sh

demo: build ## Ingest the example reviews, ask a question, write a report
	@Scripts/demo.sh

test: build lint ## Everything that CI checks
	@Scripts/test.sh

format: ## Format the code in place
	swift format format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## Check the code's form
	@swift format lint --strict --recursive --parallel $(SWIFT_FILES)

score: setup ## Measure a release build against the labelled corpus, where there is one
	@if [ ! -x "$(SCORE)" ]; then echo "no labelled corpus at $(SCORE); name its score program with SCORE="; exit 2; fi
	@Scripts/build.sh -c release --product refrain
	@"$(SCORE)" --refrain "$$(swift build -c release --show-bin-path)/refrain"

bench: setup ## Run the benchmarks
	@Scripts/build.sh -c release --product refrain
	@swift run -c release --package-path Benchmarks benchmarks "$$(swift build -c release --show-bin-path)/refrain"

CORPUS ?= $(wildcard ../shared/corpus/dev-*)

bench-identity: setup ## How well findings are recognised as one issue, on labelled reviews in CORPUS="FOLDER…"
	@if [ -z "$(CORPUS)" ]; then echo "name folders of labelled reviews with CORPUS="; exit 2; fi
	@Scripts/build.sh -c release --product refrain
	@swift run -c release --package-path Benchmarks benchmarks "$$(swift build -c release --show-bin-path)/refrain" identity $(CORPUS)

train-matching: setup ## Fit the weights of matching to labelled reviews in CORPUS="FOLDER…", and print how well that does
	@if [ -z "$(CORPUS)" ]; then echo "name folders of labelled reviews with CORPUS="; exit 2; fi
	@Scripts/build.sh -c release --product train-matching
	@"$$(swift build -c release --show-bin-path)/train-matching" $(CORPUS)

bench-flat: setup ## What a review costs after a hundred others, and after ten thousand
	@Scripts/build.sh -c release --product refrain
	@swift run -c release --package-path Benchmarks benchmarks "$$(swift build -c release --show-bin-path)/refrain" flat

HISTORY ?= dist/history.db

bench-history: setup ## Time questions to a million findings, in HISTORY=dist/history.db; it is made at first, which takes minutes
	@Scripts/build.sh -c release --product refrain
	@mkdir -p "$(dir $(HISTORY))"
	@swift run -c release --package-path Benchmarks benchmarks "$$(swift build -c release --show-bin-path)/refrain" history "$(HISTORY)"

train: setup ## Learn again what words say of a category, and print how often that is right
	@Scripts/build.sh -c release --product train-categories
	@"$$(swift build -c release --show-bin-path)/train-categories" Benchmarks/Remarks \
		Sources/ProseExtraction/Weights/categories.tsv

train-meaning: setup ## Learn again what words mean, for matching, and print how often that finds other wordings of a problem
	@Scripts/build.sh -c release --product train-meaning
	@"$$(swift build -c release --show-bin-path)/train-meaning" Benchmarks/Remarks \
		Sources/IssueTracking/Weights/meaning.tsv

train-verdicts: setup ## Learn again which sentence is a verdict, also from labelled reviews in CORPUS="FOLDER…", and print how well
	@if [ "$(origin CORPUS)" = file ]; then echo "name all folders of labelled reviews with CORPUS=: the table is made anew of them"; exit 2; fi
	@Scripts/build.sh -c release --product train-verdicts
	@"$$(swift build -c release --show-bin-path)/train-verdicts" Benchmarks/Verdicts Tests/ProseExtractionTests/Fixtures \
		Sources/ProseExtraction/Weights/conclusions.tsv $(CORPUS)

train-boundaries: setup ## Learn again where in running text a remark begins, from labelled reviews in CORPUS="FOLDER…", and print how well
	@if [ "$(origin CORPUS)" = file ]; then echo "name all folders of labelled reviews with CORPUS=: the table is made anew of them"; exit 2; fi
	@Scripts/build.sh -c release --product train-boundaries
	@"$$(swift build -c release --show-bin-path)/train-boundaries" Sources/ProseExtraction/Weights/boundaries.tsv $(CORPUS)

train-groups: setup ## Learn again which of what looks like a remark is one, from labelled reviews in CORPUS="FOLDER…", and print how well
	@if [ "$(origin CORPUS)" = file ]; then echo "name all folders of labelled reviews with CORPUS=: the table is made anew of them"; exit 2; fi
	@Scripts/build.sh -c release --product train-groups
	@"$$(swift build -c release --show-bin-path)/train-groups" Sources/ProseExtraction/Weights/groups.tsv \
		Tests/ProseExtractionTests/Fixtures $(CORPUS)

completions: build ## Install completions for bash, zsh and fish, and the man page, for you alone
	@Scripts/completions.sh "$$(swift build --show-bin-path)/refrain"

reference: build ## Renew Documentation/Commands.md and the man page from --help
	RECORD_SNAPSHOTS=1 swift test --skip-build --filter CommandReferenceTests

SECONDS ?= 300

fuzz: build ## Feed the prose reader documents made at random, for SECONDS=300
	FUZZ_SECONDS=$(SECONDS) swift test --skip-build --filter FuzzTests
