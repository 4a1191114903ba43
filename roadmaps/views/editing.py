from alignment.rail import workshop_page


def editing_page(workshop, step: int) -> dict:
    """The context of a page that changes the roadmap."""
    return workshop_page(workshop, step)
