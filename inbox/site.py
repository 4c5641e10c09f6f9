"""The start page of the admin with what waits in the inbox."""

from django.db import InterfaceError, OperationalError

from inbox import acts
from inbox.models import Case, Stage
from records.site import RegisterAdminSite


class InboxSite(RegisterAdminSite):
    def index(self, request, extra_context=None):
        inbox = self._inbox() if request.user.has_perm("inbox.change_case") else None
        return super().index(request, {"inbox": inbox} | (extra_context or {}))

    @staticmethod
    def _inbox() -> dict:
        """How many wait, and how many for too long. A letterbox that is away is said in the queue."""
        try:
            new = len(acts.not_taken_in())
        except (InterfaceError, OperationalError):
            new = 0
        unopened = Case.objects.filter(stage=Stage.WAITING).count() + new
        return {"unopened": unopened, "overdue": Case.objects.overdue().count()}
