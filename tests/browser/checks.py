"""What holds on every page, whatever it says."""

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def assert_accessible(page):
    """No finding of axe against WCAG 2.2 A and AA."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ] == [], page.url


def assert_fits(page):
    """The page itself never scrolls sideways; a wide table scrolls inside its own box."""
    page.wait_for_load_state()
    wide = page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"
