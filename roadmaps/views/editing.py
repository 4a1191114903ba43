from alignment.rail import workshop_page


def editing_page(workshop, step: int) -> dict:
    """The context of a page that changes the roadmap; it says what a change would undo."""
    signed = workshop.signatures.filter(version=None).exists()
    return workshop_page(workshop, step) | {"voids_signature": signed}
