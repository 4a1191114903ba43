"""Who may take documents away, and who may follow up: whoever holds a personal link, and through
it only the actions it names.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from alignment.models import Workshop
from roadmaps.follow_up import Followed, followed
from roadmaps.models import Document, OwnerLink, ProgressNote

# What a download needs, in one look: it is asked for as often as a file on a disk.
_OF_A_FILE = (
    "kind",
    "language",
    "sha256",
    "content",
    "workshop__country",
    "workshop__starts_on",
    "version__number",
)


def facilitated_document(user, code: str, pk: int) -> Document:
    """A ready document of a workshop that ``user`` facilitates. Anybody else gets 404."""
    mine = Workshop.objects.facilitated_by(user).filter(code=code.upper())
    ready = Document.objects.filter(workshop__in=mine, state=Document.State.READY)
    rows = ready.select_related("workshop", "version").only(*_OF_A_FILE)
    return get_object_or_404(rows, pk=pk)


def standing_link(token: str) -> OwnerLink:
    """The link behind an address. Forged, withdrawn and old ones get 404."""
    links = OwnerLink.objects.opened_by(token).select_related("workshop")
    return get_object_or_404(links)


def own_actions(link: OwnerLink) -> list[Followed]:
    return followed(link.workshop, leads=link.leads)


def own_action(link: OwnerLink, pk: int) -> Followed:
    """One of the holder's actions; any other gets 404."""
    found = next((row for row in own_actions(link) if row.action.pk == pk), None)
    if found is None:
        raise Http404
    return found


def own_note(link: OwnerLink, key) -> ProgressNote:
    """A note on one of the holder's actions, whoever wrote it."""
    note = note_of(link.workshop, key)
    own_action(link, note.action_id)
    return note


def note_of(workshop, key) -> ProgressNote:
    notes = ProgressNote.objects.select_related("action__workshop", "file")
    return get_object_or_404(notes, pk=key, action__workshop=workshop)
