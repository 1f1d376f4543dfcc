"""Reading while snapshots are published, and while old ones are removed.

What a reader should do is two steps: resolve ``current`` once, then read below the
path found. A snapshot never changes, so that the files found belong together for as
long as the snapshot exists.
"""

import json
import re
import shutil
import threading

import corpus
import pytest

ROUNDS = 6


@pytest.fixture(scope="module")
def nights(datasets, tmp_path_factory):
    """Documents in as many heaps as there are nights, each with reports of several years."""
    documents = sorted(p for p in (datasets / "mixed-corpus" / "docs").rglob("*") if p.is_file())[:180]
    root = tmp_path_factory.mktemp("nights")
    heaps = []
    for i in range(ROUNDS):
        heap = root / f"night{i}"
        heap.mkdir()
        for j, document in enumerate(documents[i::ROUNDS]):
            shutil.copy(document, heap / f"{i}-{j}{document.suffix}")
        heaps.append(heap)
    return heaps


@pytest.fixture
def growing(datasets, nights, tmp_path):
    """A dataset after its first night, and what publishes the next ones."""
    dataset = tmp_path / "dataset"
    program = corpus.work_dir() / "gongkai"
    corpus.publish(program, dataset, nights[0])

    def publish(i):
        # A heap is too small to be judged by its shares of quality.
        corpus.publish(program, dataset, nights[i], "--accept")

    return dataset, publish


def wants(root):
    """What the manifest of a snapshot says of its tables: rows, and figures that are there."""
    manifest = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    rows = sum(f["rows"] for f in manifest["files"] if f["table"] == "applications")
    return manifest["counts"]["reports"], rows


def with_pandas(root):
    import pandas

    read = {t: pandas.read_parquet(root / t, partitioning=None, columns=["report_id"]) for t in ("reports", "applications")}
    return len(read["reports"]), len(read["applications"])


def with_polars(root):
    import polars

    scans = [polars.scan_parquet(root / table, hive_partitioning=True) for table in ("reports", "applications")]
    return tuple(scan.select(polars.col("report_id").len()).collect().item() for scan in scans)


def with_duckdb(root):
    import duckdb

    counts = [f"(SELECT count(report_id) FROM read_parquet('{root}/{t}/*/*.parquet'))" for t in ("reports", "applications")]
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {', '.join(counts)}").fetchone()


def with_pyarrow(root):
    import pyarrow.dataset

    tables = [pyarrow.dataset.dataset(root / t, partitioning="hive") for t in ("reports", "applications")]
    return tuple(table.to_table(columns=["report_id"]).num_rows for table in tables)


WAYS = (with_pandas, with_polars, with_duckdb, with_pyarrow)


def test_reading_while_publishing(growing):
    """Every reading gives one whole snapshot: its reports and its figures, by its own manifest."""
    dataset, publish = growing
    done, wrong, seen = threading.Event(), [], set()

    def read(way):
        while True:
            last = done.is_set()
            root = (dataset / "current").resolve()
            try:
                found = way(root)
                if found != wants(root):
                    wrong.append(f"{way.__name__}: {found}, and the manifest says {wants(root)}")
            except Exception as error:  # noqa: BLE001 - any failure of any reader is what the test looks for
                wrong.append(f"{way.__name__}: {error!r}")
            seen.add((way.__name__, root.name))
            if last or wrong:
                return

    threads = [threading.Thread(target=read, args=(way,)) for way in WAYS]
    for thread in threads:
        thread.start()
    try:
        for i in range(1, ROUNDS):
            publish(i)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert not wrong, wrong[0]
    assert {way for way, _ in seen} == {way.__name__ for way in WAYS}
    assert len({snapshot for _, snapshot in seen}) > 1, "no reader met a change"


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_old_snapshot_stays_whole_until_it_is_pruned(growing, way):
    """After that it fails at once; it never gives a part."""
    dataset, publish = growing
    old = (dataset / "current").resolve()
    before = way(old)
    publish(1)
    assert way(old) == before == wants(old)
    prune(dataset)
    with pytest.raises(Exception) as failure:  # noqa: PT011 - each library has a class of its own
        way(old)
    assert isinstance(failure.value, FileNotFoundError) or re.search("(?i)no files? found|not found", str(failure.value))
    assert way((dataset / "current").resolve())[0] > before[0]


def test_files_held_open_outlive_the_snapshot(growing):
    """Who has a file open reads it to its end (POSIX); a lazy reader has none open yet."""
    import polars
    import pyarrow.parquet

    dataset, publish = growing
    old = (dataset / "current").resolve()
    files = [open(name, "rb") for name in sorted((old / "applications").rglob("*.parquet"))]
    lazy = polars.scan_parquet(old / "applications", hive_partitioning=True)
    want = wants(old)[1]
    publish(1)
    prune(dataset)
    assert sum(pyarrow.parquet.read_table(file).num_rows for file in files) == want
    for file in files:
        file.close()
    with pytest.raises(Exception, match="(?i)no such file|not found"):
        lazy.collect()


def prune(dataset):
    corpus.call(corpus.work_dir() / "gongkai", "prune", dataset, "--keep", "1")
