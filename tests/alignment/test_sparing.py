"""Memory is saved without a change in what is printed."""

import pytest
from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import Box

from alignment.printing import VARIANT, sheet_paths, written_pdf
from alignment.sparing import SparingHTML, laid_out, release_source

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" role="img"><title>Nine</title>'
    '<rect width="90" height="20" fill="#ece7f6"/><text x="4" y="14" font-size="9">نص 9</text>'
    "</svg>"
)
DOCUMENT = f"""<!doctype html><html lang="en"><head><title>Sparing</title></head><body>
<div class="where">A place</div><div class="number">Page <span class="page-now"></span></div>
<h1>Heading</h1><p>As told on page <a class="see" href="#far"></a>, <q>quoted</q>.<br>Next line.</p>
<ul><li>dot<ol><li>number</ol><li dir="rtl">نقطة</ul>
<div style="break-before: page">{PICTURE}</div>
<table id="far"><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
</body></html>"""
NO_PICTURE = (
    "<!doctype html><html lang='en'><title>None</title><body><p>Without a picture</p></body>"
)


@pytest.mark.parametrize("html", [DOCUMENT, NO_PICTURE])
def test_the_file_is_the_one_that_weasyprint_writes_alone(html):
    styles = [CSS(filename=path) for path in sheet_paths()]
    alone = HTML(string=html).write_pdf(stylesheets=styles, pdf_variant=VARIANT)

    assert written_pdf(html, sheet_paths()) == alone


def test_an_element_has_no_style_for_footnotes():
    page = SparingHTML(string=DOCUMENT)

    (sheet,) = page._ua_stylesheets()

    elements = [element.local_name for element in page.wrapper_element.iter_subtree()]
    pseudo = [
        (element.local_name, kind)
        for element in page.wrapper_element.iter_subtree()
        for _specificity, _order, kind, _rules in sheet.matcher.match(element)
        if kind
    ]
    assert sorted(set(pseudo)) == [
        ("br", "before"),
        ("li", "marker"),
        ("q", "after"),
        ("q", "before"),
    ]
    assert len(pseudo) == 3 + elements.count("li")


def test_pictures_do_not_keep_the_boxes_from_before_the_layout():
    styles = [CSS(filename=path) for path in sheet_paths()]

    document = laid_out(SparingHTML(string=DOCUMENT), stylesheets=styles)

    pictures = [
        box.replacement
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, Box) and hasattr(box, "replacement")
    ]
    assert [picture._context.target_collector for picture in pictures] == [None]
    assert release_source(laid_out(SparingHTML(string=NO_PICTURE))) is False
