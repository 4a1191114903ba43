"""Writing a checked roadmap table, in a number of statements that its length does not change."""

from django.db import transaction
from django.db.models import Max

from alignment.services.events import log
from roadmaps.models import Action, Bottleneck, Cause
from roadmaps.services.actions import free_refs
from roadmaps.services.bottlenecks import next_number
from roadmaps.services.editing import locked_for_edits
from roadmaps.table import OF_ACTION
from roadmaps.vocabulary import ActionStatus, BottleneckState

_LINKED = ("action", "depends_on", "status")
_PLAIN = [name for name in OF_ACTION if name not in _LINKED]
_WRITTEN = [*_PLAIN, "text", "stage", "objectives", "status"]


class RoadmapTable:
    """Rows of a table, sorted by what they are; ``store`` writes them.

    ``rows_by_id`` holds the row of every action that has an id.
    """

    def __init__(self, workshop, by=None):
        self.workshop, self.by = workshop, by
        self.rows = []
        self.actions, self.further_causes, self.bottlenecks_alone = [], [], []
        self.rows_by_id = {}

    def add_action(self, row):
        self.actions.append(row)
        if row["id"]:
            self.rows_by_id[row["id"]] = row

    def count_actions(self) -> tuple[int, int]:
        """How many would be added and how many replaced."""
        replaced = self.workshop.actions.filter(ref__in=self.rows_by_id).count()
        return len(self.actions) - replaced, replaced

    def new_titles(self) -> list[str]:
        known = set(self.workshop.bottlenecks.values_list("title", flat=True))
        titles = dict.fromkeys(title for row in self.rows for title in row["bottleneck"])
        return [title for title in titles if title not in known]

    @transaction.atomic
    def store(self) -> None:
        locked_for_edits(self.workshop)
        bottlenecks = self._store_bottlenecks()
        causes = self._store_causes(bottlenecks)
        actions = self._store_actions()
        self._link(actions, bottlenecks, causes)
        log(self.workshop, "roadmap_imported", subject=str(len(actions)), by=self.by)

    def _store_bottlenecks(self) -> dict[str, Bottleneck]:
        """By title. A proposed or dropped one that the table names is kept from now on."""
        self._fill_existing()
        first = next_number(self.workshop)
        Bottleneck.objects.bulk_create(
            Bottleneck(
                workshop=self.workshop,
                number=number,
                title=title,
                stage=place["stage"],
                objectives=place["objectives"],
            )
            for number, (title, place) in enumerate(self._new_places().items(), start=first)
        )
        return {row.title: row for row in self.workshop.bottlenecks.all()}

    def _fill_existing(self):
        """What a row says of a bottleneck alone replaces what is stored, where it is filled."""
        alone = {title: row for row in self.bottlenecks_alone for title in row["bottleneck"]}
        named = {title for row in self.rows for title in row["bottleneck"]}
        stored = [row for row in self.workshop.bottlenecks.all() if row.title in named]
        for bottleneck in stored:
            if bottleneck.state != BottleneckState.PARKED:
                bottleneck.state = BottleneckState.KEPT
            if bottleneck.title in alone:
                row = alone[bottleneck.title]
                bottleneck.stage = row["stage"] or bottleneck.stage
                bottleneck.objectives = row["objectives"] or bottleneck.objectives
        Bottleneck.objects.bulk_update(stored, ["state", "stage", "objectives"])

    def _new_places(self):
        """Stage and objectives by new title: its own row's, else those of its first action."""
        places = dict.fromkeys(self.new_titles())
        for row in [*self.bottlenecks_alone, *self.actions, *self.further_causes]:
            for title in row["bottleneck"]:
                if title in places and places[title] is None:
                    places[title] = row
        return places

    def _store_causes(self, bottlenecks) -> dict[tuple[str, str], Cause]:
        """By text and kind; a cause that is worded alike is the same cause."""
        causes = {_cause_key(c.text, c.cause_type): c for c in self.workshop.causes.reverse()}
        wanted = dict.fromkeys(filter(None, map(_cause_of, self.rows)))
        new = [
            Cause(workshop=self.workshop, text=words, cause_type=kind)
            for words, kind in wanted
            if (words, kind) not in causes
        ]
        Cause.objects.bulk_create(new)
        causes |= {_cause_key(cause.text, cause.cause_type): cause for cause in new}
        pairs = {
            (causes[_cause_of(row)].pk, bottlenecks[title].pk): None
            for row in self.rows
            if _cause_of(row)
            for title in row["bottleneck"]
        }
        _add_links(Cause.bottlenecks.through, "cause_id", "bottleneck_id", pairs)
        return causes

    def _store_actions(self) -> dict[int, Action]:
        """By row number."""
        stored = {action.ref: action for action in self.workshop.actions.all()}
        refs = free_refs(self.workshop, self.rows_by_id)
        position = self.workshop.actions.aggregate(last=Max("position"))["last"] or 0
        actions = {}
        for row in self.actions:
            action = stored.get(row["id"])
            if action is None:
                position += 1
                ref = row["id"] or next(refs)
                action = Action(workshop=self.workshop, ref=ref, position=position)
            actions[row.number] = _filled(action, row)
        Action.objects.bulk_update([a for a in actions.values() if a.pk], _WRITTEN)
        Action.objects.bulk_create([a for a in actions.values() if not a.pk])
        return actions

    def _link(self, actions, bottlenecks, causes):
        """Replace what the table's actions are linked to."""
        written = [action.pk for action in actions.values()]
        for through in (Action.bottlenecks.through, Action.causes.through):
            through.objects.filter(action__in=written).delete()
        Action.depends_on.through.objects.filter(from_action__in=written).delete()
        of_row = [(actions[row.number].pk, row) for row in self.actions]
        by_ref = dict(self.workshop.actions.values_list("ref", "pk"))
        further = [(by_ref[row["id"]], row) for row in self.further_causes]
        served = {(pk, bottlenecks[t].pk): None for pk, row in of_row for t in row["bottleneck"]}
        met = {
            (pk, causes[_cause_of(row)].pk): None
            for pk, row in [*of_row, *further]
            if _cause_of(row)
        }
        waits = {(pk, by_ref[ref]): None for pk, row in of_row for ref in row["depends_on"]}
        _add_links(Action.bottlenecks.through, "action_id", "bottleneck_id", served)
        _add_links(Action.causes.through, "action_id", "cause_id", met)
        _add_links(Action.depends_on.through, "from_action_id", "to_action_id", waits)


def _filled(action, row) -> Action:
    for name in [*_PLAIN, "stage", "objectives"]:
        setattr(action, name, row[name])
    action.text = row["action"]
    action.status = row["status"] or ActionStatus.NOT_STARTED
    return action


def _cause_of(row) -> tuple[str, str] | None:
    return _cause_key(row["cause"], row["cause_type"])


def _cause_key(words, kind):
    return (words, str(kind)) if words or kind else None


def _add_links(through, source, target, pairs):
    """Rows that are there already stay."""
    through.objects.bulk_create(
        [through(**{source: one, target: other}) for one, other in pairs], ignore_conflicts=True
    )
