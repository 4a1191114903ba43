"""What PDF/A-3a asks of a file that is kept for decades, rule by rule."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from roadmaps.documents import render
from roadmaps.stationery import Picture
from tests.factories import PICTURE
from tests.roadmaps.content_builder import make_edition
from tests.roadmaps.printing import signed
from tests.roadmaps.test_documents_structure import elements

ARABIC = "وزارة الصحة"
STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOC|TOCI|Index|NonStruct|Private|P|H[1-6]?|L|LI|"
    "Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|"
    "Ruby|RB|RT|RP|Warichu|WT|WP|Figure|Formula|Form"
)
"""What ISO 32000-1, 14.8.4 calls the parts of a document."""
PRINTED = 4  # the flag of an annotation that is printed


@pytest.fixture(scope="module", params=["signed", "arabic", "brief"])
def reader(request):
    if request.param == "signed":
        return signed().reader
    logos = {"MOH": Picture("image/png", PICTURE)}
    made = make_edition(actions=3, questions=2, language="ar", text=ARABIC)
    kind = "brief" if request.param == "brief" else "pdf"
    return pypdf.PdfReader(io.BytesIO(render(kind, replace(made, logos=logos))))


@pytest.fixture(scope="module")
def root(reader):
    return reader.trailer["/Root"]


def objects(reader) -> Iterator[DictionaryObject]:
    """Every dictionary and stream of the file."""
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        if isinstance(found, DictionaryObject):
            yield found


def test_the_file_says_that_it_is_archival_and_tagged(root):
    told = root["/Metadata"].get_object().get_data().decode()

    assert 'pdfaid:part="3"' in told
    assert 'pdfaid:conformance="A"' in told
    assert root["/MarkInfo"]["/Marked"]


def test_title_and_maker_are_the_same_in_both_places(reader, root):
    told = root["/Metadata"].get_object().get_data().decode()
    titles = re.findall(r'<rdf:li xml:lang="x-default">(.*?)</rdf:li>', told)

    assert titles == [reader.metadata["/Title"].replace("&", "&amp;")]
    assert f'pdf:Producer="{reader.metadata["/Producer"]}"' in told
    assert f"<xmp:CreatorTool>{reader.metadata['/Creator']}</xmp:CreatorTool>" in told


def test_the_file_has_its_own_name(reader):
    assert len(reader.trailer["/ID"]) == 2


def test_colours_are_named_by_a_profile_in_the_file(root):
    (intent,) = root["/OutputIntents"]
    profile = intent.get_object()["/DestOutputProfile"].get_object()

    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_every_font_is_embedded_and_says_which_letters_it_shows(reader):
    fonts = [found for found in objects(reader) if found.get("/Type") == "/Font"]
    described = [found for found in objects(reader) if found.get("/Type") == "/FontDescriptor"]
    outer = [font for font in fonts if font["/Subtype"] == "/Type0"]

    assert outer
    assert [font for font in outer if "/ToUnicode" not in font] == []
    files = {"/FontFile", "/FontFile2", "/FontFile3"}
    assert [found for found in described if not files & set(found)] == []


def test_nothing_in_it_acts_by_itself_or_is_locked(reader, root):
    assert {"/OpenAction", "/AA", "/AcroForm", "/JavaScript"}.isdisjoint(root)
    assert "/JavaScript" not in root.get("/Names", {})
    kinds = {found["/S"] for found in objects(reader) if found.get("/Type") == "/Action"}
    assert kinds <= {"/URI", "/GoTo"}
    assert "/Encrypt" not in reader.trailer


def test_links_are_printed_and_say_where_they_lead(reader):
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]

    assert {link["/Subtype"] for link in links} <= {"/Link"}
    assert [link for link in links if link["/F"] != PRINTED or not link["/Contents"]] == []


def test_every_part_is_of_a_kind_that_all_readers_know(reader):
    kinds = {str(element["/S"])[1:] for element in elements(reader)}

    assert [kind for kind in kinds if not STANDARD.fullmatch(kind)] == []


def test_no_picture_asks_to_be_smoothed(reader):
    pictures = [found for found in objects(reader) if found.get("/Subtype") == "/Image"]

    assert {str(found.get("/Interpolate", False)) for found in pictures} <= {"False"}


def test_the_data_say_what_they_are_and_when_they_were_attached():
    root = signed().reader.trailer["/Root"]
    attached = {found["/UF"]: found for found in (ref.get_object() for ref in root["/AF"])}

    assert sorted(attached) == ["results.json", "roadmap.json"]
    for found in attached.values():
        stream = found["/EF"]["/F"].get_object()
        assert (found["/AFRelationship"], stream["/Subtype"]) == ("/Data", "/application/json")
        assert stream["/Params"]["/ModDate"].startswith("D:20")
