"""Pages of the demo's mailbox."""

from django.urls import path

from . import mailbox_views

app_name = "journey"

urlpatterns = [
    path("", mailbox_views.mailbox, name="mailbox"),
    path("as/<str:token>/", mailbox_views.door, name="door"),
    path("<str:address>/", mailbox_views.box, name="box"),
]
