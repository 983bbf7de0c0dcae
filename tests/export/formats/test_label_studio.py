"""Label Studio tasks against what its format asks for, and against the interface that is written beside them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.export.conftest import Export

Tasks = list[dict[str, Any]]


@pytest.fixture
def tasks(export: Export) -> Tasks:
    """The exported tasks."""
    return list(json.loads((export("label-studio") / "tasks.json").read_text(encoding="utf-8")))


@pytest.fixture
def interface(export: Export) -> ElementTree.Element:
    """The exported interface."""
    return ElementTree.parse(export("label-studio") / "interface.xml").getroot()


def test_a_task_is_an_article_with_one_prediction(tasks: Tasks) -> None:
    """Also where nothing was found; the least sure claim gives the score."""
    assert [(task["data"]["article"], [one["score"] for one in task["predictions"]]) for task in tasks] == [
        ("a1", [0.9]),
        ("facts 1/ä", [0.75]),
        ("doubts", [0.75]),
        ("nothing", [1.0]),
    ]


def test_regions_mark_their_words(tasks: Tasks) -> None:
    """Start and end count code points, as Label Studio does."""
    for task in tasks:
        for item in task["predictions"][0]["result"]:
            if item["type"] != "relation":
                value = item["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_every_item_fits_a_control_of_the_interface(tasks: Tasks, interface: ElementTree.Element) -> None:
    """Names, types, labels and choices are those that the interface declares."""
    assert [element.attrib["name"] for element in interface.iter("Text")] == ["text"]
    controls = {
        element.attrib["name"]: (element.tag.lower(), {inner.attrib["value"] for inner in element})
        for element in interface
        if element.tag in ("Labels", "Choices")
    }
    relations = {element.attrib["value"] for element in interface.iter("Relation")}
    for task in tasks:
        for item in task["predictions"][0]["result"]:
            if item["type"] == "relation":
                assert set(item["labels"]) <= relations
                continue
            type_, values = controls[item["from_name"]]
            assert (item["type"], item["to_name"]) == (type_, "text")
            assert set(item["value"][type_]) <= values


def test_relations_lead_from_the_claim_to_its_roles_and_sources(tasks: Tasks) -> None:
    """The rumour has three roles, two sources and two cues; every end of a relation is a region."""
    result = tasks[0]["predictions"][0]["result"]
    regions = Counter(item["id"] for item in result if item["type"] == "labels")
    relations = [item for item in result if item["type"] == "relation"]
    assert max(regions.values()) == 1
    assert all({one["from_id"], one["to_id"]} <= set(regions) for one in relations)
    assert Counter(one["labels"][0] for one in relations) == {"role": 3, "says": 4}
