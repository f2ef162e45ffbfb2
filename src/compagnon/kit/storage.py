"""Static files whose names change with their content."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedModules(ManifestStaticFilesStorage):
    """Hash the paths inside ES module imports too, so a release leaves none stale."""

    support_js_module_import_aggregation = True
