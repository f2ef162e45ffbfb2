"""Pages of the managers' desks: of those who hire, and of those who run programmes."""

from django.urls import URLPattern

from . import hiring_urls, programme_urls

app_name = "manager"

urlpatterns: list[URLPattern] = [
    *hiring_urls.urlpatterns,
    *programme_urls.urlpatterns,
]
