import os
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from config.database import PUBLIC

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# A database that could lose saved work, or a setting left from debugging, stops the server here: manage.py checks the
# database only when it migrates.
call_command("check", tags=["database", "security"], databases=[*settings.DATABASES], stdout=StringIO())

if PUBLIC in settings.DATABASES:  # what was published while the public database was away, or before a crash
    from publishing.delivery import bring_up_to_date, catch_up

    catch_up(bring_up_to_date)
