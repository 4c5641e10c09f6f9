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

# What is loaded stays. Each request leaves some hundreds of objects that point at each other: they are looked for among
# the newest after some seven requests, in 2 ms; among all hardly ever, which took a sixth of the time of searches and
# 0.4 s of one request now and then. (Of 50,000 objects at once, one request in seventy took 0.1 s longer.)
gc.freeze()
gc.set_threshold(2_000, 100, 100)
