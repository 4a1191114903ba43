PYTHON ?= python3

.PHONY: run restore test bench lint messages css

# From a fresh checkout to a running demo workshop. LAN=1 opens it to the room, PORT= moves it.
run:
	@$(PYTHON) -m scripts.run

# Take over what a backup holds, keys included. FILE= names it, REPLACE=1 loses what is here.
restore:
	@$(PYTHON) -m scripts.restore

# From a fresh checkout to all tests passed, on SQLite and on PostgreSQL.
test:
	@$(PYTHON) -m scripts.test

# The measured ratios of the budgets in docs/decisions.md.
bench:
	@$(PYTHON) -m scripts.bench

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

# After a change to words that people read: collects them for the translators, and compiles.
messages:
	.venv/bin/python -m scripts.messages

# The style sheet is committed; only people who change the look need Node for this.
css:
	npm ci
	npm run css
