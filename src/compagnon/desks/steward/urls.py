"""Pages of the steward: staff, the audit, retention, one person, the proof."""

from django.urls import path

from .views import home, persons, records, staff

app_name = "steward"

urlpatterns = [
    path("", home.home, name="home"),
    path("proof/", home.prove, name="proof"),
    path("staff/", staff.members, name="staff"),
    path("staff/<str:code>/", staff.member, name="member"),
    path("staff/<str:code>/grants/", staff.create_grant, name="grants"),
    path(
        "staff/<str:code>/grants/<int:grant>/revocation/",
        staff.create_revocation,
        name="revocation",
    ),
    path("staff/<str:code>/acts/", staff.create_act, name="acts"),
    path("disclosures/", records.disclosures, name="disclosures"),
    path("retention/", records.retention, name="retention"),
    path("retention/preview/", records.preview, name="preview"),
    path("people/", persons.find, name="find"),
    path("people/<str:code>/", persons.person, name="person"),
    path("people/<str:code>/reveal/", persons.create_reveal, name="reveal"),
    path("people/<str:code>/export/", persons.create_export, name="export"),
    path("people/<str:code>/erasure/", persons.erasure, name="erasure"),
    path("people/<str:code>/wish/", persons.close_wish, name="wish"),
]
