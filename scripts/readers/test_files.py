"""Readers skip what a filter rules out, and one file alone is complete."""

import shutil

import pytest
import readers

YEAR = 2021

# Columns without bounds: texts from documents, which may be as long as a document.
TEXTS = ("title", "overview", "problems", "other_matters", "raw", "detail", "label")


@pytest.fixture
def folders(roots):
    """How many years the dataset clean has."""
    return len(list((roots["clean"] / "applications").iterdir()))


def test_polars_opens_one_year(roots, kinds):
    import polars

    scan = readers.PolarsReader(roots["clean"], kinds).scan("applications")
    plan = scan.filter(polars.col("year") == YEAR).select(polars.col("value").sum()).explain()
    assert f"year={YEAR}/" in plan, plan
    assert "other sources" not in plan, plan
    assert "PROJECT" in plan, plan
    assert "other sources" in scan.explain(), "the filter is what prunes"


def test_duckdb_opens_one_year(roots, kinds, folders):
    reader = readers.DuckReader(roots["clean"], kinds)
    plan = explain(reader, f"SELECT sum(value) FROM {reader.source('applications')} WHERE year = {YEAR}")
    assert f"Scanning Files: 1/{folders}" in plan, plan


def test_duckdb_pushes_predicates_down(roots, kinds):
    """The filters stand in the scan, beside the columns it reads, and there is no filter above it."""
    reader = readers.DuckReader(roots["clean"], kinds)
    where = f"report_year = {YEAR} AND outcome = 'granted' AND value > 3"
    plan = explain(reader, f"SELECT sum(value) FROM {reader.source('applications')} WHERE {where}")
    scan = plan[plan.index("READ_PARQUET") :]
    for part in (f"report_year = {YEAR}", "outcome = 'granted'", "value > 3"):
        assert part in scan, plan


def explain(reader, query):
    """The plan as run, its boxes taken away and its lines joined."""
    text = "\n".join(row[1] for row in reader.query("EXPLAIN ANALYZE " + query))
    lines = (line.strip("│┌┐└┘├┤─╭╮╰╯┴┬┒┎┚┖━ ") for line in text.splitlines())
    return " ".join(" ".join(lines).split())


def test_pyarrow_opens_one_year(roots, kinds):
    import pyarrow.dataset

    source = readers.ArrowReader(roots["clean"], kinds).dataset("applications")
    fragments = list(source.get_fragments(filter=pyarrow.dataset.field("year") == YEAR))
    assert [f"year={YEAR}" in fragment.path for fragment in fragments] == [True]


def test_pyarrow_skips_row_groups_by_statistics(roots, kinds):
    """Also by the column in the files, for readers that are given no partition key."""
    import pyarrow.dataset

    source = readers.ArrowReader(roots["clean"], kinds).dataset("applications")
    wanted = pyarrow.dataset.field("report_year") == YEAR
    kept = [group for f in source.get_fragments() for group in f.split_by_row_group(filter=wanted)]
    assert kept
    assert all(f"year={YEAR}" in group.path for group in kept)


def test_spark_prunes_and_pushes_down(make, roots):
    reader = make(readers.SparkReader, roots["clean"])
    frame = reader.frame("applications").where(f"year = {YEAR} AND outcome = 'granted'").select("value")
    plan = frame._jdf.queryExecution().executedPlan().toString()
    assert "PartitionFilters: [isnotnull(year" in plan and f"= {YEAR})]" in plan, plan
    assert "EqualTo(outcome,granted)" in plan, plan
    assert "ReadSchema: struct<outcome:string,value:bigint>" in plan, plan


@pytest.mark.parametrize("table", [*readers.PARTITIONED, "rejects", "labels"])
def test_statistics(roots, table):
    """Every column says how many nulls it has, and bounds, but for long texts and lists."""
    import pyarrow.parquet

    for name in sorted((roots["mixed"] / table).rglob("*.parquet")):
        metadata = pyarrow.parquet.ParquetFile(name).metadata
        for g in range(metadata.num_row_groups):
            for c in range(metadata.num_columns):
                column = metadata.row_group(g).column(c)
                statistics = column.statistics
                assert statistics is not None and statistics.has_null_count, f"{name}: {column.path_in_schema}"
                if statistics.null_count < column.num_values and column.path_in_schema not in TEXTS:
                    assert statistics.has_min_max, f"{name}: {column.path_in_schema}"


@pytest.mark.parametrize("reader", readers.ALL, ids=lambda reader: reader.name)
@pytest.mark.parametrize("table", ["panel", "disclosures"])
def test_one_file_alone(make, roots, labels, tmp_path, reader, table):
    """A file that somebody downloads, out of its folder and under another name."""
    source = roots["clean"] / table / f"year={YEAR}" / "part-00000.parquet"
    (tmp_path / table).mkdir()
    shutil.copy(source, tmp_path / table / "downloaded.parquet")
    alone = make(reader, tmp_path)
    alone.folder = lambda _: str(tmp_path / table / "downloaded.parquet")
    if reader is readers.DuckReader:
        alone.source = lambda _: f"read_parquet('{alone.folder(table)}')"
    if reader is readers.ScriptReader:
        alone.folder = lambda _: str(tmp_path / table)
        alone.partitioned = ()
    rows, columns = alone.profile(table)
    assert columns["report_year"] == {"nulls": 0, "sum": rows * YEAR}
    if table == "panel":
        assert rows == len(labels.of(YEAR))
        assert {name: columns[name] for name in labels.panel(YEAR)} == labels.panel(YEAR)
    else:
        want = labels.long(table, YEAR)
        assert (rows, columns["value"]) == (want["rows"], {"nulls": want["nulls"], "sum": want["sum"]})


def test_pandas_fails_on_the_unknown_year_by_default(roots):
    """Why the README reads with partitioning=None: the day this passes, it need not."""
    import pandas
    import pyarrow

    with pytest.raises(pyarrow.ArrowInvalid, match="unify dictionaries with nulls"):
        pandas.read_parquet(roots["mixed"] / "reports")


@pytest.mark.parametrize("reader", [r for r in readers.ALL if r.year_type], ids=lambda reader: reader.name)
def test_type_of_the_year_in_the_path(make, roots, reader):
    """It has no type of its own: each reader makes one of the folders' names."""
    assert make(reader, roots["mixed"]).year() == reader.year_type


def test_pandas_makes_a_category_of_the_year_in_the_path(roots):
    import pandas

    frame = pandas.read_parquet(roots["clean"] / "reports", columns=["report_year", "year"])
    assert frame["year"].dtype == "category"
    assert (frame["year"].astype("int64") == frame["report_year"]).all()
