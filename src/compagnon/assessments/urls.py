"""The player's pages, below the address of an application."""

from django.urls import path

from . import views

app_name = "assessments"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:instrument>/", views.intro, name="intro"),
    path("<slug:instrument>/item/", views.item, name="item"),
    path("<slug:instrument>/done/", views.done, name="done"),
]
