"""Every address of the product, visited by everybody who may come to it.

The table says what each address answers to whom. An address that is not in it fails, so nobody
can add a page without deciding who may see it.
"""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.walk.addresses import address, addresses, parameters, routes, spelt
from tests.walk.demonstration import standing_demo
from tests.walk.pages import addresses_in, forms_on, pages, send
from tests.walk.roles import HELD_SEATS, NAMES, ROLES, device_of

FACILITATORS = ("facilitator", "co_facilitator")
SIGNED_IN = (*FACILITATORS, "stranger")
NOT_SIGNED_IN = tuple(role for role in ROLES if role not in SIGNED_IN)
SEATLESS = tuple(role for role in ROLES if role not in (*HELD_SEATS, "voided"))
SIGN_IN = "to the sign-in page"


def table(names, **methods):
    return dict.fromkeys(names.split(), methods)


def everybody(names, get, post=405):
    return table(names, get=dict.fromkeys(ROLES, get), post=dict.fromkeys(ROLES, post))


def before_signing_in(names, get, post=405):
    """Pages that send people who are signed in on to their workshops."""
    on = dict.fromkeys(SIGNED_IN, 302)
    post_on = dict.fromkeys(SIGNED_IN, post if post == 405 else 302)
    return table(
        names,
        get=dict.fromkeys(ROLES, get) | on,
        post=dict.fromkeys(ROLES, post) | post_on,
    )


def signed_in(names, get, post=405):
    """Pages of people who sign in, whichever workshop is theirs."""
    to_sign_in = dict.fromkeys(NOT_SIGNED_IN, SIGN_IN)
    return table(
        names,
        get=to_sign_in | dict.fromkeys(SIGNED_IN, get),
        post=to_sign_in | dict.fromkeys(SIGNED_IN, post),
    )


def facilitated(names, get, post=405):
    """Pages of the workshop's facilitators: others who signed in must not learn it exists."""
    return table(names, get=_facilitated(get), post=_facilitated(post))


def _facilitated(status):
    return (
        dict.fromkeys(NOT_SIGNED_IN, SIGN_IN)
        | dict.fromkeys(FACILITATORS, status)
        | {"stranger": 405 if status == 405 else 404}
    )


def run_by(names, get, post=405):
    """Pages of whoever runs the room: facilitators, and the phones that they have paired."""
    return table(names, get=_run_by(get), post=_run_by(post))


def _run_by(status):
    others = {"stranger": 404, "paired_phone": status, "unpaired_phone": 403}
    return _facilitated(status) | others


def seated(names, get, post=405, get_but=None, post_but=None):
    """Pages of the seat a phone holds. ``*_but``: seats that get something else."""
    return table(
        names,
        get=_seated(get) | (get_but or {}),
        post=_seated(post) | (post_but or {}),
    )


def _seated(status):
    return (
        dict.fromkeys(SEATLESS, 404 if status != REFUSED_FIRST else 405)
        | dict.fromkeys(HELD_SEATS, 405 if status == REFUSED_FIRST else status)
        | {"voided": 403 if status != REFUSED_FIRST else 405}
    )


# Of some pages the method is looked at before the seat.
REFUSED_FIRST = "405 for everybody"

NOT_ASKED = {"observer": 404}
# Of a side in which each answers alone.
ALONE = {"respondent": 403, "moh_signatory": 403} | NOT_ASKED
OTHER_SEATS = [role for role in HELD_SEATS if role != "respondent"]
SIGNATORIES_ONLY = {"respondent": 403, "silent": 403, "observer": 403}

