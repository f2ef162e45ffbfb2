"""A declared plan on the calendar of one placement. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compagnon.programmes.declaration import Phase, Plan, Task, Text

FINISHED, RUNNING, COMING = "is-done", "is-current", "is-next"


@dataclass(frozen=True)
class PlannedTask:
    """One task with its date."""

    key: str
    title: Text
    owner: str
    due_on: date
    done_when: Text


@dataclass(frozen=True)
class PlannedPhase:
    """One part of the plan with its dates. `css` says where today lies."""

    key: str
    title: Text
    from_on: date
    to_on: date
    css: str
    tasks: tuple[PlannedTask, ...]

    @property
    def is_running(self) -> bool:
        return self.css == RUNNING


def day_on(starts_on: date, day: int) -> date:
    """Return the date of a day of the plan: 1 is the first day, -1 the day before."""
    return starts_on + timedelta(days=day - 1 if day > 0 else day)


def planned(
    plan: Plan, *, starts_on: date, ends_on: date | None, today: date
) -> tuple[PlannedPhase, ...]:
    """Return the plan with dates. What would lie after the last day is left out."""
    phases = (_phase(phase, starts_on, ends_on, today) for phase in plan.phases)
    return tuple(phase for phase in phases if phase is not None)


def _phase(
    phase: Phase, starts_on: date, ends_on: date | None, today: date
) -> PlannedPhase | None:
    from_on, to_on = day_on(starts_on, phase.from_day), day_on(starts_on, phase.to_day)
    if ends_on is not None:
        if from_on > ends_on:
            return None
        to_on = min(to_on, ends_on)
    tasks = (_task(task, starts_on) for task in phase.tasks)
    return PlannedPhase(
        key=phase.key,
        title=phase.title,
        from_on=from_on,
        to_on=to_on,
        css=_where(from_on, to_on, today),
        tasks=tuple(
            sorted(
                (one for one in tasks if ends_on is None or one.due_on <= ends_on),
                key=lambda one: one.due_on,
            )
        ),
    )


def _task(task: Task, starts_on: date) -> PlannedTask:
    return PlannedTask(
        key=task.key,
        title=task.title,
        owner=task.owner,
        due_on=day_on(starts_on, task.day),
        done_when=task.done_when,
    )


def _where(from_on: date, to_on: date, today: date) -> str:
    if today > to_on:
        return FINISHED
    return RUNNING if today >= from_on else COMING


def to_prepare(phases: Sequence[PlannedPhase], starts_on: date) -> list[PlannedTask]:
    """Return what the hired person does before the first day, soonest first."""
    own = (
        task
        for phase in phases
        for task in phase.tasks
        if task.owner == "placement" and task.due_on < starts_on
    )
    return sorted(own, key=lambda task: task.due_on)
