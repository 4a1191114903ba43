"""The components as a reader meets them: what they say, with and without figures."""

import re
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from alignment.forms.parts import bare_helper


def component(name, **inputs):
    return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", inputs))


@pytest.mark.parametrize(
    ("inputs", "text"),
    [
        ({"level": Fraction(9, 4), "band": "emerging", "scored": 3, "applicable": 4}, "2.3"),
        ({"level": None, "band": None, "scored": 2, "applicable": 5}, "2 of 5 scored"),
        ({"level": None, "band": None, "scored": 0, "applicable": 0}, "no question"),
    ],
)
def test_heat_cell_says_its_level_or_why_it_has_none(inputs, text):
    assert text in component("heat_cell", **inputs)


def test_rail_marks_the_current_step_and_links_no_locked_one():
    steps = [
        SimpleNamespace(number=1, title="Set up", url="/one/", state="done"),
        SimpleNamespace(number=2, title="Objectives", url="/two/", state="current"),
        SimpleNamespace(number=3, title="Questions", url="/three/", state="locked"),
    ]

    html = component("rail", steps=steps)

    assert 'href="/two/" aria-current="step"' in html
    assert "Step 2 of 3: Objectives" in html
    assert "/three/" not in html


@pytest.mark.parametrize(
    ("code", "shape"), [("MOH", "<circle"), ("MOF", "M0-10L10"), ("LOCAL", "M-8-8h16")]
)
def test_each_side_has_a_shape(code, shape):
    assert shape in component("side_badge", code=code)


def test_level_badge_writes_number_and_name():
    assert "3</span><span> Mostly aligned" in component("level_badge", level=3)
    assert "No level yet" in component("level_badge", level=None)


def test_confirm_posts_with_a_token_and_offers_a_way_back():
    html = component(
        "confirm",
        title="Reveal?", consequence="All will see.", action="/reveal/", button="Reveal",
        cancel_url="/back/", csrf_token="abc",
    )  # fmt: skip

    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'action="/reveal/"' in html
    assert 'href="/back/"' in html


class SeatsForm(forms.Form):
    seats = forms.IntegerField(label="Seats")
    mode = forms.ChoiceField(label="Mode", widget=forms.RadioSelect, choices=[("i", "one by one")])


def test_each_fault_of_a_form_leads_to_its_field():
    html = component("form_errors", form=SeatsForm({"seats": "many"}))

    assert '<a href="#id_seats">Seats: Enter a whole number.</a>' in html
    assert '<a href="#id_mode_0">Mode: This field is required.</a>' in html


def test_a_form_without_faults_shows_no_summary():
    assert component("form_errors", form=SeatsForm()).strip() == ""


def test_hostile_text_stays_text():
    html = component("empty_state", title="<script>x</script>", text="a & b")

    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script>" not in html


def test_a_refusal_of_the_whole_form_is_said_in_the_summary_alone():
    form = forms.Form({})
    form.helper = bare_helper(form)
    form.add_error(None, "The workshop is over.")
    page = Template(
        "{% load crispy_forms_tags %}"
        '{% include "components/form_errors.html" with form=form only %}{% crispy form %}'
    )

    assert page.render(Context({"form": form})).count("The workshop is over.") == 1
