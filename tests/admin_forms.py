"""The forms of the admin as a browser has them: what a page shows is what is sent, but for what a test types."""

from html.parser import HTMLParser

from django.apps import apps
from django.conf import settings

from tests import builders

MAKERS = {
    "places.place": builders.a_place,
    "places.helppoint": builders.a_help_point,
    "people.person": builders.a_person,
    "people.organisation": builders.an_organisation,
    "sources.incident": builders.an_incident,
    "sources.report": builders.a_report,
    "sources.toll": builders.a_toll,
    "sources.statement": builders.a_statement,
    "sources.term": lambda: builders.a_term("method", "firearm"),
    "victims.casualty": builders.a_casualty,
    "detentions.detention": builders.a_detention,
    "detentions.charge": builders.a_charge,
    "detentions.lawarticle": builders.an_article,
}  # one row of each table that has a page of its own


class AdminForm:
    """The form on a page of the admin. `AdminForm(client, "/admin/people/person/add/").send({"description": "…"})`."""

    def __init__(self, client, url, response=None):
        self.client, self.url = client, url
        self.page = response or client.get(url)
        assert response or self.page.status_code == 200, self.page.status_code
        reader = _Reader()
        reader.feed(self.page.content.decode())
        self.values = reader.values

    def part(self, prefix: str, typed: dict) -> dict:
        """What to type into one more empty part, as the page itself adds it: `part("claims", {"report": 1})`."""
        count = int(self.values[f"{prefix}-TOTAL_FORMS"][0])
        empty = f"{prefix}-__prefix__-"
        names = [name for name in self.values if name.startswith(empty)]
        added = {name.replace("__prefix__", str(count)): self.values[name] for name in names}
        typed = {f"{prefix}-{count}-{name}": value for name, value in typed.items()}
        return {f"{prefix}-TOTAL_FORMS": count + 1} | added | typed

    def send(self, typed: dict | None = None, button="_save", follow=False):
        """Answers what the site answers. `None` empties an input; a list is several rows chosen."""
        sent = {name: [_sent(value) for value in values] for name, values in self.values.items()}
        for name, value in (typed or {}).items():
            assert name in sent or "-" in name, f"the page has no input {name}"
            sent[name] = [_sent(one) for one in (value if isinstance(value, list) else [value])]
        return self.client.post(self.url, sent | {button: "1"}, follow=follow)

    def again(self, response):
        """The form as the site sent it back."""
        return AdminForm(self.client, self.url, response)


def errors(response) -> dict[str, list[str]]:
    """What the page says at which input; `__all__` is the whole form, `claims` a whole set of parts."""
    found = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = formset.non_form_errors()
        found |= {form.add_prefix(name): told for form in formset.forms for name, told in form.errors.items()}
    return {name: [str(message) for message in told] for name, told in found.items()}


def rows() -> dict[str, int]:
    """How many rows each of our tables has: equal before and after, nothing was saved."""
    ours = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models()
        if model._meta.app_config.name in ours and model._meta.managed and not model._meta.proxy
    }


def _sent(value) -> str:
    if value is None:
        return ""
    return str(value.pk if hasattr(value, "pk") else value)


class _Reader(HTMLParser):
    """Names and values of the inputs of the record's form."""

    def __init__(self):
        super().__init__()
        self.values, self.in_form = {}, False
        self.select = self.area = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.in_form = given.get("id", "").endswith("_form")
        name = given.get("name")
        if not self.in_form or "disabled" in given:
            return
        if tag == "input" and name and given.get("type") not in ("submit", "file"):
            self.input(name, given)
        elif tag == "select":
            self.select, self.is_multiple, self.first = name, "multiple" in given, True
            self.values[name] = []
        elif tag == "option" and self.select:
            if "selected" in given or (self.first and not self.is_multiple):
                self.values[self.select] = [] if not self.is_multiple else self.values[self.select]
                self.values[self.select].append(given.get("value", ""))
            self.first = False
        elif tag == "textarea":
            self.area, self.text = name, ""

    def input(self, name, given):
        if given.get("type") in ("checkbox", "radio"):
            self.values.setdefault(name, [])
            if "checked" not in given:
                return
            self.values[name].append(given.get("value", "on"))
        else:
            self.values[name] = [given.get("value", "")]

    def handle_data(self, data):
        if self.area:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.values[self.area] = [self.text.removeprefix("\r").removeprefix("\n")]
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.in_form = False
