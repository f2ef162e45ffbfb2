"""What is known of an application, by competency and source. Never one total."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from statistics import mean

from django.utils.translation import gettext as _

from compagnon.applications.models import Application
from compagnon.assessments.queries import ScoreLine, scores_of
from compagnon.programmes.declaration import Declaration
from compagnon.ratings.queries import EvidenceLine, evidence_of, progress_of
from compagnon.ratings.rules import SubjectKind

# How wide the drawing of an interval is, in its own units.
WIDTH = 100


@dataclass(frozen=True)
class Interval:
    """A score as a stretch: where the person lies, as sure as the test is."""

    start: int
    width: int
    middle: int
    words: str
    instrument: str


@dataclass(frozen=True)
class Mark:
    """One assessor's locked rating."""

    value: str
    subject: str
    seat: str
    evidence: str


@dataclass
class Cell:
    """What one source says about one competency."""

    source: str
    intervals: list[Interval] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    # Only once every rating of the source is locked.
    mean: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.intervals or self.marks)


@dataclass(frozen=True)
class EvidenceRow:
    """One competency."""

    name: str
    definition: str
    cells: list[Cell]

    @property
    def marks(self) -> list[tuple[str, Mark]]:
        """Each rating that has words to read."""
        return [
            (cell.source, mark)
            for cell in self.cells
            for mark in cell.marks
            if mark.evidence
        ]


@dataclass(frozen=True)
class Matrix:
    """Competencies by sources."""

    sources: list[str]
    rows: list[EvidenceRow]
    # Titles of the sources whose raters have not all locked.
    waiting: list[str]


def matrix(application: Application) -> Matrix:
    """Three queries, and one for each step that was rated."""
    declaration = application.campaign.programme.declaration
    ratings = evidence_of(application)
    scores = scores_of(application)
    order = [step.key for step in declaration.steps]
    sources = sorted(
        {(line.source, line.subject_kind) for line in ratings},
        key=lambda source: (order.index(source[0]), source[1]),
    )
    complete = {
        step: progress_of(application, step).is_complete for step, _kind in sources
    }
    rows = [
        EvidenceRow(
            name=str(one.name),
            definition=str(one.definition),
            cells=[
                *([_scored(scores, one.code)] if scores else []),
                *(
                    _rated(ratings, one.code, source, is_complete=complete[source[0]])
                    for source in sources
                ),
            ],
        )
        for one in declaration.competencies
    ]
    return Matrix(
        sources=[
            *([_("Assessments")] if scores else []),
            *(_title(declaration, source) for source in sources),
        ],
        rows=[row for row in rows if any(not cell.is_empty for cell in row.cells)],
        waiting=[
            _title(declaration, source) for source in sources if not complete[source[0]]
        ],
    )


def _title(declaration: Declaration, source: tuple[str, str]) -> str:
    """Name a source by its kind: role-plays apart from the talk of the same day."""
    step, kind = source
    if kind in SubjectKind.values:
        return str(SubjectKind(kind).label)
    return str(declaration.step(step).title)


def _scored(scores: list[ScoreLine], competency: str) -> Cell:
    cell = Cell(source=_("Assessments"))
    for line in scores:
        if line.competency != competency:
            continue
        low = max(0.0, line.value - line.standard_error)
        high = min(1.0, line.value + line.standard_error)
        cell.intervals.append(
            Interval(
                start=round(low * WIDTH),
                width=max(2, round((high - low) * WIDTH)),
                middle=round(line.value * WIDTH),
                words=line.words,
                instrument=line.instrument,
            )
        )
    return cell


def _rated(
    ratings: list[EvidenceLine],
    competency: str,
    source: tuple[str, str],
    *,
    is_complete: bool,
) -> Cell:
    found = [
        line
        for line in ratings
        if line.competency == competency and (line.source, line.subject_kind) == source
    ]
    values = [line.score for line in found if line.score is not None]
    return Cell(
        source=", ".join(dict.fromkeys(line.subject_title for line in found)),
        marks=[_mark(line) for line in found],
        mean=_number(mean(values)) if values and is_complete else "",
    )


def _mark(line: EvidenceLine) -> Mark:
    seat = _("third assessor") if line.is_third else _("assessor %d") % line.seat
    return Mark(
        value="–" if line.score is None else _number(line.score),
        subject=line.subject_title,
        seat=seat,
        evidence=line.evidence,
    )


def _number(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
