import csv
import re
import runpy

from django.conf import settings

from lookup.boundaries import BOUNDARIES, PART_OF_THEN, boundaries

PLACES = settings.BASE_DIR / "fixtures/reference/places.csv"


def known_places() -> dict[str, dict]:
    with PLACES.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_seventeen_outlines_and_a_point_stand_for_places_of_the_register():
    regions, places = boundaries()["regions"], known_places()
    assert len(regions) == 18
    assert [region["en"] for region in regions if not region["path"]] == ["Shymkent"]
    for region in regions:
        names = {lang: places[region["code"]][f"name_{lang}"] for lang in ("en", "ru", "kk")}
        assert names == {lang: region[lang] for lang in names}


def test_every_region_of_the_country_is_on_the_map():
    drawn = {region["code"] for region in boundaries()["regions"]}
    regions = {code for code, row in known_places().items() if row["kind"] == "region" and code.isdigit()}
    assert {PART_OF_THEN.get(code, code) for code in regions} <= drawn


def test_numbers_stand_on_the_picture_and_apart():
    width, height = boundaries()["width"], boundaries()["height"]
    spots = [region["at"] for region in boundaries()["regions"]]
    assert all(0 < x < width and 0 < y < height for x, y in spots)
    apart = [
        abs(x - other_x) + abs(y - other_y)
        for x, y in spots
        for other_x, other_y in spots
        if (x, y) != (other_x, other_y)
    ]
    assert min(apart) > 52  # two of the smallest circles do not touch


def test_outlines_are_lines_and_nothing_else():
    for region in boundaries()["regions"]:
        assert re.fullmatch(r"(M\d+ \d+(L\d+ \d+){2,}Z)*", region["path"]), region["en"]


def test_the_file_is_what_the_script_makes(tmp_path):
    """From the vendored file: nobody edits it by hand."""
    made = tmp_path / "boundaries.json"
    runpy.run_path(str(settings.BASE_DIR / "bin/make_map.py"))["main"](made)
    assert made.read_bytes() == BOUNDARIES.read_bytes()
