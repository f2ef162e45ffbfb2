"""Fill the parts of the form. Each part saves itself; nothing is sent here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compagnon.applications import access
from compagnon.applications.choices import declare_work_rights, set_choices
from compagnon.applications.documents import keep_document, remove_document
from compagnon.applications.errors import ApplicationError, FileRefusedError
from compagnon.desks.candidate import drafts
from compagnon.desks.candidate.forms import ResumeForm
from compagnon.desks.candidate.queries.form import RESUME, FormRead, form_of
from compagnon.desks.candidate.queries.openings import offered_to
from compagnon.kit.limits import allow
from compagnon.people.access import SignedInRequest, signed_in

UPLOADS_AN_HOUR = 20

Filling = Callable[[SignedInRequest, FormRead], HttpResponse]


def part(key: str) -> Callable[[Filling], Callable[..., Any]]:
    """Give a view the reader’s own form while `key` can be filled, or explain."""

    def decorate(view: Filling) -> Callable[..., Any]:
        @require_http_methods(["GET", "POST"])
        @signed_in
        @wraps(view)
        def gate(request: SignedInRequest, code: str) -> HttpResponse:
            form = form_of(access.own(request.user, code), timezone.now())
            if form.is_sent:
                messages.info(request, _("You have sent this form. It stays as it is."))
                return redirect("candidate:form", code)
            if not form.is_open or key not in {one.key for one in form.parts}:
                messages.info(request, _("The form is not open at the moment."))
                return redirect("candidate:application", code)
            return view(request, form)

        return gate

    return decorate


def onward(request: SignedInRequest, form: FormRead, key: str) -> HttpResponse:
    """Go to the part after `key`, or to the overview, as the button says."""
    code = form.application.code
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("candidate:application", code)
    keys = [one.key for one in form.parts]
    following = keys[keys.index(key) + 1 :]
    return redirect(
        f"candidate:{following[0]}" if following else "candidate:form", code
    )


@part("openings")
def openings(request: SignedInRequest, form: FormRead) -> HttpResponse:
    """Rank the openings."""
    offered = offered_to(form, request.GET.get("q", ""), timezone.now())
    refusal = ""
    if request.method == "POST":
        wanted = drafts.ranked(request.POST, form, offered)
        try:
            set_choices(
                form.application,
                openings=wanted,
                actor=request.user,
                seen=request.POST.get("seen"),
                now=timezone.now(),
            )
        except ApplicationError as error:
            refusal = str(error)
            form = form_of(form.application, timezone.now())
            offered = offered_to(form, "", timezone.now())
        else:
            return _after_choosing(request, form)
    context = {"form": form, "offered": offered, "refusal": refusal}
    return _page(request, "openings", context, _status("", refusal))


def _after_choosing(request: SignedInRequest, form: FormRead) -> HttpResponse:
    if "go" in request.POST or "later" in request.POST:
        if not form_of(form.application, timezone.now()).chosen:
            messages.warning(request, _("Choose at least one opening before you send."))
        return onward(request, form, "openings")
    return redirect("candidate:openings", form.application.code)


@part("work-right")
def work_right(request: SignedInRequest, form: FormRead) -> HttpResponse:
    """Declare, country by country, the right to work without sponsorship."""
    if request.method == "POST":
        declare_work_rights(
            form.application,
            countries=[
                one.code
                for one in form.countries
                if request.POST.get(f"country-{one.code}") == "yes"
            ],
            actor=request.user,
            now=timezone.now(),
        )
        again = form_of(form.application, timezone.now())
        if all(one.may_work for one in again.countries) or "later" in request.POST:
            return onward(request, form, "work-right")
        form = again
    return _page(request, "work_right", {"form": form})


@part("words")
def words(request: SignedInRequest, form: FormRead) -> HttpResponse:
    """Answer in one's own words; a draft is kept as it is."""
    texts = {one.question.key: one.text for one in form.answers}
    fields = drafts.words_form(form.step.settings.questions, texts, request.POST)
    conflicts: dict[str, str] = {}
    if request.method == "POST" and fields.is_valid():
        conflicts = drafts.keep_words(
            form.application, fields, actor=request.user, now=timezone.now()
        )
        if not conflicts:
            return onward(request, form, "words")
        texts = {one.question.key: one.text for one in form.answers} | conflicts
        fields = drafts.with_both(form.step.settings.questions, texts, request.POST)
    context = {"form": form, "fields": fields, "conflicts": conflicts}
    return _page(request, "words", context, _status(fields.errors, conflicts))


@part("resume")
def resume(request: SignedInRequest, form: FormRead) -> HttpResponse:
    """Upload, replace or remove the résumé."""
    fields = ResumeForm()
    if request.method == "POST" and "remove" in request.POST and form.resume:
        remove_document(form.resume, actor=request.user)
        return redirect("candidate:resume", form.application.code)
    if request.method == "POST" and form.resume and not request.FILES:
        return onward(request, form, "resume")
    if request.method == "POST":
        fields = ResumeForm(request.POST, request.FILES)
        if fields.is_valid() and _keep(request, form, fields):
            return onward(request, form, "resume")
    context = {"form": form, "fields": fields}
    return _page(request, "resume", context, _status(fields.errors))


def _keep(request: SignedInRequest, form: FormRead, fields: ResumeForm) -> bool:
    now = timezone.now()
    key = f"upload:{request.user.code}"
    if not allow(key, limit=UPLOADS_AN_HOUR, seconds=3600, now=now):
        fields.add_error("file", _("That was many files. Try again in an hour."))
        return False
    try:
        keep_document(
            form.application,
            purpose=RESUME,
            content=drafts.content_of(fields.cleaned_data["file"]),
            actor=request.user,
            now=now,
        )
    except FileRefusedError as refusal:
        fields.add_error("file", str(refusal))
        return False
    return True


def _status(errors: object, conflict: object = "") -> int:
    """Return 409 where the page was not up to date, 422 for what has to be mended."""
    return 409 if conflict else 422 if errors else 200


def _page(
    request: SignedInRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    form: FormRead = context["form"]
    return render(
        request,
        f"candidate/form_{name}.html",
        {**context, "application": form.application},
        status=status,
    )
