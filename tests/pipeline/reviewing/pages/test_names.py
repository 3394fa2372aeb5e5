"""Names while somebody types."""

from __future__ import annotations

from tests.pipeline.reviewing.conftest import Workbench


async def test_names_are_offered_by_type_and_letters(workbench: Workbench) -> None:
    """Without the words at hand themselves."""
    async with workbench.signed_in() as browser:
        asked = {"type": "PERSON", "typed": "prit", "but": "Sarah"}
        assert (await browser.get("/names", params=asked)).json() == {"names": ["Nia Pritchard"]}
        assert (await browser.get("/names", params={**asked, "but": "nia pritchard"})).json() == {"names": []}
        assert "Llandre" in (await browser.get("/names", params={"type": "PLACE"})).json()["names"]
