import pytest

from tests.factories import make_action, make_workshop


@pytest.fixture
def workshop(db):
    """Concluded, with three actions: two are led by health, one by finance with health beside."""
    workshop = make_workshop(state="concluded")
    make_action(workshop, text="Publish the ceilings", lead="Ministry of Health")
    make_action(workshop, text="Pay clinics directly", lead="MINISTRY of  Health")
    make_action(workshop, text="Open accounts", lead="Treasury", co_lead="Ministry of Health")
    return workshop
