"""Pages of a candidate: apply, where I stand, the form, what is kept about me."""

from django.urls import path

from .views import applying, feedback, filling, kept, sending, speaking, standing

app_name = "candidate"

urlpatterns = [
    path("", standing.home, name="home"),
    path("data/", kept.data, name="data"),
    path("data/export/", kept.export, name="export"),
    path("data/erasure/", kept.ask_erasure, name="erasure"),
    path("data/consents/<str:purpose>/", kept.withdraw_consent, name="consent"),
    path("apply/<str:code>/", applying.apply, name="apply"),
    path("applications/<str:code>/", standing.application, name="application"),
    path("applications/<str:code>/extension/", standing.extend, name="extension"),
    path("applications/<str:code>/form/", sending.form, name="form"),
    path("applications/<str:code>/form/sending/", sending.send, name="form-sending"),
    path("applications/<str:code>/form/openings/", filling.openings, name="openings"),
    path(
        "applications/<str:code>/form/work-right/",
        filling.work_right,
        name="work-right",
    ),
    path("applications/<str:code>/form/words/", filling.words, name="words"),
    path("applications/<str:code>/form/resume/", filling.resume, name="resume"),
    path(
        "applications/<str:code>/documents/<str:document>/",
        kept.document,
        name="document",
    ),
    path(
        "applications/<str:code>/adjustments/", speaking.adjustments, name="adjustments"
    ),
    path("applications/<str:code>/message/", speaking.message, name="message"),
    path("applications/<str:code>/withdrawal/", speaking.withdraw, name="withdraw"),
    path(
        "applications/<str:code>/reopening/", speaking.ask_reopening, name="reopening"
    ),
    path("applications/<str:code>/feedback/", feedback.feedback, name="feedback"),
    path("applications/<str:code>/contest/", feedback.contest, name="contest"),
]
