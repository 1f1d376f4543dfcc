"""What the README says of using the data: its programs give what it prints, its table is true."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys

import corpus
import pytest
import readers
from conftest import HERE, node_lacks, spark_lacks

README = (corpus.REPO / "README.md").read_text(encoding="utf-8")
SECTION = README.split("\n## Use the data\n")[1].split("\n## ")[0]
PROGRAMS = re.findall(r"```(python|js)\n(.*?)```\n\n```\n(.*?)```", SECTION, re.DOTALL)
CELL = re.compile(r"^\|(.*)\|$", re.MULTILINE)


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A folder with the dataset of the bundled samples where the README has it."""
    root = tmp_path_factory.mktemp("readme")
    program = corpus.work_dir() / "gongkai"
    if not program.exists():
        corpus.build(corpus.work_dir())
    corpus.publish(program, root / "data" / "out", corpus.REPO / "data" / "samples")
    if (HERE / "node_modules").exists():
        (root / "node_modules").symlink_to(HERE / "node_modules")
    return root


def test_there_is_a_program_for_every_reader():
    assert len(PROGRAMS) == 6


@pytest.mark.parametrize(("language", "program", "printed"), PROGRAMS, ids=[p[1].split()[1] for p in PROGRAMS])
def test_programs(place, language, program, printed):
    lacks = node_lacks() if language == "js" else spark_lacks() if "pyspark" in program else None
    if lacks:
        pytest.skip(lacks)
    name = place / ("program.mjs" if language == "js" else "program.py")
    name.write_text(program, encoding="utf-8")
    command = [shutil.which("node") if language == "js" else sys.executable, name]
    environment = {**os.environ, "PYTHONUTF8": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert lines(done.stdout) == lines(printed)


def lines(text):
    """The lines of a text without spaces at their ends."""
    return [line.rstrip() for line in text.strip("\n").splitlines() if line.strip()]


@pytest.mark.parametrize("reader", readers.ALL, ids=lambda reader: reader.name)
def test_the_table_of_differences(reader):
    """Each reader's row has the types that test_contract finds."""
    rows = [[cell.strip() for cell in row.split("|")] for row in CELL.findall(SECTION)]
    [row] = [row for row in rows if row[0] == reader.name]
    kinds = ("int64", "code", "decimal128(18,6)", "date32", "timestamp[us, UTC]", "list<string>")
    for cell, kind in zip(row[1:], kinds):
        want = re.split(r"[<(]|\[pyarrow", reader.types[kind])[0]
        assert cell.startswith(want), f"{kind}: {cell}"
    if reader.year_type:
        assert row[7] == reader.year_type


def test_duckdb_hands_times_to_python_only_with_pytz():
    """Why the table says so; where pytz is installed there is nothing to see."""
    import duckdb

    if importlib.util.find_spec("pytz"):
        return
    with pytest.raises(duckdb.Error, match="pytz"):
        duckdb.sql("SELECT TIMESTAMPTZ '2026-01-01 00:00:00+00'").fetchall()
