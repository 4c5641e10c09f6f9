"""Importing a list: hand it in, map its columns, look at what would become of each row, run it, undo it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.admin.merging import ReadOnlyAdmin
from desk.importing import batches, choosing, worker
from desk.importing.columns_page import ColumnsPage
from desk.importing.files import UnreadableFile, open_table
from desk.importing.forms import UndoForm, UploadForm
from desk.importing.running import is_current
from desk.models import BatchState, ImportBatch, Outcome, Task

ROWS_ON_A_PAGE = 50


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "report_label", "state", "told", "by", "handed_in_at")
    list_select_related = ("report", "by")

    def has_add_permission(self, request):
        return request.user.has_perm("desk.add_importbatch")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/columns/", view(self.columns_view), name="desk_importbatch_columns"),
            path("<int:pk>/progress/", view(self.progress_view), name="desk_importbatch_progress"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("report"))
    def report_label(self, batch):
        return batch.report.staff_label() if batch.report else batch.new_report.get("title", "–")

    @admin.display(description=gettext_lazy("rows"))
    def told(self, batch):
        return ", ".join(
            f"{label}: {batch.counts[value]}" for value, label in Outcome.choices if batch.counts.get(value)
        )

    # The steps

    def add_view(self, request, form_url="", extra_context=None):
        """First the file."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file, saved = form.cleaned_data["file"], form.cleaned_data["saved"]
            language = request.LANGUAGE_CODE[:2]
            batch = batches.hand_in(file=file, name=file.name, by=request.user, language=language)
            try:
                with batches.local_file(batch) as here:
                    open_table(here, name=batch.file_name)
            except UnreadableFile as error:
                batch.file.delete(save=False)
                batch.delete()
                form.add_error("file", str(error))
            else:
                if saved:
                    ImportBatch.objects.filter(pk=batch.pk).update(mapping=saved.mapping)
                return self._to("columns", batch)
        return self._page(request, "upload", title=_("Import a list"), form=form)

    def columns_view(self, request, pk):
        """Which sheet, which row of headers, what each column holds, and what report the list is."""
        batch = self._batch(request, pk)
        if not self._may_act(request, batch):
            raise PermissionDenied
        if batch.state not in batches.MAY_WAIT[Task.PREVIEW]:
            return self._to("change", batch)
        posted = request.POST if request.method == "POST" else {}
        try:
            page = ColumnsPage(batch, posted)
        except UnreadableFile as error:
            messages.error(request, str(error))
            return self._to("columns", batch) if posted else HttpResponseRedirect(self._list())
        if page.unreadable and not posted:
            messages.error(request, page.unreadable)
        if page.same and not posted:
            messages.info(request, _("This very file was imported before: the report of that import is filled in."))
        if page.asks:
            messages.warning(
                request, _("Say what the words below mean. Rows with a word that says nothing are refused.")
            )
        if page.is_complete:
            if batches.let_wait(batch, Task.PREVIEW, **page.kept(by=request.user)):
                worker.start()
            return self._to("change", batch)
        form = page.form
        return self._page(request, "columns", title=_("Columns of %s") % batch.file_name, batch=batch, form=form)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The import: how far it is, or what is to become of each row. A POST decides, runs, cancels or undoes."""
        batch = self._batch(request, object_id, acts=request.method == "POST")
        undo_form = UndoForm(request.POST if "_undo" in request.POST else None)
        if request.method == "POST" and self._act(request, batch, undo_form):
            return HttpResponseRedirect(request.get_full_path())
        if batch.state == BatchState.UPLOADED and self._may_act(request, batch):
            return self._to("columns", batch)
        shown = request.GET.get("rows", "")
        rows = choosing.rows_of(batch, shown)
        page = request.GET.get("page", "0")
        page = int(page[:6]) if page.isascii() and page.isdecimal() else 0
        listed, more = choosing.page_of(rows, page, ROWS_ON_A_PAGE)
        lines = choosing.lines(listed)
        return self._page(
            request,
            "batch",
            title=_("Import %s") % batch,
            batch=batch,
            report=self.report_label(batch),
            counts=[(value, label, batch.counts[value]) for value, label in choosing.KINDS if batch.counts.get(value)],
            shown=shown,
            rows=lines,
            is_asked=bool(batch.counts.get(choosing.ALIKE)) or any(line["is_asked"] for line in lines),
            page=page,
            more=more,
            may_act=self._may_act(request, batch),
            may_undo=self._may_undo(request, batch),
            undo_form=undo_form,
            refused=batch.counts.get(Outcome.REFUSED, 0),
            one_by_one=choosing.keeps_others_waiting(batch),
        )

    def progress_view(self, request, pk):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        batch = self._batch(request, pk, acts=False)
        return JsonResponse({"at_work": batch.is_at_work, "done": batch.done, "total": batch.total})

    # What a POST does

    def _act(self, request, batch, undo_form) -> bool:
        sent = request.POST
        if "_undo" in sent:
            if not self._may_undo(request, batch):
                raise PermissionDenied
            if not undo_form.is_valid():
                return False
            values = {"undone_reason": undo_form.cleaned_data["reason"], "undone_by": request.user}
            keeps = undo_form.cleaned_data["keeps_edited"]
            self._begin(request, batch, Task.UNDO, keeps_edited=keeps, **values)
        elif not self._may_act(request, batch) and not self._tends_undoing(request, batch):
            raise PermissionDenied
        elif "_run" in sent:
            self._begin(request, batch, Task.RUN, leaves_out_refused="leaves_out_refused" in sent)
        elif "_cancel" in sent:
            done = batches.cancel(batch)
            messages.info(request, _("Cancelled. Nothing was written.") if done else _("It was too late to cancel."))
        elif "_go_on" in sent:
            self._take_up_again(request, batch)
        elif "_choose" in sent and batch.state == BatchState.PREVIEWED:
            messages.success(request, choosing.choose(batch, sent))
        return True

    def _begin(self, request, batch, task, **values):
        if batches.let_wait(batch, task, **values):
            worker.start()
        else:
            messages.error(request, _("The import stands elsewhere by now: look at it again."))

    def _take_up_again(self, request, batch):
        if ImportBatch.objects.filter(batches.left_behind(), pk=batch.pk).exists():
            worker.start()
            messages.info(request, _("It is taken up again."))
        elif batch.is_at_work:
            messages.info(
                request,
                _("A process is at work on it, or was a moment ago. If nothing moves for two minutes, press again."),
            )

    def _may_act(self, request, batch) -> bool:
        """Whoever handed it in: history names them, and nobody publishes what they decided themselves."""
        return batch.by_id == request.user.pk and self.has_add_permission(request)

    def _tends_undoing(self, request, batch) -> bool:
        """Somebody who may undo it stops that, or takes it up again."""
        tends = {"_cancel", "_go_on"} & request.POST.keys()
        return batch.task == Task.UNDO and bool(tends) and self._may_undo(request, batch)

    def _may_undo(self, request, batch) -> bool:
        """Whoever imported it, and whoever may undo the imports of others."""
        own = batch.by_id == request.user.pk and self.has_add_permission(request)
        return own or request.user.has_perm("desk.undo_importbatch")

    # Pages

    def _batch(self, request, pk, acts=True) -> ImportBatch:
        allowed = self.has_add_permission(request) if acts else self.has_view_permission(request)
        if not allowed and not (acts and request.user.has_perm("desk.undo_importbatch")):
            raise PermissionDenied
        key = pk if isinstance(pk, int) else int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 16 else None
        return get_object_or_404(ImportBatch.objects.select_related("report", "incident", "by"), pk=key)

    def _list(self):
        return reverse("admin:desk_importbatch_changelist")

    def _to(self, step, batch):
        return HttpResponseRedirect(reverse(f"admin:desk_importbatch_{step}", args=[batch.pk]))

    def _page(self, request, name, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        context["is_nav_sidebar_enabled"] = False
        context["is_current"] = name == "batch" and is_current(context["batch"])
        return TemplateResponse(request, f"admin/desk/importing/{name}.html", context)
