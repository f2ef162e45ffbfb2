"""Who may: the role gates of pages, and the only way to what is in the vault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

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


def write_disclosure(
    subject: Person, *, reader: Person, what: str, reason: str, now: datetime | None
) -> None:
    """Write down that personal data of `subject` was shown; never the data itself."""
    Disclosure.objects.create(
        reader=reader,
        subject=subject,
        what=what,
        reason=reason.strip()[:300],
        happened_at=now or timezone.now(),
    )


def reveal_identity(
    subject: Person, *, reader: Person, reason: str, now: datetime | None = None
) -> Identity:
    """Open the vault for one person, and write down who looked and why.

    Raises `NotAllowedError` without a reason, and for somebody who was erased.
    """
    if not reason.strip():
        raise NotAllowedError(_("Say why you need to know who this is."))
    identity = Identity.objects.filter(person=subject).first()
    if identity is None:
        raise NotAllowedError(_("This person was erased. Nobody knows who it was."))
    write_disclosure(subject, reader=reader, what="identity", reason=reason, now=now)
    return identity


def find_by_address(
    email: str,
    *,
    among: QuerySet[Person],
    reader: Person,
    now: datetime | None = None,
) -> Person | None:
    """Return who of `among` has this very address, and write down who looked.

    Nothing is written where nobody is found: nothing was disclosed.
    """
    found = (
        among.annotate(address=Lower("identity__email"))
        .filter(address=email.strip().lower())
        .first()
    )
    if found is not None:
        reason = _("Searched for by e-mail address")
        write_disclosure(found, reader=reader, what="address", reason=reason, now=now)
    return found


def colleague_names(keys: Iterable[int | None]) -> dict[int | None, str]:
    """Return the names of members of staff; nobody else's. One query, none for none.

    Colleagues know each other: this is not written down.
    """
    wanted = [key for key in keys if key is not None]
    if not wanted:
        return {}
    staff = Identity.objects.filter(
        Exists(Grant.objects.filter(person=OuterRef("person"))), person__in=wanted
    )
    return {identity.person_id: identity.name for identity in staff}


@dataclass(frozen=True)
class WorkName:
    """How people who work together call each other."""

    given: str
    full: str


def work_names(keys: Iterable[int | None]) -> dict[int | None, WorkName]:
    """Return the names of a hired person, their manager and their buddy. One query.

    Only for pages of a placement, whose `access` has shown that they work together;
    such knowledge is not written down. Selection uses `reveal_identity`.
    """
    found = Identity.objects.filter(person__in=[key for key in keys if key is not None])
    return {
        identity.person_id: WorkName(
            identity.given_name or identity.name, identity.name
        )
        for identity in found
    }
