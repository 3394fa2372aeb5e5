"""A codebook with comments everywhere, to be changed in tests, and a short way to change it."""

from __future__ import annotations

import textwrap

from codebook.operations import Signed

WHY = Signed("hard to tell apart, says Siân ŵ 👩‍👧", "2026-03-01", "AB")

COMMENTED = textwrap.dedent(
    """\
    # Ours since the first team day.
    id: ours   # never changed
    title: Gofal ŵyl 🙂
    version: "0.1.0"
    status: draft
    language: en

    # Codes are kept in the order in which we met them.
    themes:
      # What home is like.
      - id: care
        tag: CAR
        name: Care
        colour: "#0072b2"
        definition: "How care is given."
        codes:
          - id: care/meals
            tag: CAR-MEA
            name: Shared meals
            definition: "Eating together."
            include_when: "a meal is told of, also one on the way (CAR-LIF)"
            exclude_when: "a meal is only planned"
            indicators: [sat down to tea, cawl on a Sunday]   # the second is Nia's
            confused_with: [care/lifts, food/shop]

          # Lifts came up in every interview.
          - id: care/lifts
            tag: CAR-LIF
            name: Lifts
            definition: "Being driven somewhere."
            indicators:
              - dropped me off
              # more to come
              - waited in the car   # with 🎶
          - id: care/phone
            tag: CAR-PHO
            name: A phone
            definition: >
              Having a phone of one's own,
              or the use of one; not the shop (FOO-SHO).
            indicators: [topped up my phone]
            confused_with:
              - care/lifts
              - care/meals

      # Food is more than meals.
      - id: food
        tag: FOO
        name: Food
        colour: "#e69f00"
        definition: "What is eaten."
        codes:
          - id: food/shop
            tag: FOO-SHO
            name: The shop
            definition: "Going to the shop, without a meal (CAR-MEA)."
            indicators: [nipped to the siop]
            confused_with: [care/meals]
          - {id: food/oven, tag: FOO-OVE, name: The oven, definition: "Baking at home.", indicators: [bara brith]}

    # Flags are no codes.
    handling_flags:
      - {id: withhold, tag: FLG-WIT, name: Withhold, effect: "leave it out"}
    # The end.
    """
)


def comments(text: str) -> list[str]:
    """Return the lines of a file that are comments, in order."""
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]
