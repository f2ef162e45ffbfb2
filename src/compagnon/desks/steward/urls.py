"""Pages of this part of the house."""

from django.urls import URLPattern

app_name = "steward"

urlpatterns: list[URLPattern] = []
