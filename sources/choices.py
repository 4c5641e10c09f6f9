"""Closed lists of reports, claims, tolls and statements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IncidentKind(models.TextChoices):
    UNREST = "unrest", _("unrest")  # a whole period, other incidents are part of it
    PROTEST = "protest", _("protest")
    SHOOTING = "shooting", _("shooting")
    ATTACK = "attack", _("attack on people or buildings")
    DETENTION = "detention", _("mass detention")
    DEPLOYMENT = "deployment", _("arrival or departure of an armed force")
    OTHER = "other", _("other")


class ReportKind(models.TextChoices):
    ARTICLE = "article", _("article")
    STATEMENT = "statement", _("statement")
    LIST = "list", _("list")
    COURT_DOCUMENT = "court_document", _("court document")
    TESTIMONY = "testimony", _("testimony")
    POST = "post", _("post")
    VIDEO = "video", _("video")


class Translation(models.TextChoices):
    ORIGINAL = "original", _("original")
    HUMAN = "human", _("translated by a person")
    MACHINE = "machine", _("translated by machine")
    BACK_TRANSLATED = "back_translated", _("translated there and back")
    UNKNOWN = "unknown", _("unknown")


class ConsentUse(models.TextChoices):
    STORE = "store", _("store")
    PUBLISH = "publish", _("publish")
    ADVOCACY = "advocacy", _("use in advocacy")
    COURT = "court", _("use in court")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_ASKED = "not_asked", _("not asked")


class Attribution(models.TextChoices):
    """Whom the report names as the one who says it."""

    NAMED = "named", _("someone named")
    UNNAMED_GROUP = "unnamed_group", _("an unnamed group")
    REPORT = "report", _("the report itself")
    NONE = "none", _("nobody")
    UNREADABLE = "unreadable", _("unreadable")


class Certainty(models.TextChoices):
    STATED = "stated", _("stated")
    IMPLIED = "implied", _("implied")
    HEARSAY = "hearsay", _("hearsay")
    DOUBTFUL = "doubtful", _("doubtful reading")


class Standing(models.TextChoices):
    STANDS = "stands", _("stands")
    RETRACTED = "retracted", _("retracted")  # by the one who said it
    SUPERSEDED = "superseded", _("superseded")  # replaced by a later figure of the same claimant
    DENIED = "denied", _("denied")  # by someone else


class Bound(models.TextChoices):
    EXACTLY = "exactly", _("exactly")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", _("about")
    AT_MOST = "at_most", _("at most")
    VAGUE = "vague", _("a vague word")  # dozens, hundreds, most of
    MORE_THAN_ANOTHER = "more_than_another", _("more than another figure")
    NOT_DISCLOSED = "not_disclosed", _("not disclosed")  # neither zero nor blank


class Counting(models.TextChoices):
    RUNNING_TOTAL = "running_total", _("running total")
    INCREMENT = "increment", _("increment")


class TollLink(models.TextChoices):
    INSIDE = "inside", _("is inside")
    DISJOINT = "disjoint", _("is apart from")
    NOT_STATED = "not_stated", _("stands in no stated relation to")


class StatementKind(models.TextChoices):
    DEMAND = "demand", _("demand")
    ORDER = "order", pgettext_lazy("what someone orders", "order")
    OFFICIAL_ANSWER = "official_answer", _("official answer")
    REFUSAL_OF_INFORMATION = "refusal_of_information", _("refusal of information")
    DENIAL_OF_ACCESS = "denial_of_access", _("denial of access to family or counsel")
    CHARACTERISATION = "characterisation", _("characterisation")
    ASSESSMENT = "assessment", _("assessment")
    ALLEGATION = "allegation", _("allegation of harm without a count")
    VOLUNTEER_LIST = "volunteer_list", _("volunteer list")
    ARMED_ACTOR = "armed_actor", _("armed actor")
    CONTEXT = "context", _("context")
    EXPLICIT_GAP = "explicit_gap", _("explicit gap")


class Outcome(models.TextChoices):
    MET = "met", _("met")
    REFUSED = "refused", _("refused")
    OPEN = "open", _("open")
    UNKNOWN = "unknown", _("unknown")


class Relation(models.TextChoices):
    """What the relative is to the person."""

    FATHER = "father", _("father")
    MOTHER = "mother", _("mother")
    PARENT = "parent", pgettext_lazy("a relative", "parent")
    SON = "son", _("son")
    DAUGHTER = "daughter", _("daughter")
    CHILD = "child", _("child")
    HUSBAND = "husband", _("husband")
    WIFE = "wife", _("wife")
    BROTHER = "brother", _("brother")
    SISTER = "sister", _("sister")
    FRIEND = "friend", _("friend")
    MOTHER_OF_FRIEND = "mother_of_friend", _("mother of a friend")
    OTHER = "other", _("other")


class TermList(models.TextChoices):
    """The lists of words that editors may extend."""

    COUNTED = "counted", _("what a figure counts")
    COUNTED_GROUP = "counted_group", _("whom a figure counts")
    METHOD = "method", _("method")
    WOUND_SITE = "wound_site", _("wound site")
    FORCE = "force", _("force")
    HARM = "harm", _("harm")
    OFFENCE = "offence", _("offence")
    SETTING = "setting", _("setting")
    ACTIVITY = "activity", _("activity")
    ASKED = "asked", _("what is asked or refused")
