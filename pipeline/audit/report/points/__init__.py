"""The 24 points of an ethics reviewer's list, one module each: facts in, an answer out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.audit.report.answer import Answer
from pipeline.audit.report.facts import Facts
from pipeline.audit.report.points import (
    p01_approval,
    p02_data_flow,
    p03_inventory,
    p04_consent,
    p05_policy,
    p06_pseudonyms,
    p07_log,
    p08_review_list,
    p09_originals,
    p10_containers,
    p11_residual_rate,
    p12_seeds,
    p13_intruder,
    p14_indirect,
    p15_third_parties,
    p16_quotations,
    p17_tables,
    p18_access,
    p19_access_log,
    p20_retention,
    p21_welsh,
    p22_changes,
    p23_limits,
    p24_sign_off,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One of the 24: what it asks, and what answers it."""

    title: str
    answer: Callable[[Facts], Answer]


POINTS = (
    Point("Approval, impact assessment, custodian and safeguarding lead", p01_approval.answer),
    Point("Who holds what, and where", p02_data_flow.answer),
    Point("Every file accounted for", p03_inventory.answer),
    Point("Consent and withdrawals", p04_consent.answer),
    Point("Policy for each kind of identifier", p05_policy.answer),
    Point("One person, one pseudonym", p06_pseudonyms.answer),
    Point("The log is complete", p07_log.answer),
    Point("The list of doubts is cleared", p08_review_list.answer),
    Point("Originals searched for in every byte that leaves", p09_originals.answer),
    Point("Nothing hidden in files", p10_containers.answer),
    Point("How much may be left", p11_residual_rate.answer),
    Point("How much the sample's reader catches", p12_seeds.answer),
    Point("Intruder tests", p13_intruder.answer),
    Point("Indirect identifiers: who is alone", p14_indirect.answer),
    Point("Third parties and public figures", p15_third_parties.answer),
    Point("Quotations", p16_quotations.answer),
    Point("Tables", p17_tables.answer),
    Point("Access: roles and switches", p18_access.answer),
    Point("Access log and register of re-identifications", p19_access_log.answer),
    Point("Retention", p20_retention.answer),
    Point("Welsh read by a Welsh reader", p21_welsh.answer),
    Point("Changes since the last sign-off", p22_changes.answer),
    Point("Known limits", p23_limits.answer),
    Point("Sign-off", p24_sign_off.answer),
)
