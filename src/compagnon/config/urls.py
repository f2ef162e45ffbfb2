"""Where each page lives. A context or a desk brings its own table."""

from django.urls import include, path

from compagnon.desks.navigation import welcome

urlpatterns = [
    path("welcome/", welcome, name="welcome"),
    path("", include("compagnon.desks.public.urls")),
    path("", include("compagnon.people.urls")),
    path("eligibility/", include("compagnon.eligibility.public_urls")),
    path("media/", include("compagnon.interviews.media_urls")),
    path("my/", include("compagnon.desks.candidate.urls")),
    path(
        "my/applications/<str:code>/eligibility/", include("compagnon.eligibility.urls")
    ),
    path(
        "my/applications/<str:code>/assessments/", include("compagnon.assessments.urls")
    ),
    path("my/applications/<str:code>/interview/", include("compagnon.interviews.urls")),
    path("my/applications/<str:code>/final/", include("compagnon.finals.urls")),
    path("my/applications/<str:code>/offer/", include("compagnon.offers.urls")),
    path("recruiting/", include("compagnon.desks.recruiter.urls")),
    path("assessing/", include("compagnon.desks.assessor.urls")),
    path("managing/", include("compagnon.desks.manager.urls")),
    path("placements/", include("compagnon.desks.companion.urls")),
    path("steward/", include("compagnon.desks.steward.urls")),
    path("mailbox/", include("compagnon.journey.urls")),
    path("kit/", include("compagnon.kit.urls")),
]