# An empty form is sent: 200 is the form again, with what is missing; 422 asks for a file.
EXPECTED = (
    # Open to everybody. Each is here on purpose; nothing else may answer a stranger with 200.
    before_signing_in("home", get=200)
    | before_signing_in("account_login account_signup", get=200, post=200)
    | everybody("account_inactive account_email_verification_sent", get=200)
    | everybody("account_reset_password account_reset_password_from_key", get=200, post=200)
    | everybody("account_reset_password_done account_reset_password_from_key_done", get=200)
    | everybody("account_confirm_email", get=200, post=404)
    | everybody("set_language", get=302, post=302)
    | everybody("diagnostics:join_code diagnostics:join_seat", get=200, post=200)
    | everybody("diagnostics:join_slip", get=200, post=200)
    # Whoever was given the address.
    | everybody("diagnostics:wall diagnostics:wall_question", get=200)
    | everybody("diagnostics:slip", get=404, post=404)  # a code that stands on no slip
    | everybody("diagnostics:join_institution", get=200)
    | everybody("diagnostics:bank diagnostics:bank_question", get=200)
    | everybody("diagnostics:bank_csv diagnostics:bank_xlsx", get=200)
    | everybody("diagnostics:bank_bottlenecks diagnostics:practices diagnostics:glossary", get=200)
    | everybody("diagnostics:booklets", get=200, post=302)
    # Nobody asked for these yet.
    | everybody("diagnostics:booklet_pdf", get=302)
    | everybody("diagnostics:glossary_pdf diagnostics:glossary_page_pdf", get=302)
    | table(
        "diagnostics:join",
        get=dict.fromkeys(ROLES, 200) | dict.fromkeys(HELD_SEATS, 302),
        post=dict.fromkeys(ROLES, 405),
    )
    # One's own account.
    | table(
        "account_logout",
        get=dict.fromkeys(ROLES, 302) | dict.fromkeys(SIGNED_IN, 200),
        post=dict.fromkeys(ROLES, 302),
    )
    | signed_in("account_change_password account_reauthenticate", get=200, post=200)
    | signed_in("account_email", get=200, post=302)
    | signed_in("account_set_password account_confirm_login_code", get=302, post=302)
    | signed_in("mfa_index", get=200)
    | signed_in("mfa_activate_totp mfa_authenticate mfa_reauthenticate", get=302, post=302)
    | signed_in("mfa_generate_recovery_codes", get=302, post=302)
    | signed_in("mfa_deactivate_totp mfa_download_recovery_codes", get=404, post=404)
    | signed_in("mfa_view_recovery_codes", get=404)
    | signed_in("alignment:workshop_list", get=200)
    | signed_in("alignment:workshop_create", get=200, post=200)
    | signed_in("roadmaps:add_demo", get=405, post=302)
    | everybody("alignment:invited", get=404, post=404)  # no such link
    # Whoever holds an owner's personal link.
    | everybody("roadmaps:owner roadmaps:owner_note_file roadmaps:owner_calendar", get=200)
    | everybody("roadmaps:owner_action", get=200, post=200)
    | everybody("roadmaps:owner_take_back", get=405, post=302)
    # Running the room, on the laptop and on a paired phone.
    | run_by("diagnostics:control", get=200)
    | run_by("diagnostics:parking", get=200, post=200)
    | run_by(
        """
        diagnostics:set_state diagnostics:timer diagnostics:wall_results diagnostics:parked_item
        diagnostics:control_leave
        """,
        get=405,
        post=302,
    )
    | table(
        "diagnostics:run_now",
        get=dict.fromkeys(ROLES, 404) | dict.fromkeys(FACILITATORS, 200),
        post=dict.fromkeys(ROLES, 405),
    )
    | everybody("diagnostics:pair", get=200, post=200)
    | facilitated("diagnostics:notes diagnostics:run_seats", get=200)
    | facilitated("diagnostics:note", get=200, post=200)
    | facilitated("diagnostics:phones", get=200, post=302)
    | facilitated("diagnostics:phone_unpair diagnostics:wall_address", get=405, post=302)
    # What facilitators read.
    | facilitated(
        """
        alignment:setup alignment:log alignment:log_csv
        alignment:agenda_csv alignment:agenda_xlsx alignment:people_csv alignment:people_xlsx
        diagnostics:questions diagnostics:question_print
        diagnostics:run diagnostics:compare diagnostics:compare_question diagnostics:agree
        roadmaps:bottlenecks roadmaps:priorities roadmaps:roadmap roadmaps:roadmap_table
        roadmaps:roadmap_quarters roadmaps:roadmap_money roadmaps:roadmap_open
        roadmaps:documents roadmaps:download
        """,
        get=200,
    )
    # What facilitators fill in.
    | facilitated(
        """
        alignment:workshop_edit alignment:budget_dates alignment:budget_date
        alignment:sides alignment:side alignment:agenda alignment:agenda_item
        alignment:objectives alignment:people alignment:institution alignment:seat
        diagnostics:question_weights diagnostics:own_question_add
        diagnostics:run_facts diagnostics:enter_paper diagnostics:poster diagnostics:slips
        diagnostics:agree_question diagnostics:conclusion
        roadmaps:bottleneck_add roadmaps:bottleneck roadmaps:cause_add roadmaps:cause
        roadmaps:action_add roadmaps:action
        """,
        get=200,
        post=200,
    )
    | facilitated(
        """
        alignment:agenda_import alignment:people_import
        diagnostics:import_answers roadmaps:roadmap_import
        """,
        get=200,
        post=422,
    )
    # What facilitators press.
    | facilitated(
        """
        alignment:side_remove alignment:agenda_item_remove
        alignment:institution_remove
        alignment:seat_void alignment:seat_restore alignment:seat_release alignment:seat_remove
        diagnostics:question_pick diagnostics:question_unpick diagnostics:question_short_form
        diagnostics:question_newer_text
        diagnostics:outcome_clear diagnostics:dissent_remove
        diagnostics:agree_together diagnostics:vote_again diagnostics:verdict
        diagnostics:workshop_close diagnostics:workshop_reopen
        roadmaps:bottlenecks_propose roadmaps:scoring_open roadmaps:document_request
        roadmaps:conclude_again
        """,
        get=405,
        post=302,
    )
    | facilitated(
        "alignment:institution_seats alignment:objective_add diagnostics:dissent",
        get=405,
        post=200,
    )
    # The press says to what.
    | facilitated("roadmaps:bottleneck_decide", get=405, post=404)
    | facilitated("diagnostics:slips_pdf", get=302)  # none are printed yet
    # Every institution has its side already.
    | facilitated("alignment:institution_sides", get=302, post=302)
    | facilitated("diagnostics:paper_forms", get=200, post=302)
    | facilitated("diagnostics:paper_form_pdf", get=302)  # nobody asked for it yet
    | facilitated("roadmaps:rehearsal", get=200, post=302)
    # From finding to cause and priority; whoever splits or merges is told first what happens.
    | facilitated("roadmaps:causes", get=200)
    | facilitated("roadmaps:merge roadmaps:split roadmaps:park", get=200, post=200)
    | facilitated("roadmaps:gates", get=200, post=302)
    # Presses that are asked for once more.
    | facilitated("alignment:workshop_archive alignment:workshop_delete", get=200, post=302)
    | facilitated("alignment:workshop_bring_back", get=405, post=302)
    | facilitated("alignment:facilitators alignment:facilitator_remove", get=200, post=302)
    | facilitated("alignment:invitation_withdraw", get=405, post=302)
    | facilitated("diagnostics:duplicate", get=200, post=200)
    | facilitated("diagnostics:newcomers", get=200)
    | facilitated("diagnostics:newcomer_admit", get=405, post=200)
    | facilitated("diagnostics:newcomer_turn_away", get=405, post=302)
    | table(
        "diagnostics:ask",
        get=dict.fromkeys(ROLES, 200) | dict.fromkeys(HELD_SEATS, 302),
        post=dict.fromkeys(ROLES, 302),
    )
    | facilitated("roadmaps:seat_merge", get=200, post=200)
    | facilitated("diagnostics:early_links diagnostics:early_link", get=200, post=200)
    | facilitated("diagnostics:early_link_close", get=200, post=302)
    # Whoever was given the link of one institution; the seats of others go to their own page.
    | table(
        "diagnostics:early",
        get=dict.fromkeys(ROLES, 200) | dict.fromkeys(HELD_SEATS, 302),
        post=dict.fromkeys(ROLES, 200) | dict.fromkeys(HELD_SEATS, 302),
    )
    | facilitated("alignment:pack alignment:pack_document", get=200, post=200)
    | facilitated("alignment:pack_document_remove", get=200, post=302)
    | facilitated("alignment:pack_file", get=200)
    | seated("diagnostics:own_pack", get=200)
    | seated("diagnostics:own_pack_file", get=200)
    | facilitated("roadmaps:scoring_reveal", get=200, post=302)
    | facilitated(
        "alignment:budget_date_remove roadmaps:action_delete roadmaps:cause_delete",
        get=200,
        post=302,
    )
    # Without a stage the reveal leads back; an open workshop's questions are frozen.
    | run_by("diagnostics:reveal", get=302, post=302)
    | facilitated("diagnostics:open_workshop", get=302, post=302)
    | facilitated("diagnostics:own_question_edit diagnostics:own_question_delete", 404, 404)
    # Documents: their paper, scans of what was signed by hand, and letting a text out.
    | everybody("roadmaps:check", get=404, post=404)  # no such version
    | facilitated("roadmaps:letterhead", get=200, post=302)
    | facilitated("roadmaps:scans", get=200, post=200)
    | facilitated("roadmaps:logo roadmaps:scan", get=200)
    | facilitated("roadmaps:scan_remove", get=200, post=302)
    # No version was signed before the draft.
    | facilitated("roadmaps:changes", get=404)
    | seated("roadmaps:participant_changes", get=404)
    # No text is final yet.
    | facilitated("roadmaps:release_on_behalf", get=404, post=404)
    | facilitated("roadmaps:release_take_back", get=405, post=404)
    | seated("roadmaps:release", 404, 404, SIGNATORIES_ONLY, SIGNATORIES_ONLY)
    | seated("roadmaps:signatory_scan", get=200, get_but=SIGNATORIES_ONLY)
    # After the workshop.
    | facilitated("diagnostics:last_round", get=200)
    | facilitated("roadmaps:follow_up roadmaps:note_file roadmaps:reviews", get=200)
    | facilitated("roadmaps:reports roadmaps:report_download", get=200)
    | facilitated("roadmaps:followed_action roadmaps:owner_links", get=200, post=200)
    | facilitated("roadmaps:follow_up_calendar", get=200)
    | seated("roadmaps:participant_calendar", get=200)
    | facilitated("roadmaps:review_add roadmaps:review", get=200, post=200)
    | facilitated("roadmaps:review_delete", get=200, post=302)
    | facilitated(
        """
        roadmaps:follow_up_begin roadmaps:note_take_back roadmaps:owner_link_withdraw
        roadmaps:report_request
        """,
        get=405,
        post=302,
    )
    | seated("roadmaps:participant_follow_up roadmaps:participant_note_file", get=200)
    # What officials see in the room.
    | seated("diagnostics:me", get=200)
    | seated("diagnostics:choose_language", get=405, post=302)
    | seated("diagnostics:leave", get=200, post=302)
    | seated("diagnostics:stage diagnostics:facts", 200, 200, NOT_ASKED, NOT_ASKED)
    | seated("diagnostics:evidence", 200, 200, NOT_ASKED, NOT_ASKED)
    # The respondent's own.
    | seated("diagnostics:own_file", 200, 405, dict.fromkeys(OTHER_SEATS, 404))
    | seated(
        "diagnostics:remove_file",
        200,
        302,
        dict.fromkeys(OTHER_SEATS, 404),
        dict.fromkeys(OTHER_SEATS, 404),
    )
    | seated("diagnostics:result_file", get=200)
    | facilitated("diagnostics:compared_file", get=200)
    | facilitated("diagnostics:waiting_answers", get=200, post=200)
    | table(
        "diagnostics:save_answer",
        get=dict.fromkeys(ROLES, 405),
        post=_seated(409),  # nothing was said
    )
    # Only whose cookie is ours; whether the seat still stands changes nothing that is told.
    | table(
        "diagnostics:here",
        get=dict.fromkeys(ROLES, 405),
        post=_seated(204) | {"voided": 204},
    )
    | seated("diagnostics:check_answers", 200, 405, NOT_ASKED)
    | seated("diagnostics:delegation_note", 200, 200, ALONE, ALONE)
    | seated("diagnostics:results diagnostics:result", get=200, post=REFUSED_FIRST)
    | seated("roadmaps:score", get=200, post=200)
    | seated("roadmaps:signed_pdf", get=404)  # nobody signed yet
    | seated("roadmaps:participant_roadmap", get=200, post=200, post_but=SIGNATORIES_ONLY)
)

