"""What documents are dressed in, and what was said about letting them out, travels too."""

import pytest

from alignment.files import ReadFile
from roadmaps.queries import is_released
from roadmaps.services.circulation import release_on_behalf
from roadmaps.services.paper import attach_scan, choose_paper, set_logo
from roadmaps.stationery import logos_of, paper_of
from tests.factories import PICTURE, make_action, make_workshop
from tests.roadmaps.test_documents import sign_both
from tests.transfer.test_workshop_file import moved

pytestmark = pytest.mark.django_db
FILE = ReadFile("page.png", "image/png", PICTURE)


def test_logos_paper_scans_releases_and_the_address_to_check_come_back(tmp_path):
    workshop = make_workshop(state="open")
    make_action(workshop)
    version = sign_both(workshop)
    choose_paper(workshop=workshop, paper="letter")
    set_logo(side=workshop.sides.get(code="MOH"), file=FILE)
    attach_scan(workshop=workshop, file=FILE, version=version)
    for side in workshop.sides.filter(code__in=("MOH", "MOF")):
        by = workshop.facilitators.get().user
        release_on_behalf(side=side, digest=version.digest, note="Letter", by=by)

    back = moved(workshop, tmp_path)

    again = back.roadmap_versions.get()
    assert again.token == version.token
    assert is_released(back, again.digest)
    assert paper_of(back) == "letter"
    assert {side: logo.content for side, logo in logos_of(back).items()} == {"MOH": PICTURE}
    scan = back.scans.get()
    assert (scan.version, bytes(scan.file.content)) == (again, PICTURE)
