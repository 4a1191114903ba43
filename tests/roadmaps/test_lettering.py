"""Lines of a picture in every script: whole, and never too long."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmaps.lettering import width, wrapped

LAO = "ການປ່ອຍເງິນສົດຊັກຊ້າໃນໄຕມາດທຳອິດຂອງປີງົບປະມານ"
AMHARIC = "የጥሬ ገንዘብ መለቀቅ በእያንዳንዱ ሩብ ዓመት ዘግይቶ ይደርሳል"
ARABIC = "تتأخر النقدية في كل ربع سنة ولا تصل إلى المرافق الصحية"


def test_lines_break_between_words():
    assert wrapped("Cash is released late in each quarter", 9) == [
        "Cash is released",
        "late in each",
        "quarter",
    ]


def test_typed_line_breaks_stay_and_a_long_word_is_broken():
    assert wrapped("a\n\nb", 5) == ["a", "", "b"]
    assert wrapped("x" * 12, 3) == ["xxxxx", "xxxxx", "xx"]


@pytest.mark.parametrize("text", [LAO, AMHARIC, ARABIC], ids=["Lao", "Amharic", "Arabic"])
def test_other_scripts_break_without_tearing_a_letter_from_its_marks(text):
    lines = wrapped(text, 9)

    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(width, lines)) <= 9
    assert not [line for line in lines if unicodedata.category(line[0]) in ("Mn", "Mc")]
    assert not [line for line in lines if line[-1] in "ເແໂໃໄ"]


@given(st.text(max_size=80), st.floats(1, 30))
@example("\u0301", 1)
@example("a\u200d\u200db", 1)
def test_nothing_is_lost_and_only_one_letter_may_be_too_broad(text, most):
    lines = wrapped(text, most)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= most or _is_one_letter(line) for line in lines)


def _is_one_letter(line):
    # Marks and vowels stay with their letter, however many somebody piles up.
    return len(wrapped(line, 0.1)) == 1
