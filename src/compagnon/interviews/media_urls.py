"""Where recordings are played from."""

from django.urls import path

from . import media_views

app_name = "media"

urlpatterns = [path("<str:token>/", media_views.take, name="take")]
