"""Static files whose names change with their content, compressed once."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

from .stylesheets import BUNDLE, bundle


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hash the paths inside ES module imports too, so a release leaves none stale.

    The kit's style sheets are collected into one file: a telephone on a slow line asks
    once, not forty times.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], *, dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run and finders.find("kit/css/layers.css"):
            self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(bundle().encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)
