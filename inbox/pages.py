"""The page of one message: opened, answered, linked and closed. No word of it passes through here but what a reviewer
types into the forms of `forms.py`; the message is opened and the answer sealed in the browser."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from inbox import acts
from inbox.forms import CloseForm, LinkForm, NameForm, ReportForm, VerifiedForm
from inbox.models import Case, Stage
from inbox.tracing import trace
from people.models import Person
from records.choosing import is_key
from records.models import StaleVersion
from records.sealing import NoGroupKey, group_key, key_id

FORMS = {"link": LinkForm, "search": NameForm, "disclose": VerifiedForm, "report": ReportForm, "close": CloseForm}


@sensitive_variables()
def case_page(model_admin, request, object_id):
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    case = _find(object_id)
    page = CasePage(case, request)
    if request.method == "POST" and page.act():
        return HttpResponseRedirect(request.path)
    context = model_admin.admin_site.each_context(request) | {
        "title": str(case),
        "opts": model_admin.opts,
        "case": case,
        "sealed": acts.sealed_text(case) if case.stage != Stage.WAITING and not case.expired_on else None,
        "answer_key_id": acts.answer_key_id(case) if case.answer_key else "",
        "is_under_another_key": _is_under_another_key(case),
        "forms": page.forms,
        "found": page.found,
        "disclosures": case.disclosures.select_related("person", "by"),
    }
    return TemplateResponse(request, "admin/inbox/case.html", context)


def _find(object_id) -> Case:
    case = Case.objects.select_related("person", "report").filter(pk=object_id).first() if is_key(object_id) else None
    if case is None:
        raise Http404
    return case


def _is_under_another_key(case: Case) -> bool:
    try:
        return key_id(group_key()) != case.key
    except NoGroupKey:
        return False


class CasePage:
    """One request: the forms with what was typed, and what was found."""

    def __init__(self, case: Case, request):
        self.case, self.request, self.found = case, request, None
        self.sent = request.POST.get("act", "") if request.method == "POST" else ""
        self.forms = {name: self._form(name) for name in FORMS}

    def _form(self, name):
        initial = {"person": self.case.person, "report": self.case.report} if name == "link" else {}
        data = self.request.POST if name == self.sent else None
        return FORMS[name](data, initial=initial, auto_id=f"id_{name}_%s")

    def act(self) -> bool:
        """Whether the act that was sent was done; else the page says what is to be mended."""
        acting = {
            "open": self._open,
            "answer": self._answer,
            "link": self._link,
            "search": self._search,
            "disclose": self._disclose,
            "report": self._report,
            "close": self._close,
            "reopen": self._reopen,
        }.get(self.sent)
        if acting is None:
            raise PermissionDenied
        form = self.forms.get(self.sent)
        if form is not None and not form.is_valid():
            self._search_again()
            return False
        problem = ""
        try:
            told = acting(form.cleaned_data if form is not None else {})
        except acts.CannotDo as error:
            problem = str(error)
        except StaleVersion:
            problem = _("Somebody else worked on this message meanwhile. Read it again, then decide.")
        if problem:
            messages.error(self.request, problem)
            self._read_again()
            return False
        if told:
            messages.success(self.request, told)
        return self.sent != "search"

    def _read_again(self):
        """The message as it is now, beside what was typed."""
        self.case.refresh_from_db()
        self.forms |= {name: self._form(name) for name in FORMS if name != self.sent}
        self._search_again()

    @property
    def _with(self) -> dict:
        shown = self.request.POST.get("version", "")
        known = int(shown) if is_key(shown) else self.case.version
        return {"case": self.case, "by": self.request.user, "shown": known}

    def _open(self, given):
        acts.open_case(**self._with)

    def _answer(self, given):
        acts.answer(sealed=self.request.POST.get("sealed_answer", ""), **self._with)
        return _("The answer is kept, sealed. The sender reads it with the code.")

    def _link(self, given):
        acts.link(person=given["person"], report=given["report"], **self._with)
        return _("Linked.")

    def _search(self, given):
        self.found = trace(given["name"], case=self.case)

    def _search_again(self):
        """What was found stays on the page while something typed beside it is mended."""
        if self.sent == "disclose" and (name := self.request.POST.get("name", "")[:200]):
            self.forms["search"] = NameForm({"name": name}, auto_id="id_search_%s")
            if self.forms["search"].is_valid():
                self.found = trace(self.forms["search"].cleaned_data["name"], case=self.case)

    def _disclose(self, given):
        key = self.request.POST.get("person", "")
        person = Person.objects.filter(pk=key).first() if is_key(key) else None
        if person is None:
            raise acts.CannotDo(_("There is no such record. Write its number, such as K7Q2M-9XD4T."))
        acts.disclose(case=self.case, person=person, verified=given["verified"], by=self.request.user)
        return _("Written down. The sender of this message may be told of this person.")

    def _report(self, given):
        form = self.forms["report"]
        acts.make_report(title=given["title"], text=given["text"], consents=form.consents(), **self._with)
        return _("The report was made. It is confidential, and a draft.")

    def _close(self, given):
        acts.close(outcome=given["outcome"], note=given["note"], corrected=given["corrected"], **self._with)
        return _("Closed.")

    def _reopen(self, given):
        acts.reopen(**self._with)
        return _("Taken up again.")
