"""The admin site as it is served: each part of it has its own file."""

from accounts.site import SignInSite
from config.doctor import backup_is_old
from desk.site import DeskSite
from inbox.site import InboxSite
from publishing.site import PublishingAdminSite


class AdminSite(SignInSite, DeskSite, InboxSite, PublishingAdminSite):
    def index(self, request, extra_context=None):
        """The start page; whoever tends the accounts is told of a backup that is missing or old."""
        told = backup_is_old() if request.user.has_perm("auth.change_user") else None
        return super().index(request, {"old_backup": told} | (extra_context or {}))
