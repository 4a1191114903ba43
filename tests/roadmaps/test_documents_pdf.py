"""The PDF as a ministry prints it: what it says, how it is built, and what it never reaches."""

import hashlib
import json
import re

import pytest
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import TextBox

from roadmaps.content import content_digest
from roadmaps.documents.pdf import roadmap_html, style_sheets
from tests.roadmaps.content_builder import make_edition
from tests.roadmaps.printing import Printed, draft, signed

LAO = "ກະຊວງການເງິນ"
AMHARIC = "የጤናሚኒስቴር"
ARABIC = "وزارةالصحة"
HOSTILE = "<script>alert(1)</script>{{ x }}&amp;\x07\u202e<img src='file:///etc/hostname'>"


def html_of(**options):
    with translation.override(options.get("language", "en")):
        return roadmap_html(make_edition(**({"questions": 3, "actions": 2} | options)))


def test_every_page_of_a_draft_says_what_it_is_and_where_one_is():
    for number, words in enumerate(draft().pages, start=1):
        assert "Illustrative data · Draft: not signed · Not for circulation" in words
        assert f"Page {number} of {len(draft().pages)}" in words


def test_no_page_of_a_signed_version_is_called_a_draft():
    for words in signed().pages:
        assert "Version 1, signed on 6 March 2026" in words
        assert "Draft" not in words


def test_the_contents_name_the_page_on_which_each_section_begins():
    listed = draft().pages[1].split("Contents", 2)[-1]
    entries = re.findall(r"([A-Z][^.]+?) ?(?:\. )+(\d+)", listed)

    assert [title for title, _page in entries][:2] == ["Summary", "How to read it"]
    assert len(entries) >= 17
    for title, page in entries:
        assert title in draft().pages[int(page) - 1]


def test_the_summary_fits_one_page():
    assert "questions with a joint level reach the benchmark" in draft().pages[2]
    assert "items are still open" in draft().pages[2]
    assert "How to read it" in draft().pages[3]


def test_the_gateways_are_never_parted_from_what_leads_to_them():
    [page] = [words for words in draft().pages if "whatever the averages say" in words]
    assert "Gateway questions with a joint level below 1.5" in page


def test_the_wide_tables_lie_across_and_repeat_their_heads():
    wide = [
        words
        for words, (width, height) in zip(draft().pages, draft().sizes, strict=True)
        if width > height
    ]

    heads = "Id Action For bottleneck Who When Measured by Cost", "Id Action and lead When"
    with_head = [[words for words in wide if head in words] for head in heads]
    assert all(len(pages) > 1 for pages in with_head)
    assert [*with_head[0], *with_head[1]] == wide


@pytest.mark.parametrize(
    ("country", "sheets"),
    [("RW", ["base.css", "print.css"]), ("MX", ["base.css", "print.css", "print-letter.css"])],
)
def test_the_paper_is_that_of_the_country(country, sheets):
    edition = make_edition(questions=1, actions=1, country=country)

    assert [path.rsplit("/", 1)[1] for path in style_sheets(edition)] == sheets


def test_letter_paper_is_letter_upright_and_across():
    assert set(signed().sizes) == {(612, 792), (792, 612)}


def test_the_file_is_tagged_archival_titled_and_bookmarked():
    catalogue = draft().reader.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    bookmarks = [entry.title for entry in draft().reader.outline if not isinstance(entry, list)]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert re.search(r'pdfaid:part="?>?3', metadata)
    assert draft().reader.metadata.title.startswith("Rwanda: Joint workshop on financing")
    assert bookmarks[:2] == ["Contents", "Summary"]


def test_what_was_signed_is_attached_and_named_by_the_printed_digest():
    attached = signed().reader.attachments["roadmap.json"][0]
    results = json.loads(signed().reader.attachments["results.json"][0])

    assert hashlib.sha256(attached).hexdigest() == content_digest(signed().edition.content)
    assert signed().edition.digest in signed().words
    assert results == signed().edition.content["results"]


def test_names_posts_and_dates_stand_under_a_signed_roadmap():
    for side in ("MOH", "MOF"):
        row = f"Name Signatory of {side} Post Permanent secretary Signed 6 March 2026"
        assert row in signed().words


def test_a_lone_signature_never_looks_like_two():
    html = html_of(signatures=["MOH"])

    assert "Draft: not signed by both ministries." in html
    assert "Signatory of MOH" in html
    assert "The other ministry has not signed this text yet." in html
    assert html.count("Name and post") == 1


def test_nothing_that_people_type_becomes_markup():
    html = html_of(text=HOSTILE)

    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ x }}&amp;amp;" in html
    assert not {"\x07", "\u202e"} & set(html)


def test_the_room_is_sealed(monkeypatch):
    """Even where markup got in, no file and no host would be reached."""
    sealed = "<img src='file:///etc/hostname'><img src='http://127.0.0.1:9/x'><p>still here</p>"
    monkeypatch.setattr("roadmaps.documents.pdf.roadmap_html", lambda edition: sealed)
    reached = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_args: reached.append(1))

    printed = Printed(questions=1, actions=1)

    assert "still here" in printed.words
    assert reached == []


def test_any_script_and_any_long_word_is_laid_out():
    printed = Printed(questions=1, actions=1, text=f"{'W' * 90} {LAO} {AMHARIC} {ARABIC}")

    assert "Sources and method" in printed.words
    for script in (LAO, AMHARIC, ARABIC):
        assert set(script) <= set(printed.words)


def test_the_longest_action_is_printed_whole():
    text = " ".join(f"word{number}" for number in range(1020))[:9990] + " the end"

    printed = Printed(questions=1, actions=1, text=text)

    assert "word600" in printed.words
    assert printed.words.count("the end") >= 3  # action, risk and mitigation


def test_an_arabic_roadmap_runs_from_right_to_left():
    html = html_of(language="ar")

    assert '<html lang="ar" dir="rtl">' in html
    # Level 1 stands at the right of a strip that is 208 wide.
    assert re.search(r'<text[^>]* x="192" y="13"[^>]*>1<', html)


def test_withheld_figures_are_said_to_be_withheld_and_appear_nowhere():
    html = html_of(questions=1)

    assert "withheld: too few answers" in html


def test_currencies_are_never_added():
    html = html_of(actions=6)

    assert "Costs in RWF" in html
    assert "Costs in USD" in html
    # Two actions of 1,250,000.50 RWF and two of 80,000 USD; a sum across would be 2,660,001.
    assert "2,500,001" in html
    assert "160,000" in html
    assert "2,660,001" not in html


def test_names_of_participants_have_no_place():
    html = html_of()

    assert "Names of participants and who answered what are not part of this document." in html
    assert "endorses it" in html


def test_the_longest_state_fits_the_head_of_an_upright_page():
    """Beyond the page's edge "Not for circulation" would be cut."""
    edition = make_edition(actions=1, questions=1, signed=True, illustrative=True)
    with translation.override("en"):
        html = HTML(string=roadmap_html(edition))
    page = html.render(stylesheets=[CSS(path) for path in style_sheets(edition)]).pages[2]._page_box
    words = [box for box in page.descendants() if isinstance(box, TextBox)]

    assert any("circulation" in box.text for box in words)
    edge = page.width + page.margin_left
    assert [box.text for box in words if box.position_x + box.width > edge + 1] == []
    heads = [box for box in words if box.position_y < page.margin_top]
    left = [box for box in heads if box.text.startswith("Rwanda")]
    right = min(box.position_x for box in heads if "Version" in box.text)
    assert [box.text for box in left if box.position_x + box.width > right] == []
