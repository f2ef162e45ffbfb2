"""Pages of the door and of one's own account."""

from django.urls import path

from . import account_views, views

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.enter_code, name="code"),
    path("sign-in/link/<str:token>/", views.follow_link, name="link"),
    path("second-factor/", account_views.show_factor, name="second-factor"),
    path("account/", account_views.account, name="account"),
    path("account/factors/", account_views.add_factor, name="factors"),
    path(
        "account/factors/<int:pk>/removal/",
        account_views.remove_factor,
        name="factor-removal",
    ),
    path("account/recovery-codes/", account_views.renew_codes, name="recovery-codes"),
    path("account/sessions/", account_views.end_sessions, name="sessions"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