PUBLIC = {
    "home",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "diagnostics:join_code",
    "diagnostics:join",
    "diagnostics:join_institution",
    "diagnostics:join_seat",
    "diagnostics:join_slip",
    "diagnostics:wall",
    "diagnostics:wall_question",
    "diagnostics:pair",
    "diagnostics:early",
    "diagnostics:ask",
    "diagnostics:bank",
    "diagnostics:bank_question",
    "diagnostics:bank_csv",
    "diagnostics:bank_xlsx",
    "diagnostics:booklets",
    "diagnostics:bank_bottlenecks",
    "diagnostics:practices",
    "diagnostics:glossary",
    "roadmaps:owner",
    "roadmaps:owner_action",
    "roadmaps:owner_calendar",
    "roadmaps:owner_note_file",
}

OURS = sorted(name for name in routes() if ":" in name)
WITH_WORDS = [name for name in OURS if parameters(name)]
HOSTILE = ["\x00", "'--", "<script>", "\u202e", "\U0001f600", "9" * 40, "x" * 3000, "-1", "%2e"]
WRITES = ("INSERT", "UPDATE", "DELETE")

# What people said in the demonstration; nobody may read it in a log or an address.
SAID = ["four months", "first draft was finished", "What is missing is their use"]
TYPED = "Zawadi Ingabire whispered this"
SECRETS = [*NAMES.values(), *SAID, TYPED]
GARBAGE = {
    "empty": "",
    "words": TYPED,
    "a null": "\x00",
    "too long": "x" * 20_000,
    "hostile": "=1+1<script>\u202e\U0001f600",
    "a number out of range": "-99999999999999999999",
}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with standing_demo(django_db_blocker) as people:
        yield people


