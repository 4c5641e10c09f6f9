"""Whether the register has a report already: by the hash of its original, or by its address."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import Q

from sources.models import Report

_OF_THE_VISIT = ("utm_", "fbclid", "gclid", "yclid", "ref_src", "mc_cid", "mc_eid")  # who came from where
MOST = 200  # rows compared letter by letter


def with_hash(sha256: str) -> Report | None:
    return Report.objects.filter(snapshot_sha256=sha256).order_by("pk").first() if sha256 else None


def with_address(url: str) -> Report | None:
    """The report at this address, however it is written: with or without www, a slash at the end, a trace of visits."""
    meant = bare(url)
    if not meant:
        return None
    path = meant.partition("?")[0]
    alike = Report.objects.filter(Q(url__icontains=path) | Q(archive_url__icontains=path)).order_by("pk")
    return next((report for report in alike[:MOST] if meant in (bare(report.url), bare(report.archive_url))), None)


def bare(url: str) -> str:
    """Host, path and query of an address: `news.example/a?id=1`; empty for what is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if not parts.hostname:
        return ""
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_OF_THE_VISIT)]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}{query}"
