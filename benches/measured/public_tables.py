"""Published tables with invented people, without their way through the door."""

import random
from itertools import islice

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
AT_ONCE = 2000
INVENTED = 1000  # people; more are copies of them with other ids and names, which the database makes by itself
COPIES = [one + other for one in ALPHABET for other in ALPHABET]  # endings of their ids
SAID = {"attribution": "report", "certainty": "stated", "standing": "stands", "summary": "An invented report tells it."}


def invent(people: int):
    """Published rows of so many invented people."""
    from django.db import connection

    from lookup.models import PublishedStamp

    copies = max(1, round(people / INVENTED))
    invent_some(people // copies)
    multiply(copies)
    PublishedStamp.objects.renew()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def multiply(copies: int):
    """Each row so many times: with its own ids and names, and among the same reports, places and words."""
    from django.db import connection, transaction

    from lookup import models

    tables = [table for table in of_files().values() if table is not models.PublishedName]
    with transaction.atomic(), connection.cursor() as cursor:
        for ending in COPIES[1:copies]:
            for table in dict.fromkeys(tables):
                copy(cursor, table, ending)
            cursor.execute(
                "INSERT INTO lookup_publishedname (person_id, text, language, kind) "  # noqa: S608 (our own names)
                f"SELECT copy.id, text || ' {ending}', language, kind FROM lookup_publishedname AS name "
                f"JOIN lookup_publishedperson AS person ON person.id = person_id "
                f"JOIN lookup_publishedperson AS copy ON copy.public_id = substr(person.public_id, 1, 8) || '{ending}' "
                f"WHERE person.public_id LIKE '%{COPIES[0]}'"
            )


def copy(cursor, table, ending: str):
    from django.db import connection

    quoted = connection.ops.quote_name
    names = [field.column for field in table._meta.concrete_fields if not field.primary_key and not field.generated]
    values = [
        f"substr({quoted(name)}, 1, 8) || '{ending}'"
        if name in ("public_id", "person", "about")
        else f"{quoted(name)} || ' {ending}'"
        if name == "name"
        else quoted(name)
        for name in names
    ]
    cursor.execute(
        f"INSERT INTO {table._meta.db_table} ({', '.join(map(quoted, names))}) "  # noqa: S608 (our own names)
        f"SELECT {', '.join(values)} FROM {table._meta.db_table} WHERE public_id LIKE '%{COPIES[0]}'"
    )


def invent_some(people: int):
    from django.utils import timezone

    from lookup import models

    chance = random.Random(1)  # noqa: S311 (nothing secret)

    def new_id():
        return "".join(chance.choices(ALPHABET, k=8)) + COPIES[0]

    def label(kind, number):
        names = {"en": f"Invented {kind} {number}", "ru": f"Выдуманное {number}", "kk": f"Ойдан шыққан {number}"}
        return {"code": f"{kind}-{number}", **names}

    region = label("region", 1)
    places = [label("place", number) | {"within": [region]} for number in range(300)]
    methods = [label("method", number) for number in range(12)]
    common = {"version": 1, "published_at": timezone.now()}
    incident = new_id()
    models.PublishedIncident.objects.create(public_id=incident, title="Invented January", kind="protest", **common)
    reports = [new_id() for _one in range(max(1, people // 40))]
    bulk(
        models.PublishedReport(public_id=one, title=f"Invented report {number}", kind="article", **common)
        for number, one in enumerate(reports)
    )
    ids = [new_id() for _one in range(people)]
    names = [f"Ойданбек {number} Шыққанұлы" for number in range(people)]
    bulk(
        models.PublishedPerson(
            public_id=one, name=name, name_in={"ru": f"{name} по-русски"}, sex="male", born="1990",
            home_place=chance.choice(places), occupation="baker", folded=f"oidanbek {number}", **common,
        )
        for number, (one, name) in enumerate(zip(ids, names, strict=True))
    )  # fmt: skip
    keys = dict(models.PublishedPerson.objects.values_list("public_id", "pk"))
    bulk(
        models.PublishedName(person_id=keys[one], text=text, language="kk-Cyrl", kind="as_printed")
        for one, name in zip(ids, names, strict=True)
        for text in (name, f"{name} Екінші")
    )
    about = {"incident": incident, "confirmation": "probable", **common}
    casualties, detentions, charges = ([(new_id(), one) for one in ids[::step]] for step in (1, 4, 10))
    bulk(
        models.PublishedCasualty(
            public_id=own, person=one, harm="killed", harmed_on="2022-01-05", harmed_place=chance.choice(places),
            methods=[chance.choice(methods)], age_low=28, age_high=28, **about,
        )
        for own, one in casualties
    )  # fmt: skip
    bulk(
        models.PublishedDetention(
            public_id=own, person=one, arrested_on="2022-01-06", arrested_place=chance.choice(places),
            status="unknown", **about,
        )
        for own, one in detentions
    )  # fmt: skip
    del about["confirmation"]
    bulk(
        models.PublishedCharge(public_id=own, person=one, offence=label("offence", 1), posthumous="no", **about)
        for own, one in charges
    )

    def claims(table, records, **values):
        return [
            models.PublishedClaim(public_id=new_id(), about=own, table=table, report=chance.choice(reports),
                                  values={**values, "name_as_printed": "O. Sh."}, **SAID)
            for own, _one in records
        ]  # fmt: skip

    harmed = {"harm": "killed", "harmed_place": places[1], "methods": [methods[1]], "age_low": 27, "age_high": 29}
    for start in range(0, people, AT_ONCE):
        some = casualties[start : start + AT_ONCE]
        bulk(claims("casualtyclaim", some, harmed_on="2022-01", circumstances="It is invented.", **harmed))
        bulk(claims("casualtyclaim", some, harmed_on="2022-01-07", **harmed))
    bulk(claims("detentionclaim", detentions, arrested_on="2022-01-06", arrested_place=places[2]))
    bulk(claims("custodystep", detentions, order=1, facility=places[3], began_on="2022-01-06"))
    bulk(claims("chargeupdate", charges, status="charged", happened_on="2022-03"))
    figures = [new_id() for _one in range(max(1, people // 100))]
    figure = {"what": [label("counted", 1)], "low": 225, "bound": "at_least", "places": [places[0]]}
    told = {"incident": incident, "report": reports[0], **SAID, **common}
    bulk(models.PublishedToll(public_id=one, **figure, **told) for one in figures)
    bulk(models.PublishedStatement(public_id=new_id(), kind="demand", **told) for _one in figures)


def bulk(rows):
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        type(some[0]).objects.bulk_create(some)


def of_files() -> dict:
    """The table from which most cells of a file come. Evidence has none: it is measured beside the claims."""
    from lookup import models

    return {
        "people": models.PublishedPerson,
        "names": models.PublishedName,
        "casualties": models.PublishedCasualty,
        "detentions": models.PublishedDetention,
        "custody": models.PublishedClaim,
        "charges": models.PublishedCharge,
        "charge_updates": models.PublishedClaim,
        "figures": models.PublishedToll,
        "statements": models.PublishedStatement,
        "claims": models.PublishedClaim,
        "evidence": models.PublishedClaim,
        "reports": models.PublishedReport,
    }
