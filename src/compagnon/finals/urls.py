"""Pages of the final interview and of a technical task."""

from django.urls import path

from . import views

app_name = "finals"

urlpatterns = [
    path("", views.home, name="home"),
    path("booking/", views.create_booking, name="book"),
    path("booking/cancel/", views.cancel_booking, name="cancel"),
    path("other-times/", views.ask, name="ask"),
    path("calendar.ics", views.calendar, name="calendar"),
    path("task/", views.task, name="task"),
]
