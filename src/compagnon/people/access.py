"""Who may: the role gates of pages, and the only way to what is in the vault."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from . import second_factor
from .errors import NotAllowedError
from .models import Disclosure, Grant, Identity, Person, Role


class SignedInRequest(HttpRequest):
    """A request of a person who has signed in."""

    user: Person


View = Callable[..., HttpResponseBase]


def signed_in(view: Callable[Concatenate[Any, ...], HttpResponseBase]) -> View:
    """Let a signed-in person in; send anybody else to the sign-in page and back."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(cast("SignedInRequest", request), *args, **kwargs)

    return gate


def role_required(
    *roles: Role,
) -> Callable[[Callable[Concatenate[Any, ...], HttpResponseBase]], View]:
    """Let people with one of `roles` in; to anybody else the page does not exist.

    A member of staff whose sign-in lacks the second factor is sent to it first.
    """

    def decorate(view: Callable[Concatenate[Any, ...], HttpResponseBase]) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, *roles):
                raise Http404
            if detour := second_factor.missing(request):
                return detour
            return view(cast("SignedInRequest", request), *args, **kwargs)

        return gate

    return decorate


def roles_of(person: Person) -> frozenset[str]:
    """The person's roles, anywhere. One query, remembered on the object."""
    if not hasattr(person, "_roles"):
        person._roles = frozenset(  # type: ignore[attr-defined]  # noqa: SLF001
            Grant.objects.filter(person=person).values_list("role", flat=True)
        )
    return cast("frozenset[str]", person._roles)  # type: ignore[attr-defined]  # noqa: SLF001


def has_role(person: Any, *roles: Role) -> bool:
    return person.is_authenticated and not roles_of(person).isdisjoint(roles)


def programmes_in_care(person: Person, *roles: Role) -> set[str] | None:
    """The programme slugs that the person's roles cover; None means all. One query."""
    slugs = set(
        Grant.objects.filter(person=person, role__in=roles).values_list(
            "programme_slug", flat=True
        )
    )
    return None if "" in slugs else slugs


def own_identity(person: Person) -> Identity:
    """A person may always read what identifies them."""
    return Identity.objects.get(person=person)


def reveal_identity(
    subject: Person, *, reader: Person, reason: str, now: datetime | None = None
) -> Identity:
    """Open the vault for one person, and write down who looked and why.

    Raises `NotAllowedError` without a reason.
    """
    if not reason.strip():
        raise NotAllowedError("Say why you need to know who this is.")
    identity = Identity.objects.get(person=subject)
    Disclosure.objects.create(
        reader=reader,
        subject=subject,
        what="identity",
        reason=reason.strip()[:300],
        happened_at=now or timezone.now(),
    )
    return identity
