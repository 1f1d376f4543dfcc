"""The datasets and the readers that the tests here ask for."""

import importlib.util
import json
import os
import pathlib
import shutil
import time

import corpus
import expected
import pytest
import readers

HERE = pathlib.Path(__file__).parent


@pytest.fixture(scope="session")
def datasets():
    """The folder that holds the datasets clean and mixed."""
    return corpus.prepare()


@pytest.fixture(scope="session")
def labels(datasets):
    return expected.Labels(datasets / "clean-gold.json")


@pytest.fixture(scope="session")
def roots(datasets):
    """The published snapshot of each dataset, its path resolved, as the README says."""
    return {name: (datasets / name / "current").resolve() for name in ("clean", "mixed")}


@pytest.fixture(scope="session")
def kinds(roots):
    """Table → column → type, as the dictionary in the snapshot has it."""
    package = json.loads((roots["clean"] / "datapackage.json").read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        tables[resource["name"]] = {f["name"]: f["arrow_type"] for f in resource["schema"]["fields"]}
    return tables


@pytest.fixture(scope="session")
def required(roots):
    """Table → columns that are never null."""
    package = json.loads((roots["clean"] / "datapackage.json").read_text(encoding="utf-8"))
    return {
        r["name"]: {f["name"] for f in r["schema"]["fields"] if f.get("constraints", {}).get("required")}
        for r in package["resources"]
    }


@pytest.fixture(scope="session")
def spark():
    """A Spark session on this machine alone."""
    lacks = spark_lacks()
    if lacks:
        pytest.skip(lacks)
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("readers")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def spark_lacks():
    """What of Spark is absent here, or nothing."""
    if shutil.which("java") is None:
        return "Spark is left out: no Java here"
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is left out: requirements-spark.txt is not installed"
    return None


def node_lacks():
    """What of hyparquet is absent here, or nothing."""
    if shutil.which("node") is None:
        return "hyparquet is left out: no Node.js here"
    if not (HERE / "node_modules" / "hyparquet").exists():
        return "hyparquet is left out: npm ci was not run in scripts/readers"
    return None


@pytest.fixture(scope="session")
def make(request, kinds):
    """Makes a reader of a snapshot's folder, or skips where it cannot be had."""

    def make(reader, root):
        if reader is readers.SparkReader:
            return reader(root, kinds, request.getfixturevalue("spark"))
        if reader is readers.ScriptReader and node_lacks():
            pytest.skip(node_lacks())
        return reader(root, kinds)

    return make


def pytest_report_header():
    """Says plainly what is not tested here."""
    absent = [lacks for lacks in (spark_lacks(), node_lacks()) if lacks]
    return absent or "all readers are here"


def pytest_configure():
    os.environ["TZ"] = "Asia/Shanghai"  # no reader may take a time for local time
    time.tzset()