@pytest.fixture(autouse=True)
def log(caplog):
    """After each test: nothing that people said, and nobody's name, went into the log."""
    caplog.set_level("INFO")
    yield caplog
    lines = [f"{r.getMessage()} {r.exc_text or ''}" for r in caplog.records]
    assert [(secret, line) for line in lines for secret in SECRETS if secret in line] == []


def seen(response):
    location = response.headers.get("Location", "")
    assert not tells(location)
    return SIGN_IN if location.startswith("/accounts/login/") else response.status_code


def tells(address_) -> bool:
    return any(word in address_ for word in SECRETS)


def test_every_address_is_in_the_table():
    assert set(routes()) == set(EXPECTED)


def test_only_the_public_list_answers_people_who_are_not_known():
    open_to_all = {name for name, row in EXPECTED.items() if row["get"]["nobody"] == 200}

    assert open_to_all == PUBLIC


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_who_gets_what(db, demo, name):
    path = address(name, demo["workshop"])
    devices = {role: device_of(role, demo) for role in ROLES}

    found = {
        method: {role: seen(send(devices[role], method, path)) for role in ROLES}
        for method in ("get", "post")
    }

    assert found == EXPECTED[name]


def test_an_answer_is_taken_only_from_those_who_may_answer(db, demo):
    path = address("diagnostics:save_answer", demo["workshop"])
    said = {"question": "M-05", "value": "3", "round": "1", "comment": TYPED, "evidence": ""}
    clock = {"answered": "1000", "now": "1000", "revision": str(uuid.uuid4())}

    found = {}
    for role in ROLES:
        side = getattr(getattr(demo.get(role), "side", None), "mode", "individual")
        found[role] = seen(send(device_of(role, demo), "post", path, said | clock | {"mode": side}))

    refused = dict.fromkeys(ROLES, 404) | {"voided": 403, "silent": 409, "observer": 409}
    taken = dict.fromkeys(["respondent", "moh_signatory", "mof_signatory"], 200)
    assert found == refused | taken


