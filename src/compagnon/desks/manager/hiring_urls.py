"""Pages of the hiring manager, and of the days on which people meet."""

from django.urls import path

from . import hiring_day_views as days
from . import hiring_views as views

urlpatterns = [
    path("", views.home, name="home"),
    path("openings/<str:code>/", views.opening, name="opening"),
    path("openings/<str:code>/days/", days.opening_days, name="opening-days"),
    path("campaigns/<str:code>/days/", days.campaign_days, name="days"),
    path("days/<str:day>/slots/<str:code>/", days.remove_slot, name="remove-slot"),
    path("applications/<str:code>/", views.application, name="application"),
    path("applications/<str:code>/decision/", views.create_decision, name="decision"),
    path("applications/<str:code>/resume/", views.resume, name="resume"),
]
