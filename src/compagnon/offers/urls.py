"""Pages of an offer. The path before them carries the application's code."""

from django.urls import path

from . import views

app_name = "offers"

urlpatterns = [
    path("", views.answer, name="answer"),
    path("turning-down/", views.turn_down, name="turn-down"),
    path("letter/", views.letter, name="letter"),
]
