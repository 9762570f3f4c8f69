"""Classes and repeated items: who counts where, by hand."""

from .test_figures import SCALE, grade

GOALS = [
    {
        "number": 1,
        "title": "柱1",
        "policies": [{"number": 1, "title": "施策1"}, {"number": 2, "title": "施策2"}],
    },
    {"number": 2, "title": "柱2", "policies": [{"number": 3, "title": "施策3"}]},
]
SDGS = {
    "id": "sdgs",
    "name": "SDGs",
    "roll_up": True,
    "values": [{"code": code, "label": f"目標{code}"} for code in ("11", "16", "17")],
}


def test_repeated_item_counts_under_every_policy_and_once_elsewhere(compute):
    """宮古島市 (h19-9): 111 items of which 3 are repeated are 108; here 4 rows are 3 items."""
    items = [{"policy": 1, "also_under": [2, 3]}, {"policy": 1}, {"policy": 3}]
    told = [{2025: grade(code)} for code in "AAB"]
    figures = compute(items, told, 2025, goals=GOALS, scales=[SCALE])
    assert [(p["items"], p["repeated"]) for p in figures["policies"]] == [(2, 0), (1, 1), (2, 1)]
    # Twice under goal 1, the item counts there once: it is at home in that goal.
    assert [(g["items"], g["repeated"]) for g in figures["goals"]] == [(2, 0), (2, 1)]
    assert [g["grades"]["A"] for g in figures["goals"]] == [2, 1]
    assert figures["overall"]["items"] == 3
    assert figures["overall"]["grades"] == {"A": 2, "B": 1, "C": 0, "D": 0}
    assert figures["divisions"][0]["items"] == figures["departments"][0]["items"] == 3


def test_classification_is_rolled_up_by_its_values(compute):
    items = [
        {"classes": {"sdgs": ["11", "16"]}},
        {"classes": {"sdgs": ["16"]}},
        {},
    ]
    told = [{2025: grade(code)} for code in "ABA"]
    figures = compute(items, told, 2025, scales=[SCALE], classifications=[SDGS])
    (sdgs,) = figures["classifications"]
    assert (sdgs["id"], sdgs["name"]) == ("sdgs", "SDGs")
    assert [(v["code"], v["label"], v["items"]) for v in sdgs["values"]] == [
        ("11", "目標11", 1),
        ("16", "目標16", 2),
        ("17", "目標17", 0),
    ]
    (rate,) = [r for r in sdgs["values"][1]["rates"] if r["id"] == "a_of_all"]
    assert (rate["numerator"], rate["denominator"], rate["percent"]) == (1, 2, "50.0")


def test_classification_that_is_not_rolled_up_has_no_figures(compute):
    quiet = SDGS | {"roll_up": False}
    figures = compute(
        [{"classes": {"sdgs": ["11"]}}], [{2025: grade("A")}], 2025, classifications=[quiet]
    )
    assert figures["classifications"] == []


def test_classification_begins_in_its_year(compute):
    later = SDGS | {"from": 2026}
    items = [{"classes": {"sdgs": ["11"]}}]
    told = [{2025: grade("A"), 2026: grade("A")}]
    assert compute(items, told, 2025, classifications=[later])["classifications"] == []
    assert len(compute(items, told, 2026, classifications=[later])["classifications"]) == 1