# That the phone was there, and nothing more.
SIGN_OF_LIFE = 'UPDATE "alignment_participant" SET "seen_at"'


@pytest.mark.parametrize("name", OURS)
def test_looking_changes_nothing_and_no_link_tells_what_people_said(db, demo, name):
    path = address(name, demo["workshop"])
    expected = EXPECTED[name]["get"]
    devices = {role: device_of(role, demo) for role in ("facilitator", "mof_signatory")}

    with CaptureQueriesContext(connection) as queries:
        for role, client in devices.items():
            page = client.get(path)
            assert seen(page) == expected[role]
            assert [link for link in addresses_in(page.content) if tells(link)] == []
            assert seen(client.head(path)) in (expected[role], 405)
            assert client.options(path).status_code < 500

    written = [q["sql"] for q in queries if q["sql"].startswith(WRITES)]
    assert [sql for sql in written if not sql.startswith(SIGN_OF_LIFE)] == []


@pytest.mark.parametrize("name", WITH_WORDS)
def test_hostile_addresses_lead_nowhere(db, demo, name):
    client = device_of("respondent" if routes()[name].startswith("j/") else "facilitator", demo)
    good = dict.fromkeys(parameters(name), 1) | {"code": demo["workshop"].code}

    found = {
        (part, value): seen(client.get(spelt(name, good | {part: value})))
        for part in parameters(name)
        for value in HOSTILE
    }

    assert set(found.values()) <= {404, 405}, found


@pytest.mark.parametrize("role", ["nobody", "facilitator", "respondent", "mof_signatory"])
@pytest.mark.parametrize("place", ["workshop", "draft"])
def test_garbage_in_every_form_is_answered_with_a_page(db, demo, role, place):
    client = device_of(role, demo)
    for form in forms_on(pages(client, addresses(demo[place]))):
        for garbage in GARBAGE.values():
            response = send(client, form.method, form.action, form.filled_with(garbage))
            assert response.status_code < 500


@pytest.mark.parametrize("role", ["facilitator", "respondent"])
def test_garbage_behind_the_question_mark_is_answered_with_a_page(db, demo, role):
    client = device_of(role, demo)
    query = "page=%00&stage=%00&question=%00&order=%&" + "a=1&" * 900
    for place in ("workshop", "draft"):
        for path in addresses(demo[place]):
            assert client.get(f"{path}?{query}").status_code < 500
