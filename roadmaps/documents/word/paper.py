"""A Word document with the few things that the roadmap needs: styles, tables, fields, sections."""

import io
from collections.abc import Iterable, Sequence

import docx
from django.utils.translation import get_language_bidi
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor

from diagnostics.pictures import png, title_of
from roadmaps.typography import direction
from roadmaps.vocabulary import PaperSize

TEAL = RGBColor(0x0D, 0x3B, 0x3C)
FONT = "Noto Sans"
SIZES_OF_STYLES = {"Normal": 10, "Heading 1": 18, "Heading 2": 12, "Title": 26, "Subtitle": 13}
MARGIN = Mm(20)
SIZES = {PaperSize.A4: (Mm(210), Mm(297)), PaperSize.LETTER: (Inches(8.5), Inches(11))}
"""Width and height of an upright page."""
# Word refuses a file whose properties stand in another order than the standard's.
AFTER_TURN = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
AFTER_MIRROR = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblLook")
AFTER_UPDATE = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:rsids")


class Paper:
    """Writes from top to bottom. Text may hold line breaks; its direction is its own."""

    def __init__(self, language: str, *, title: str, size: str = PaperSize.A4):
        self.sides = SIZES[size]
        self.document = docx.Document()
        self.mirrored = get_language_bidi()
        self.document.core_properties.title = title[:255]
        self.document.core_properties.language = language
        self.document.core_properties.author = ""
        self._dress()
        self._size(self.document.sections[0], *self.sides)

    # --- text --------------------------------------------------------------------------

    def heading(self, text: str, level: int = 1, *, new_page: bool = False):
        paragraph = self.document.add_heading(text, level)
        paragraph.paragraph_format.page_break_before = new_page
        return self._turn(paragraph, text)

    def text(self, text: str, style: str | None = None, *, bold=False, with_next=False):
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold or None
        paragraph.paragraph_format.keep_with_next = with_next or None
        return self._turn(paragraph, text)

    def bullets(self, texts: Iterable[str]):
        for text in texts:
            self.text(text, "List Bullet")

    def picture(self, svg: str, width: int):
        """An SVG as a picture of this width in millimetres, its title as alternative text."""
        if not svg:
            return
        drawn = io.BytesIO(png(svg, millimetres=width))
        shape = self.document.add_picture(drawn, width=Mm(width))
        shape._inline.docPr.set("descr", title_of(svg))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def logos(self, logos: Iterable[tuple[str, bytes]]):
        """Pictures side by side; the text of each says what it shows."""
        logos = list(logos)
        if not logos:
            return
        paragraph = self.document.add_paragraph()
        for alt, content in logos:
            shape = paragraph.add_run().add_picture(io.BytesIO(content))
            shrink = min(Mm(22) / shape.height, Mm(60) / shape.width)
            shape.width, shape.height = int(shape.width * shrink), int(shape.height * shrink)
            shape._inline.docPr.set("descr", alt)
            paragraph.add_run("    ")

    def contents(self, hint: str):
        """A table of contents, which Word fills in when it opens the file."""
        self._field(self.document.add_paragraph(), r'TOC \o "1-2" \h \z \u', hint)
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        self.document.settings.element.insert_element_before(update, *AFTER_UPDATE)

    # --- tables ------------------------------------------------------------------------

    def table(self, heads: Sequence[str], rows: Iterable[Sequence], widths: Sequence[int] = ()):
        """``widths`` in millimetres. The head is repeated on every page, a row kept whole."""
        rows = [[str(cell) for cell in row] for row in rows]
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        self._fill(table.rows[0], heads, bold=True)
        self._flag(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for cells in rows:
            self._fill(table.add_row(), cells)
        self._finish(table, widths)
        return table

    def pairs(self, pairs: Iterable[tuple[str, str]]):
        """Terms and texts, one pair to a row."""
        pairs = list(pairs)
        if not pairs:
            return
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        for term, text in pairs:
            row = table.add_row()
            self._write(row.cells[0], term, bold=True)
            self._write(row.cells[1], text)
        self._finish(table, (45, 125))

    def rooms(self, rooms: Iterable[tuple[str, int]]):
        """Empty places to write or stamp in: what belongs there, and its height in millimetres."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        for label, height in rooms:
            row = table.add_row()
            row.height = Mm(height)
            self._write(row.cells[0], label, bold=True)
        self._finish(table, (45, 125))

    def _fill(self, row, cells, *, bold=False):
        for cell, text in zip(row.cells, cells, strict=True):
            self._write(cell, text, bold=bold)

    def _write(self, cell, text, *, bold=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size = Pt(8.5)
        run.bold = bold or None
        self._turn(paragraph, text)

    def _finish(self, table, widths):
        for row in table.rows:
            self._flag(row._tr.get_or_add_trPr(), "w:cantSplit")
        table.autofit = not widths
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Mm(width)  # LibreOffice reads this one, Word each cell's
            for cell in column.cells:
                cell.width = Mm(width)
        if self.mirrored:
            mirror = OxmlElement("w:bidiVisual")
            table._tbl.tblPr.insert_element_before(mirror, *AFTER_MIRROR)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    # --- pages -------------------------------------------------------------------------

    def header(self, where: str, stamp: str):
        paragraph = self.document.sections[0].header.paragraphs[0]
        paragraph.add_run(f"{where}    ").font.size = Pt(8)
        mark = paragraph.add_run(stamp)
        mark.bold, mark.font.size = True, Pt(8)
        self._turn(paragraph, where)

    def footer(self, pattern: str):
        """``pattern`` holds {now} and {all}, where Word puts the page numbers."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        before, rest = pattern.split("{now}")
        between, after = rest.split("{all}")
        paragraph.add_run(before)
        self._field(paragraph, "PAGE", "1")
        paragraph.add_run(between)
        self._field(paragraph, "NUMPAGES", "1")
        paragraph.add_run(after)

    def turn_page(self, *, wide: bool):
        """Go on on a new page, across or upright."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._size(section, *(reversed(self.sides) if wide else self.sides))

    def _size(self, section, width, height):
        section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = MARGIN
        section.top_margin = section.bottom_margin = MARGIN

    # --- what python-docx has no word for ------------------------------------------------

    def _dress(self):
        for name, size in SIZES_OF_STYLES.items():
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(script), FONT)
            if name != "Normal":
                style.font.color.rgb, style.font.italic = TEAL, False

    def _turn(self, paragraph, text):
        """Right to left where the text is, or where it has no letters and the page is."""
        if (direction(text) or ("rtl" if self.mirrored else "ltr")) == "rtl":
            turn = OxmlElement("w:bidi")
            paragraph._p.get_or_add_pPr().insert_element_before(turn, *AFTER_TURN)
            for run in paragraph.runs:
                self._flag(run._r.get_or_add_rPr(), "w:rtl")
        return paragraph

    @staticmethod
    def _flag(properties, name):
        properties.append(OxmlElement(name))

    @staticmethod
    def _field(paragraph, instruction, shown):
        """A field that Word computes; ``shown`` stands until it does."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = shown
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
