"""Names of our fields, tables and apps in the language in use.

A field without a name of its own is called by its column with spaces, as Django does it, and the catalogues translate
that English. So a field needs a `verbose_name` only where its column is not what the editor should read.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy, override

NAMES = ("verbose_name", "verbose_name_plural", "help_text")

texts: dict[str, set[str]] = {}  # each English name that `translate` met, and where


def translate():
    """Called once, when all models are known: each plain name becomes one that is looked up when it is shown.
    Migrations do not see it: they keep what was written in the model."""
    for config in apps.get_app_configs():
        if _is_ours(config.name):
            _translate(config, config.label)
    for model in apps.get_models():
        if _is_ours(model.__module__):
            place = model.__module__.replace(".", "/") + ".py"
            if "verbose_name_plural" not in model._meta.original_attrs:
                with override("en"):  # Django hangs an English "s" on the name
                    model._meta.verbose_name_plural = str(model._meta.verbose_name_plural)
            for thing in (model._meta, *model._meta.local_fields, *model._meta.local_many_to_many):
                if not getattr(thing, "auto_created", False):
                    _translate(thing, place)


def _is_ours(module: str) -> bool:
    """Ours, and those of packages that mark none of their names for translation, as django-otp does."""
    return not module.startswith(("django.", "import_export"))


def _translate(thing, place: str):
    for name in NAMES:
        if isinstance(text := getattr(thing, name, None), str) and text:  # an empty one would be the catalogue's head
            setattr(thing, name, gettext_lazy(text))
            if not place.startswith("lookup/"):  # their pages name what they show; no admin shows those tables
                texts.setdefault(text, set()).add(place)
