from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compressed files that carry their hash in their name; before collectstatic has run, files keep their own name."""

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
