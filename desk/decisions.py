"""Every field of the desk's own tables is private: `tests/test_decisions.py` asks that each is decided."""

from desk.models import ImportBatch, ImportRow, SavedMapping
from publishing.decisions import Decision

DECISIONS = {
    ImportBatch: Decision(
        private=(
            "id file file_name sha256 mapping unread report new_report incident state task worker heartbeat cut_short "
            "done total counts previous leaves_out_refused keeps_edited made error language by handed_in_at "
            "finished_at undone_at undone_by undone_reason"
        )
    ),
    ImportRow: Decision(private="id batch number key fingerprint outcome shown told alike same_as person made"),
    SavedMapping: Decision(private="id name mapping by at"),
}
