#!/usr/bin/env python3
"""Makes lookup/boundaries.json, the outlines of the public map, from fixtures/boundaries/. Needs Python alone."""

import csv
import json
import sys
from math import cos, hypot, radians
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 980  # of the picture; its height follows
TOLERANCE, OF_SMALL = 2.2, 0.6  # of the same unit: how far a simplified line may run beside the true one
MIDDLE = 48.0  # degrees north: where a degree of longitude is drawn as long as it is
REGIONS = {  # the shape, the KATO code of its place
    "-99": "431910000",  # Baikonur, without an id in the file
    "KZ.AT": "150000000",
    "KZ.QS": "390000000",
    "KZ.QO": "430000000",
    "KZ.AR": "230000000",
    "KZ.WK": "270000000",
    "KZ.AM": "110000000",
    "KZ.QG": "350000000",
    "KZ.NK": "590000000",
    "KZ.PA": "550000000",
    "KZ.EK": "630000000",
    "KZ.AA": "190000000",
    "KZ.MG": "470000000",
    "KZ.SK": "610000000",  # Turkistan Region
    "KZ.ZM": "310000000",
    "KZ.AC": "750000000",  # Almaty
    "KZ.AS": "710000000",  # Astana
}
# Where the number of a place stands, in degrees: inside its shape, and beside no other number.
AT = {
    "150000000": (57.6, 48.8),
    "390000000": (63.6, 51.6),
    "430000000": (64.6, 44.3),
    "230000000": (52.6, 47.9),
    "270000000": (50.6, 50.0),
    "110000000": (68.0, 51.6),
    "350000000": (71.6, 48.3),
    "590000000": (69.2, 54.2),
    "550000000": (76.2, 52.4),
    "630000000": (81.2, 48.9),
    "190000000": (78.4, 45.2),
    "470000000": (53.6, 44.0),
    "610000000": (67.6, 43.6),
    "310000000": (72.4, 44.9),
    "750000000": (76.9, 43.0),
    "710000000": (71.5, 51.0),
    "431910000": (63.0, 46.2),
    "790000000": (69.8, 41.9),  # Shymkent has no shape
}


def lines(topology):
    """The arcs in degrees; each point of the file is a step from the one before."""
    (across, up), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((left + x * across, bottom + y * up))
        yield points


def simplified(points, tolerance):
    """Douglas and Peucker (1973), on a closed line from its farthest point on."""
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    length = hypot(last[0] - first[0], last[1] - first[1])

    def away(point):
        if not length:
            return hypot(point[0] - first[0], point[1] - first[1])
        across = (last[0] - first[0]) * (first[1] - point[1]) - (first[0] - point[0]) * (last[1] - first[1])
        return abs(across) / length

    far = max(range(1, len(points) - 1), key=lambda number: away(points[number]))
    if away(points[far]) <= tolerance:
        return [first, last]
    return simplified(points[: far + 1], tolerance)[:-1] + simplified(points[far:], tolerance)


def area(ring) -> float:
    turned = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in turned)) / 2


def path(ring) -> str:
    points = [f"{round(x)} {round(y)}" for x, y in ring]
    kept = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    return f"M{'L'.join(kept)}Z"


def main(target=ROOT / "lookup/boundaries.json"):
    topology = json.loads((ROOT / "fixtures/boundaries/kaz.topo.json").read_text())
    arcs = list(lines(topology))
    degrees = [point for arc in arcs for point in arc]
    west, east = min(x for x, _y in degrees), max(x for x, _y in degrees)
    south, north = min(y for _x, y in degrees), max(y for _x, y in degrees)
    per_degree = WIDTH / ((east - west) * cos(radians(MIDDLE)))

    def placed(point):
        return ((point[0] - west) * cos(radians(MIDDLE)) * per_degree, (north - point[1]) * per_degree)

    drawn = [simplified([placed(point) for point in arc], OF_SMALL if arc[0] == arc[-1] else TOLERANCE) for arc in arcs]

    def ring(numbers):
        joined = []
        for number in numbers:
            points = drawn[number] if number >= 0 else drawn[~number][::-1]
            joined += points[1:] if joined else points
        return joined

    with (ROOT / "fixtures/reference/places.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {
            row["code"]: {lang: row[f"name_{lang}"] for lang in ("en", "ru", "kk")} for row in csv.DictReader(file)
        }
    regions = []
    for shape in topology["objects"]["kaz"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring(numbers) for polygon in polygons for numbers in polygon]
        largest = max(rings, key=area)
        paths = [path(one) for one in rings if one is largest or area(one) > 12]
        code = REGIONS[str(shape["id"])]
        regions.append({"code": code, "path": "".join(paths)})
    regions.append({"code": "790000000", "path": ""})
    for region in regions:
        region["at"] = [round(one) for one in placed(AT[region["code"]])]
        region |= names[region["code"]]
    height = round((north - south) * per_degree)
    written = {"width": WIDTH, "height": height, "regions": regions}
    target.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}: {len(regions)} places, {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
