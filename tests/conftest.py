"""Fixtures for all tests."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import settings as hypothesis_settings

# The same examples at each run, and no clock: a busy machine is no fault of the code.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")


def pytest_configure() -> None:
    """Make the folder of collected files, whose absence WhiteNoise warns of."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Test SQLite in a file: in memory, all threads would share one connection.

    The browser tests answer several requests at once, as a real server does.
    """
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return
    name = tmp_path_factory.mktemp("database") / "test.db"
    database.setdefault("TEST", {})["NAME"] = str(name)
    database["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    )


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    """Give one test its own place for uploads and stored files."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        }
    }
    return tmp_path
