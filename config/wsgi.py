import gc
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

# What is loaded stays; of what requests leave behind, mostly words of names that a cache keeps, little is garbage.
# Looking through all of it as often as Python does took a sixth of the time of searches, and now and then 0.4 s of one.
gc.freeze()
gc.set_threshold(50_000, 5, 100)
