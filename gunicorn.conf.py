"""How gunicorn serves the pages: read where it is started beside manage.py, by the units of deploy/ and by bin/run."""

from config import environment

worker_class = "gthread"  # an idle connection keeps nobody waiting, and a long download is not cut off
keepalive = 0
control_socket_disable = True
loglevel = "warning"

database = environment.text("PUBLIC_DATABASE_URL" if environment.flag("PUBLIC_ONLY", False) else "DATABASE_URL")
if database.startswith("postgres"):
    workers, threads = 2, 4
else:  # SQLite lets another thread go first after each row: where four search, each waits for seconds
    workers, threads = 3, 1
