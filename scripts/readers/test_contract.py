"""Every reader finds the same: types, rows, nulls, figures, and the same in one year.

Figures, nulls and rows are those of the labels of the corpus; what the labels do not
know is held against the accounts in the manifest and against every other reader.
"""

import json
from decimal import Decimal

import pytest
import readers
from expected import KEYS

# A year of each edition of the form; the first has amounts.
YEARS = (None, 2020, 2023)


@pytest.fixture(scope="session", params=readers.ALL, ids=lambda reader: reader.name)
def reader(request, make, roots):
    return make(request.param, roots["clean"])


@pytest.fixture(scope="session", params=readers.ALL, ids=lambda reader: reader.name)
def mixed(request, make, roots):
    return make(request.param, roots["mixed"])


def test_the_corpus_is_read_as_it_is_labelled(roots, labels):
    """Fails where the extractor misread an undamaged document: then no reader is to blame."""
    counts = manifest(roots["clean"])["counts"]
    cells = [cell for report in labels.reports for cell in report["cells"].values()]
    assert counts["reports"] == len(labels.reports)
    known = sum(counts["cells_by_status"].get(s, 0) for s in ("observed", "inferred", "corrected", "conflict"))
    assert known == sum(cell["value"] is not None for cell in cells)
    assert sum(counts["cells_by_status"].values()) == len(cells)


@pytest.mark.parametrize("table", [*readers.PARTITIONED, "rejects", "labels"])
def test_types(reader, kinds, required, table):
    found = reader.schema(table)
    assert list(found) == list(kinds[table]), "columns, in the order of the dictionary"
    _, profile = reader.profile(table)
    for column, kind in kinds[table].items():
        want = reader.type_of(kind, profile[column])
        assert found[column] in want, f"{table}.{column}, {kind}"
        assert column not in required[table] or profile[column]["nulls"] == 0


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("table", KEYS)
def test_figures_of_the_long_tables(reader, labels, table, year):
    want = labels.long(table, year)
    rows, columns = reader.profile(table, year)
    assert rows == want["rows"]
    assert columns["value"] == {"nulls": want["nulls"], "sum": want["sum"]}


@pytest.mark.parametrize("table", KEYS)
def test_figures_by_code(reader, labels, table):
    want = {name: total for name, total in labels.long(table)["groups"].items() if total}
    found = reader.groups(table, KEYS[table][0])
    assert {name: Decimal(total) for name, total in found.items() if total} == want


@pytest.mark.parametrize("year", YEARS)
def test_figures_of_the_panel(reader, labels, year):
    rows, columns = reader.profile("panel", year)
    assert rows == len(labels.of(year))
    for name, want in labels.panel(year).items():
        assert columns[name] == want, name


@pytest.mark.parametrize("year", YEARS)
def test_reports(reader, labels, year):
    rows, columns = reader.profile("reports", year)
    assert rows == len(labels.of(year))
    for column, label in {"agency": "agency", "edition": "edition", "source_uri": "file"}.items():
        want = labels.column(label, year)
        assert {k: columns[column][k] for k in want} == want, column
    assert columns["report_year"] == {"nulls": 0, "sum": sum(r["report_year"] for r in labels.of(year))}


def test_times_keep_microseconds_and_zone(reader, labels):
    """The documents' times were given in UTC; the tests run in Shanghai."""
    _, columns = reader.profile("reports")
    assert columns["fetched_at"] == labels.column("fetched_at")


def test_damaged_documents(mixed, roots):
    """Rejects, reviews, lists and the unknown year, by the manifest's accounts."""
    counts = manifest(roots["mixed"])["counts"]
    rows, columns = mixed.profile("reports")
    assert rows == counts["reports"]
    assert columns["report_year"]["nulls"] == counts["reports_by_year"]["unknown"] > 0
    assert columns["review"]["true"] == counts["reports_to_review"] > 0
    assert columns["review_reasons"]["elements"] == sum(counts["review_by_reason"].values())
    assert mixed.profile("rejects")[0] == counts["rejects"] > 0
    assert mixed.profile("labels")[0] == counts["labels"] > 0
    assert mixed.profile("checks")[0] == sum(counts["checks_by_outcome"].values())


@pytest.mark.parametrize("table", [*readers.PARTITIONED, "rejects", "labels"])
def test_damaged_documents_read_alike(make, roots, mixed, table):
    """Every column, also those of which only the dataset itself knows the content."""
    arrow = make(readers.ArrowReader, roots["mixed"])
    assert mixed.profile(table) == arrow.profile(table)


def manifest(root):
    return json.loads((root / "manifest.json").read_text(encoding="utf-8"))
