"""Pages of placements: for the hired person and for those who accompany them."""

from django.urls import path

from . import views

app_name = "companion"

urlpatterns = [
    path("", views.home, name="home"),
    path("<str:code>/", views.placement, name="placement"),
    path("<str:code>/accompanying/", views.accompanied, name="accompanied"),
]
