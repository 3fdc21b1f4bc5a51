.DEFAULT_GOAL := help
.PHONY: help quick test check demo bench soak aot docs format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

quick: ## tests without the build checks and without those tagged slow
	./autoforge test --quick

test: ## the whole suite with every build check, as CI runs it
	./autoforge test

check: ## the build checks alone: formatter, Error Prone, NullAway, libraries, licences
	scripts/mvn -DskipTests verify

demo: ## the demo: everything on this machine, no key, no network
	./autoforge demo

bench: ## the benches; results go to docs/benchmarks.md
	scripts/bench

soak: ## the tests that run for long
	scripts/mvn -Dgroups=soak -Dexcluded.tags= verify

aot: ## train the JDK's AOT cache, which the launcher then starts with
	scripts/aot

docs: ## write the pages that are generated: commands, licences
	scripts/mvn -Dtest=GeneratedPagesTests -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true test

format: ## format the code
	scripts/mvn -q spotless:apply

clean: ## remove what was built
	scripts/mvn -q clean
