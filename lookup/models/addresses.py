"""Addresses that lead on, and those where something was."""

from django.db import models

from records.public_id import LENGTH, shown

LONGEST_CHAIN = 50


class PublishedRedirectQuerySet(models.QuerySet):
    def leading_on(self, asked: str) -> str:
        """The public id to which an old one leads, through all merges since; empty if it leads nowhere."""
        found = ""
        for _step in range(LONGEST_CHAIN):
            row = self.filter(public_id=found or asked).first()
            if row is None:
                break
            found = row.into
        return found


class PublishedRedirect(models.Model):
    """A person who was public and turned out to be another one; made by `publishing/` like all tables here."""

    public_id = models.CharField(max_length=LENGTH, unique=True)
    into = models.CharField(max_length=LENGTH)

    objects = PublishedRedirectQuerySet.as_manager()

    class Meta:
        ordering = ["public_id"]
        default_permissions = ()

    def __str__(self):
        return f"{shown(self.public_id)} → {shown(self.into)}"


class PublishedWithdrawal(models.Model):
    """A person or report who had a page and has none any more. Of what stood there, nothing is kept."""

    public_id = models.CharField(max_length=LENGTH, unique=True)

    class Meta:
        ordering = ["public_id"]
        default_permissions = ()

    def __str__(self):
        return shown(self.public_id)
