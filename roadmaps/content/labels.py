"""What the bank and the workshop call things, in each language asked for."""

from django.utils import translation

from alignment.countries import country_name


def labels_of(workshop, languages) -> dict[str, dict]:
    """A text that has no translation stands as it was worded first."""
    stages = list(workshop.stages.all())
    objectives = list(workshop.objectives.all())
    questions = list(workshop.questions.all())
    return {
        language: {
            "country": _country(workshop, language),
            "stages": {stage.code: stage.text_in("title", language) for stage in stages},
            "objectives": {aim.code: aim.text_in("title", language) for aim in objectives},
            "questions": {question.code: _question(question, language) for question in questions},
        }
        for language in languages
    }


def _country(workshop, language):
    with translation.override(language):
        return country_name(workshop.country)


def _question(question, language):
    return {
        "text": question.text_in("text", language),
        "levels": list(question.text_in("levels", language)),
        "figures": {fact["code"]: fact["label"] for fact in question.text_in("facts", language)},
    }
