"""The check that anybody may make."""

from django.urls import path

from . import views

app_name = "eligibility-public"

urlpatterns = [path("", views.public_check, name="check")]
