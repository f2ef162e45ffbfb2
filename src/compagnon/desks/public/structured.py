"""An opening as schema.org describes it, for the readers that are machines."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from compagnon.kit.cldr import country_name
from compagnon.postings.models import Opening

# What could end a script element or begin a comment inside one.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(content: dict[str, Any]) -> SafeString:
    """Return JSON for a data block. A browser never runs one; nothing can end it."""
    return mark_safe(  # noqa: S308 - escaped as json_script does
        json.dumps(content, ensure_ascii=False).translate(_ESCAPES)
    )


def job_posting(
    opening: Opening, *, url: str, organisation: str, work_right: str
) -> dict[str, Any]:
    """Return a schema.org JobPosting. Says nothing of citizenship, by intention.

    `work_right` is what candidates must declare about their right to work; blank where
    they are not asked.
    """
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": opening.title,
        "description": opening.description or opening.title,
        "identifier": {
            "@type": "PropertyValue",
            "name": organisation,
            "value": opening.reference or opening.code,
        },
        "url": url,
        "datePosted": opening.campaign.opens_at.date().isoformat(),
        "validThrough": closing(opening),
        "employmentType": employment_types(opening),
        "hiringOrganization": {
            "@type": "Organization",
            "name": opening.organisation or organisation,
        },
        "jobLocation": {"@type": "Place", "address": address(opening)},
        "jobStartDate": opening.starts_on.isoformat(),
        "totalJobOpenings": opening.seats,
        "directApply": True,
    }
    if opening.allowance_eur is not None:
        content["baseSalary"] = monthly(opening)
    if work_right:
        content["eligibilityToWorkRequirement"] = work_right
    return content


def closing(opening: Opening) -> str:
    """The instant it closes: that of the campaign where it is earlier."""
    return min(opening.closes_at, opening.campaign.closes_at).isoformat()


def employment_types(opening: Opening) -> list[str]:
    return ["FULL_TIME"] + (["TEMPORARY"] if opening.duration_months else [])


def address(opening: Opening) -> dict[str, str]:
    place = opening.place
    known = {"addressLocality": place.city, "addressCountry": place.country}
    named = {name: value for name, value in known.items() if value}
    if not place.city:
        named["addressRegion"] = country_name(place.country)
    return {"@type": "PostalAddress", **named}


def monthly(opening: Opening) -> dict[str, Any]:
    return {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "value": float(opening.allowance_eur or 0),
            "unitText": "MONTH",
        },
    }
