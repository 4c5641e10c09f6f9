"""A process that does the imports that wait, and kills itself with SIGKILL at a moment of its last step.

python -m tests.desk.importing.killing_itself MOMENT FOLDER     FOLDER holds the lists
"""

import os
import signal
import sys

MOMENTS = {  # what dies instead of being called
    "half of it moved": ("people.newcomers", "Newcomers.write"),
    "not committed": ("desk.importing.batches", "Work.end"),
    "not sealed": ("desk.importing.batches", "Work.seal"),
}


def die(*_given, **_named):
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str, folder: str):
    import django
    from django.conf import settings
    from django.utils.module_loading import import_module

    settings.MEDIA_ROOT = folder
    django.setup()
    place, name = MOMENTS[moment]
    *owner, name = name.split(".")
    place = import_module(place)
    setattr(getattr(place, owner[0]), name, die)
    from desk.importing import worker

    worker.work_off()


if __name__ == "__main__":
    main(*sys.argv[1:])
