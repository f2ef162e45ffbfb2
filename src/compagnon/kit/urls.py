"""Pages of this part of the house."""

from django.urls import URLPattern, path

from . import views

app_name = "kit"

urlpatterns: list[URLPattern] = [
    path("", views.styles, name="styles"),
    path("theme/<str:theme>/", views.choose_theme, name="theme"),
]
