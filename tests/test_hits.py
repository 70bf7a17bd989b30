"""What a search can find leads to where it stands."""

import datetime
import re

from conftest import ROOT, SAMPLE
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Action, Plan
from scrutiny.pages import Edition, list_pages
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import search_documents

AS_OF = datetime.date(2026, 11, 22)
REGISTER = load_content(SAMPLE).register


def test_every_hit_leads_to_an_anchor_on_its_page() -> None:
    """A reader who follows a hit lands on the finding, resolution, point, question or action it speaks of."""
    edition = Edition(link(REGISTER), AS_OF)
    renderer = Renderer(ROOT / "overrides", Acronyms(REGISTER.shared.terms))
    anchors = {page.url: set(re.findall(r' id="([^"]+)"', renderer.body(page))) | {""} for page in list_pages(edition)}

    lost = [
        document.url
        for document in search_documents(edition)
        if document.url.partition("#")[2] not in anchors[document.url.partition("#")[0]]
    ]

    assert lost == []


def test_a_hit_on_a_single_step_without_a_number_leads_to_step_1() -> None:
    """The only action of a plan may go without a number; its anchor is that of number 1, in search as on the page."""
    id_, plan = next((id_, record) for id_, record in REGISTER.records.items() if isinstance(record, Plan))
    alone = plan.model_copy(update={"actions": (Action(text="Publish the letter."),), "updates": ()})
    edition = Edition(link(Register({**REGISTER.records, id_: alone}, REGISTER.shared)), AS_OF)

    urls = [document.url for document in search_documents(edition) if document.url.startswith(f"{id_}/#action")]

    assert urls == [f"{id_}/#action-1"]
