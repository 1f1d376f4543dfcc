"""The notebooks as committed are what they give when they are run again.

Texts and tables are compared as they are; plots by what they say of their marks and
axes, which holds the data behind them, since the place of a label depends on the fonts
of the machine.
"""

import json
import re

import execute
import nbformat
import pytest

SAY_AGAIN = "the outputs differ; where that is meant, `task notebooks` writes them again"


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    return execute.stage(tmp_path_factory.mktemp("repository"))


@pytest.mark.parametrize("path", execute.notebooks(), ids=lambda path: path.stem)
def test_committed_outputs(path, place):
    committed = nbformat.read(path, as_version=4)
    again = execute.execute(path, place)
    assert len(committed.cells) == len(again.cells)
    for number, (old, new) in enumerate(zip(committed.cells, again.cells)):
        if new.cell_type == "code":
            assert said(old) == said(new), f"{path.name}, cell {number}: {SAY_AGAIN}"
            assert old.execution_count == new.execution_count
    assert committed.metadata == again.metadata


@pytest.mark.parametrize("path", execute.notebooks(), ids=lambda path: path.stem)
def test_nothing_of_the_machine(path, place):
    text = path.read_text(encoding="utf-8")
    for found in (str(execute.REPO), str(place), *(f"/{folder}/" for folder in ("tmp", "home", "root", "Users"))):
        assert found not in text
    assert not re.search(r"snapshots/\d{8}T", text), "the name of a snapshot is a time"
    assert "0x7f" not in text, "an address in memory"


@pytest.mark.parametrize("path", execute.notebooks(), ids=lambda path: path.stem)
def test_plots_have_axes_and_data(path):
    """Each plot has a title, and marks that say what they stand for."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            plot = output.get("data", {}).get("image/svg+xml")
            if plot is not None:
                labels = marks(plot)
                assert any(label.startswith("Title text") for label in labels), labels
                assert sum("; " in label for label in labels) > 2, labels


def said(cell):
    """What the outputs of a cell say, in an order and spelling that do not depend on the machine."""
    said = []
    for output in cell.outputs:
        assert output.output_type != "error"
        if output.output_type == "stream":
            said.append(output.text)
            continue
        data = dict(output.data)
        if "image/svg+xml" in data:
            data = {"plot": marks(data["image/svg+xml"])}
        said.append(json.dumps(data, ensure_ascii=False, sort_keys=True))
    return said


def marks(svg):
    """What a plot says of its title, axes, legends and marks."""
    return sorted(re.findall(r'aria-label="([^"]*)"', svg))
