"""The candidate's pages of the on-demand interview, and where recordings go."""

from django.urls import path

from . import upload_views, views

app_name = "interviews"

urlpatterns = [
    path("", views.home, name="home"),
    path("practice/", views.practice, name="practice"),
    path("hand-in/", views.submit, name="submit"),
    path("questions/<slug:key>/", views.question, name="question"),
    path("questions/<slug:key>/written/", views.write, name="write"),
    path("questions/<slug:key>/takes/", upload_views.takes, name="takes"),
    path("takes/<str:take>/", upload_views.take, name="take"),
    path("takes/<str:take>/kept/", views.keep, name="keep"),
    path("takes/<str:take>/recording/", views.play, name="play"),
]
