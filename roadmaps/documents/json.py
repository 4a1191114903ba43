"""The disclosed results as they are, for other programs. `docs/results.schema.json` tells how."""

import json

from roadmaps.editions import Edition


def roadmap_json(edition: Edition) -> bytes:
    return json.dumps(edition.content["results"], ensure_ascii=False, indent=1).encode()
