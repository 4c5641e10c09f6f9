"""The admin site as it is served: each part of it has its own file."""

from accounts.site import SignInSite
from desk.site import DeskSite
from inbox.site import InboxSite
from publishing.site import PublishingAdminSite


class AdminSite(SignInSite, DeskSite, InboxSite, PublishingAdminSite):
    pass
