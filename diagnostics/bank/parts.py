"""Looking into documents whose shape may be wrong: what is not there reads as empty."""


def entries(document: object, key: str) -> list[dict]:
    """The mappings in the list ``document[key]``; empty where there is no such list."""
    found = document.get(key) if isinstance(document, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def stage_of(document: object) -> dict:
    stage = document.get("stage") if isinstance(document, dict) else None
    return stage if isinstance(stage, dict) else {}


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def codes(listed: list[dict]) -> set[str]:
    return {text(entry.get("code")) for entry in listed}
