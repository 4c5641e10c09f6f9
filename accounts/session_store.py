"""Sessions in the database, where a copy of it opens none: the stored key is the digest of the cookie's value."""

import logging
from hashlib import sha256

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

log = logging.getLogger(__name__)


def stored(session_key: str) -> str:
    """160 bits; the cookie's value has 164, so nobody finds one by trying."""
    return sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls):
        from accounts.models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = stored(row.session_key)
        row.account_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self):
        row = self.model.objects.filter(session_key=stored(self.session_key), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
        return row

    def save(self, must_create=False):
        """What is noted in a session that stands (when somebody was last there, what they are told next) may be
        missing: where the database takes nothing, because its disk is full, reading goes on. Each step of signing in
        makes a session anew, and that must be kept."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if error.__context__.__cause__ is None:  # no word of the driver: the session ended meanwhile
                raise
            log.error("The database took no note in a session (%s).", type(error.__context__).__name__)

    def exists(self, session_key):
        return super().exists(stored(session_key))

    def delete(self, session_key=None):
        session_key = session_key or self.session_key
        if session_key:
            self.model.objects.filter(session_key=stored(session_key)).delete()
