"""What can be logged from a report: a death or injury, an arrest, a charge, a figure, a statement."""

from desk.log.event_forms import StatementLog, TollLog
from desk.log.person_forms import CasualtyLog, ChargeLog, DetentionLog

FORMS = {form.slug: form for form in (CasualtyLog, DetentionLog, ChargeLog, TollLog, StatementLog)}
