"""Releases of the public data: each is a file that never changes, and stands here piece by piece."""

from django.db import models
from django.urls import reverse

RELEASE, ISSUE = 12, 16  # letters: 2026.11.1, 2026.11.1-r1


class PublishedRelease(models.Model):
    """One issue of a release. Its name and checksum stay listed when it is served no more."""

    name = models.CharField(max_length=ISSUE, unique=True)  # 2026.11.1; reissued: 2026.11.1-r1
    release = models.CharField(max_length=RELEASE, db_index=True)  # 2026.11.1
    number = models.PositiveIntegerField()  # among the issues of the release, from 0
    day = models.DateField()
    sha256 = models.CharField(max_length=64)  # of the ZIP
    size = models.PositiveBigIntegerField()  # of the ZIP, bytes
    citation = models.TextField()
    before = models.CharField(max_length=RELEASE, blank=True)  # the release that it is compared with
    files = models.JSONField(default=list)  # of each in it: name, size; empty where it is served no more
    changes = models.JSONField(default=dict)  # how many: {"people": {"added": 3}}
    is_served = models.BooleanField(default=True)

    class Meta:
        ordering = ["-day", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("files:release", args=[self.name])

    @property
    def file_name(self) -> str:
        return f"tizim-{self.name}.zip"


class PublishedReleasePiece(models.Model):
    """Some bytes of the ZIP: so it is sent from any copy of the database, and whoever sends it holds little of it."""

    release = models.ForeignKey(PublishedRelease, models.CASCADE, related_name="pieces", db_index=False)
    number = models.PositiveIntegerField()  # from 0
    content = models.BinaryField()

    class Meta:
        ordering = ["release", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "number"], name="lookup_piece_of_a_release_stands_once")
        ]

    def __str__(self):
        return f"{self.release_id}: {self.number}"
