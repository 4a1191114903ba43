"""The workshop's log in words: what each kind of event means. A test fails for one without."""

from django.utils.translation import gettext_lazy as _

from alignment.models import Event

WORDS = {
    # Set-up
    "workshop_created": _("Workshop made"),
    "workshop_changed": _("Details of the workshop changed"),
    "facilitator_invited": _("Link made that invites a facilitator"),
    "invitation_withdrawn": _("Link that invites a facilitator withdrawn"),
    "facilitator_joined": _("Facilitator joined by a link"),
    "facilitator_removed": _("Facilitator left or was removed"),
    "objectives_changed": _("Objectives changed"),
    "objective_added": _("Objective added"),
    "objective_restored": _("Objective put back to the library's words"),
    "bank_text_updated": _("Questions updated to a newer version of the bank"),
    "side_added": _("Side added"),
    "side_removed": _("Side removed"),
    "side_answers_individual": _("Side answers each for himself or herself"),
    "side_answers_institutional": _("Side answers with one answer of its delegation"),
    "speaker_chosen": _("Seat chosen that speaks for a delegation"),
    "seat_moved": _("Seat moved to another institution"),
    "seat_voided": _("Seat withdrawn"),
    "seats_merged": _("Two seats of one person merged"),
    "seat_restored": _("Withdrawn seat stands again"),
    "seat_released": _("Seat freed, to be claimed with a new PIN"),
    "signatory_named": _("Seat made a signatory's"),
    "phone_paired": _("Phone paired, to run the room"),
    "phone_unpaired": _("Phone unpaired"),
    "slips_issued": _("Slips printed for seats without one"),
    "slips_renewed": _("All slips made new; those printed before stopped working"),
    "newcomer_admitted": _("Person without a seat let in"),
    "newcomer_turned_away": _("Person without a seat turned away"),
    "early_link_opened": _("Link opened to answer before the workshop"),
    "early_link_changed": _("Link to answer before the workshop changed"),
    "early_link_closed": _("Link to answer before the workshop closed"),
    "document_added": _("Document put into the pack"),
    "document_changed": _("Document of the pack changed"),
    "document_removed": _("Document taken out of the pack"),
    # The workshop's own states
    "workshop_duplicated": _("Workshop made from another one"),
    "next_round_made": _("Workshop made as the next round of another one"),
    "workshop_archived": _("Workshop archived"),
    "workshop_marked_for_deletion": _("Workshop marked for deletion"),
    "workshop_brought_back": _("Workshop brought back"),
    "rehearsal_began": _("Rehearsal begun"),
    "rehearsal_ended": _("Rehearsal ended and wiped"),
    "workshop_opened": _("Workshop opened, questions frozen"),
    "workshop_closed": _("Workshop closed"),
    "workshop_reopened": _("Workshop reopened"),
    "workshop_concluded_signed": _("Workshop concluded with both signatures"),
    "workshop_concluded_unsigned": _("Workshop concluded without both signatures"),
    # Answering and comparing
    "questions_opened": _("Opened for answers"),
    "questions_reopened": _("Opened again for answers"),
    "questions_closed": _("Closed"),
    "questions_revealed": _("Results revealed"),
    "second_round_opened": _("Opened for a second round"),
    "snapshot_pressed": _("New answers added to revealed results, where the rule allows it"),
    "wall_results_hidden": _("Results taken off the wall"),
    "wall_results_shown": _("Results put on the wall again"),
    "wall_address_renewed": _("New address for the wall; the old one stopped working"),
    "observers_link_made": _("Link for observers made"),
    "observers_link_revoked": _("Link for observers revoked"),
    "waiting_answers_brought": _("Waiting answers of a phone brought in as a file"),
    "fact_recorded": _("Figure recorded"),
    "fact_removed": _("Figure taken back"),
    # Agreeing
    "verdict_shared": _("Plenary: the ministries share a view"),
    "verdict_shared_with_different_reasons": _("Plenary: they share a view, for other reasons"),
    "verdict_differ": _("Plenary: the ministries differ"),
    "verdict_cleared": _("Verdict of the plenary taken back"),
    "outcome_agreed": _("Level agreed"),
    "outcome_no_agreement": _("Recorded: we do not agree"),
    "outcome_not_applicable": _("Recorded: does not apply here"),
    "outcome_cleared": _("Outcome taken back"),
    "dissent_recorded": _("Dissent recorded"),
    "dissent_removed": _("Dissent removed"),
    "bottlenecks_proposed": _("Bottlenecks proposed from the results"),
    "bottleneck_added": _("Bottleneck added"),
    "bottleneck_changed": _("Bottleneck changed"),
    "bottleneck_kept": _("Bottleneck kept"),
    "bottleneck_parked": _("Bottleneck parked"),
    "bottleneck_dropped": _("Bottleneck dropped"),
    "bottlenecks_merged": _("Two bottlenecks merged into one"),
    "bottleneck_split": _("Bottleneck split in two"),
    "gates_answered": _("Gates of a bottleneck answered"),
    "scoring_opened": _("Scoring of priorities opened"),
    "scores_revealed": _("Scores of priorities revealed"),
    # The roadmap
    "action_added": _("Action added"),
    "action_changed": _("Action changed"),
    "action_removed": _("Action deleted"),
    "roadmap_imported": _("Roadmap table brought in"),
    "roadmap_signed_by_one": _("Signed by one ministry"),
    "roadmap_signed": _("Signed by both ministries"),
    "signature_voided": _("Signature made void by a change"),
    "roadmap_released_by_one": _("Released for circulation by one ministry"),
    "roadmap_released": _("Released for circulation by both ministries"),
    "release_taken_back": _("Release on behalf of a ministry taken back"),
    "scan_attached": _("Scan of the signed paper attached"),
    "scan_removed": _("Scan of the signed paper removed"),
    "logo_set": _("Logo of a ministry set"),
    # After the workshop
    "owner_link_made": _("Personal link made for an owner of actions"),
    "owner_link_withdrawn": _("Personal link of an owner withdrawn"),
    "progress_noted": _("Progress of an action noted"),
    "progress_taken_back": _("Note about an action taken back"),
    "workshop_followed_up": _("Follow-up begun"),
    "review_recorded": _("Review planned or recorded"),
    "review_changed": _("Review changed"),
    "review_removed": _("Review deleted"),
}
COLUMNS = ["at", "kind", "event", "about", "by"]


def in_words(action: str) -> str:
    """The kind's own code where nobody has given it words."""
    return str(WORDS.get(action, action))


def events_of(workshop, action: str = ""):
    """Newest first; of one kind unless ``action`` is empty."""
    events = workshop.events.select_related("by").order_by("-at", "-pk")
    return events.filter(action=action) if action else events


def kinds_in(workshop) -> list[tuple[str, str]]:
    """Kinds that the log holds, with their words, in the order of the words above."""
    found = workshop.events.order_by().values_list("action", flat=True).distinct()
    place = {action: number for number, action in enumerate(WORDS)}
    return [(kind, in_words(kind)) for kind in sorted(found, key=lambda k: (place.get(k, 999), k))]


def row_of(event: Event) -> dict:
    """An event as the table to keep has it; the time in UTC."""
    return {
        "at": event.at.isoformat(timespec="seconds"),
        "kind": event.action,
        "event": in_words(event.action),
        "about": event.subject,
        "by": presser_of(event),
    }


def presser_of(event: Event) -> str:
    """Who pressed; empty for a command and for people in the room."""
    if event.by and event.from_phone:
        return str(_("%(name)s, on a paired phone") % {"name": event.by})
    return str(event.by or "")
