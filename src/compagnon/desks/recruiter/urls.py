"""Pages of the recruiter's desk."""

from django.urls import path

from .views import acts, application, cohort, decisions, home, letters

app_name = "recruiter"

urlpatterns = [
    path("", home.home, name="home"),
    path("outbox/", letters.outbox, name="outbox"),
    path("outbox/<int:letter>/", letters.letter, name="letter"),
    path("outbox/<int:letter>/state/", letters.create_state, name="letter-state"),
    path("outbox/approvals/", letters.create_approvals, name="approvals"),
    path("campaigns/<str:code>/", home.campaign, name="campaign"),
    path(
        "campaigns/<str:code>/applications/", cohort.applications, name="applications"
    ),
    path("campaigns/<str:code>/applications.csv", cohort.table, name="table"),
    path("campaigns/<str:code>/board/", cohort.columns, name="board"),
    path("campaigns/<str:code>/searches/", cohort.create_search, name="searches"),
    path("campaigns/<str:code>/decisions/", decisions.held, name="decisions"),
    path("campaigns/<str:code>/decisions/batch/", decisions.batch, name="batch"),
    path("campaigns/<str:code>/releases/", decisions.create_releases, name="releases"),
    path(
        "campaigns/<str:code>/retractions/",
        decisions.create_retractions,
        name="retractions",
    ),
    path("applications/<str:code>/", application.application, name="application"),
    path(
        "applications/<str:code>/documents/<str:document>/",
        application.document,
        name="document",
    ),
    path("applications/<str:code>/reveal/", application.create_reveal, name="reveal"),
    path("applications/<str:code>/decision/", acts.create_decision, name="decision"),
    path(
        "applications/<str:code>/retraction/",
        acts.create_retraction,
        name="retraction",
    ),
    path("applications/<str:code>/notes/", acts.create_note, name="notes"),
    path(
        "applications/<str:code>/withdrawal/",
        acts.create_withdrawal,
        name="withdrawal",
    ),
    path(
        "applications/<str:code>/reinstatement/",
        acts.create_reinstatement,
        name="reinstatement",
    ),
    path("applications/<str:code>/extension/", acts.create_extension, name="extension"),
    path(
        "applications/<str:code>/flags/<int:flag>/",
        acts.create_clearance,
        name="clearance",
    ),
    path("applications/<str:code>/offers/", acts.create_offer, name="offers"),
    path(
        "applications/<str:code>/offer-return/",
        acts.create_offer_return,
        name="offer-return",
    ),
    path("applications/<str:code>/letters/", letters.create_letter, name="letters"),
]
