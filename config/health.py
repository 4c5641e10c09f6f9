"""`/healthz`: whether this process can answer, for whoever watches it or shares out requests. It tells nothing else."""

from django.conf import settings
from django.db import Error
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if settings.PUBLIC_ONLY:
    from lookup.models import PublishedPerson as READ
else:
    from audit.models import Seal as READ  # a table of the working database; the public one may be away, staff work on


@never_cache
@require_safe
def healthz(request):
    """200, or 503 while the database that this process needs does not answer; `manage.py doctor` says more."""
    try:
        READ.objects.exists()
    except Error:
        answer = HttpResponse("not ready\n", status=503, content_type="text/plain")
        answer._has_been_logged = True  # it is asked every few seconds: whoever asks raises the alarm, not the log
        return answer
    return HttpResponse("ok\n", content_type="text/plain")
