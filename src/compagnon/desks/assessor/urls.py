"""The assessor's pages."""

from django.urls import path

from . import views

app_name = "assessor"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("waiting/", views.take_up, name="take-up"),
    path("tasks/<str:code>/", views.task, name="task"),
    path("tasks/<str:code>/sheet/", views.sheet, name="sheet"),
    path("tasks/<str:code>/ratings/", views.save, name="save"),
    path("tasks/<str:code>/observations/", views.tick, name="tick"),
    path("tasks/<str:code>/recusal/", views.recuse, name="recuse"),
    path("tasks/<str:code>/talk/", views.talk, name="talk"),
    path("tasks/<str:code>/recording/", views.media, name="media"),
    path("tasks/<str:code>/file/", views.file, name="file"),
]
