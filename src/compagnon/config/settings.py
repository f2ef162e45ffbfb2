"""Everything that an installation can change, and the only reader of the environment.

Each variable is described in docs/reference/settings.md; a test holds the two together.
"""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from compagnon.kit.sqlite import use_recent_sqlite

PACKAGE = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """Return an environment variable as text."""
    return os.environ.get(f"COMPAGNON_{name}", default)  # noqa: TID251 - the one reader


def flag(name: str, *, default: bool = False) -> bool:
    """Return an environment variable as yes or no; any other word is refused."""
    word = text(name, "1" if default else "0").lower()
    if word not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"COMPAGNON_{name} must be 1 or 0, not {word!r}.")
    return word in {"1", "true", "yes"}


def words(name: str, default: str = "") -> list[str]:
    """Return an environment variable as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


# --- What kind of installation this is -----------------------------------------------

DEBUG = flag("DEBUG")
# The demo seeds people and shows their mail inside the application.
DEMO = flag("DEMO")
DATA = Path(text("DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
SECRET_KEY = text("SECRET_KEY")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        raise ImproperlyConfigured(
            "COMPAGNON_SECRET_KEY is empty. Give it at least 50 random characters, "
            "for example from: python3 -c 'import secrets; "
            "print(secrets.token_urlsafe(60))'"
        )
    # A demo makes its own once and keeps it beside its database.
    kept = DATA / "secret.key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60))
    SECRET_KEY = kept.read_text().strip()
ALLOWED_HOSTS = words("HOSTS", "127.0.0.1,localhost")
ORIGIN = text("ORIGIN", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
ORGANISATION = text("ORGANISATION", "Maison Aurelle")
CONTACT_NAME = text("CONTACT_NAME", "Claire Fontan")
CONTACT_EMAIL = text("CONTACT_EMAIL", "programmes@maison-aurelle.example")

# --- Applications, bottom floor last -------------------------------------------------

INSTALLED_APPS = [
    "compagnon.desks.public",
    "compagnon.desks.candidate",
    "compagnon.desks.recruiter",
    "compagnon.desks.assessor",
    "compagnon.desks.manager",
    "compagnon.desks.companion",
    "compagnon.desks.steward",
    "compagnon.journey",
    "compagnon.insights",
    "compagnon.privacy",
    "compagnon.finals",
    "compagnon.eligibility",
    "compagnon.assessments",
    "compagnon.interviews",
    "compagnon.ratings",
    "compagnon.offers",
    "compagnon.applications",
    "compagnon.placements",
    "compagnon.postings",
    "compagnon.programmes",
    "compagnon.people",
    "compagnon.kit",
    "django_htmx",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "compagnon.kit.middleware.language_from_query",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "compagnon.kit.middleware.readers_time_zone",
    "compagnon.kit.middleware.private_pages",
]

ROOT_URLCONF = "compagnon.config.urls"
WSGI_APPLICATION = "compagnon.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "compagnon.kit.context.installation",
                "compagnon.desks.navigation.desk_links",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "compagnon.kit.templatetags.kit",
            ],
        },
    }
]

FORM_RENDERER = "compagnon.kit.forms.HouseRenderer"

# --- Database ------------------------------------------------------------------------


def database(address: str) -> dict[str, Any]:
    """Return Django's settings for a database address.

    ``sqlite:///absolute/path`` or ``postgres://user:password@host:port/name``; a host
    that starts with ``/`` (percent-encoded) is a directory with a socket.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            # Tests use a file too: threads and killed processes need a real one.
            "TEST": {"NAME": f"{unquote(parts.path)}.test"},
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                **use_recent_sqlite(),
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"COMPAGNON_DATABASE starts with {parts.scheme!r}. "
        "Use sqlite:///path/to/file or postgres://user:password@host:port/name."
    )


DATABASES = {"default": database(text("DATABASE", f"sqlite://{DATA}/compagnon.db"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People --------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "welcome"
# Staff show a second factor (an authenticator app or a passkey) at each sign-in.
SECOND_FACTOR = flag("SECOND_FACTOR", default=not DEMO)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- Language and time ---------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(DATA / "static")))
MEDIA_ROOT = Path(text("MEDIA_ROOT", str(DATA / "media")))
MEDIA_BUCKET = text("MEDIA_BUCKET")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "compagnon.kit.storage.HashedModules"},
}
if MEDIA_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": text("MEDIA_ENDPOINT") or None,
            "access_key": text("MEDIA_KEY") or None,
            "secret_key": text("MEDIA_SECRET") or None,
            "querystring_expire": 300,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
if DEBUG or "pytest" in sys.modules:
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# --- Mail ----------------------------------------------------------------------------

MAIL_FROM = text("MAIL_FROM", f"{ORGANISATION} <{CONTACT_EMAIL}>")
DEFAULT_FROM_EMAIL = MAIL_FROM
MAIL_HOST = text("MAIL_HOST")
if MAIL_HOST:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": MAIL_HOST,
                "port": int(text("MAIL_PORT", "587")),
                "username": text("MAIL_USER"),
                "password": text("MAIL_PASSWORD"),
                "use_tls": flag("MAIL_TLS", default=True),
                "timeout": 20,
            },
        }
    }
elif DEMO:
    MAILERS = {"default": {"BACKEND": "compagnon.journey.mailbox.MailboxBackend"}}
else:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}

# Letters about decisions wait this long, so that staff can still read and edit them.
MAIL_DELAY_MINUTES = int(text("MAIL_DELAY_MINUTES", "0" if DEMO else "15"))

# --- Security ------------------------------------------------------------------------

HTTPS = flag("HTTPS", default=not (DEBUG or DEMO))
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A bucket's presigned links lead to its own address.
MEDIA_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(text("MEDIA_ENDPOINT")))
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF, "blob:", *([MEDIA_ORIGIN] if MEDIA_BUCKET else [])],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("LOG_LEVEL", "INFO")},
}
