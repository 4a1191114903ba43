"""What `make` calls. Standard library only: these run before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
