import json

from django.core.management import BaseCommand, CommandError

from config.doctor import FAILURE, FINE, WARNING, findings

MARK = {FAILURE: "FAILURE", WARNING: "warning", FINE: "fine"}


class Command(BaseCommand):
    help = "Says what may be wrong with this installation, each with the next step. Status 1 if something failed."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *, json: bool, **options):
        found = findings()
        self.stdout.write(_as_json(found) if json else "\n".join(_line(it) for it in found))
        if failures := sum(it.level == FAILURE for it in found):
            raise CommandError(f"{failures} of {len(found)} findings are failures.")


def _line(it) -> str:
    return f"{MARK[it.level]:<8} {it.about}: {it.told}" + (f"\n         → {it.advice}" if it.advice else "")


def _as_json(found) -> str:
    return json.dumps([it._asdict() for it in found], indent=1, ensure_ascii=False)
