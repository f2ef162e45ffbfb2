"""Pages of the programme manager: versions, campaigns, openings."""

from django.urls import path

from . import programme_campaign_views as campaigns
from . import programme_file_views as files
from . import programme_opening_views as openings

urlpatterns = [
    path("programmes/", files.programmes, name="programmes"),
    path("programmes/new/", files.check_file, name="programme-file"),
    path("programmes/new/loading/", files.load_file, name="programme-loading"),
    path("programmes/comparison/", files.compare, name="compare"),
    path("programmes/<int:pk>/", files.programme, name="programme"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.create_campaign, name="campaign-new"),
    path("campaigns/<str:code>/", campaigns.campaign, name="campaign"),
    path("campaigns/<str:code>/openings/", openings.openings, name="openings"),
    path(
        "campaigns/<str:code>/openings/new/",
        openings.create_opening,
        name="opening-new",
    ),
    path(
        "campaigns/<str:code>/openings/import/",
        openings.import_openings,
        name="import",
    ),
    path("campaigns/openings/<str:code>/", openings.edit_opening, name="opening-edit"),
    path(
        "campaigns/openings/<str:code>/publication/",
        openings.set_publication,
        name="opening-publication",
    ),
]
