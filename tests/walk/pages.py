"""What a page holds, as a browser would read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from lxml import html

NOT_FILLED_IN = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    fields: tuple[str, ...]
    files: tuple[str, ...] = ()

    def filled_with(self, text) -> dict:
        uploads = {name: SimpleUploadedFile("table.csv", text.encode()) for name in self.files}
        return dict.fromkeys(self.fields, text) | uploads


def parsed(content):
    """The page; None when this is something else, such as a table to keep."""
    return html.document_fromstring(content) if content.lstrip().startswith(b"<") else None


def forms_of(content, path) -> list[Form]:
    page = parsed(content)
    return [] if page is None else [_form(form, path) for form in page.forms]


def _form(form, path) -> Form:
    named = [e for e in form.iter("input", "select", "textarea", "button") if e.get("name")]
    return Form(
        action=urljoin(path, form.get("action") or ""),
        method=form.method.lower(),
        fields=tuple(sorted({e.get("name") for e in named} - NOT_FILLED_IN)),
        files=tuple(e.get("name") for e in named if e.get("type") == "file"),
    )


def addresses_in(content) -> list[str]:
    page = parsed(content)
    if page is None:
        return []
    return [link for _element, _attribute, link, _position in page.iterlinks()]


def pages(client, paths) -> Iterator[tuple[str, bytes]]:
    """Those of ``paths`` that show this person a page, with the page."""
    for path in paths:
        response = client.get(path)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield path, response.content


def forms_on(shown) -> list[Form]:
    """Every form with something to fill in on these pages, once, however the page was asked for."""
    forms = {
        (urlsplit(form.action).path, form.fields): form
        for path, page in shown
        for form in forms_of(page, path)
    }
    return sorted((form for form in forms.values() if form.fields), key=str)


def send(client, method, path, data=None, **options):
    """Do it, look at the answer, and undo it, on the device too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(path, data or {}, **options)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
