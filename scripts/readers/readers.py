"""The readers, each behind the same few questions.

A reader is asked for its types, and for a profile of a table: the number of rows,
and for each column the nulls and a digest that is the same in every language:

    figures        sum           (int, or Decimal)
    booleans       true          (how many are)
    strings        chars, min, max   (characters in all; order of code points)
    dates, times   min, max      (ISO 8601, microseconds, UTC)
    lists          elements      (how many in all)

Each is read in its own idiom, as a user would, and filters by year in its own way.
"""

import functools
import json
import pathlib
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from decimal import Decimal

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
PARTITIONED = ("reports", "panel", "disclosures", "applications", "proceedings", "checks")


def digest(kind, counted):
    """The digest of a column from its values that are not null and how often each stands there."""
    counted = list(counted)
    if kind in ("string", "code"):
        counted = [(str(value), n) for value, n in counted]
        return {"chars": sum(len(value) * n for value, n in counted), **edges(value for value, _ in counted)}
    if kind == "bool":
        return {"true": sum(n for value, n in counted if value)}
    if kind == "list<string>":
        return {"elements": sum(len(value) * n for value, n in counted)}
    if kind.startswith(("date32", "timestamp")):
        return edges(iso(value) for value, _ in counted)
    zero = Decimal(0) if kind.startswith("decimal") else 0
    return {"sum": sum((n * (value if kind.startswith("decimal") else int(value)) for value, n in counted), zero)}


def edges(values):
    """The smallest and the greatest of values, null where there is none."""
    values = list(values)
    return {"min": min(values, default=None), "max": max(values, default=None)}


def iso(value):
    """A date or time in one spelling, whatever class the reader has for it."""
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime()
    if hasattr(value, "hour"):
        return value.astimezone(timezone.utc).isoformat(timespec="microseconds")
    return value.isoformat()


class Reader:
    """A reader of one snapshot's folder. kinds: table → column → type of the dictionary."""

    name = ""
    # The type that the reader has for each type of the dictionary.
    types = {}
    # The type of the partition key, which stands in the path alone.
    year_type = None

    def __init__(self, root, kinds):
        self.root, self.kinds = root, kinds
        self.profile = functools.cache(self.profile)

    def folder(self, table):
        return str(self.root / table)

    def type_of(self, kind, column):
        """The types that a column may have here, by its type in the dictionary and its profile."""
        return {self.types[kind]}

    def schema(self, table):
        """Column → type as the reader calls it, the partition key left out."""
        raise NotImplementedError

    def profile(self, table, year=None):
        """Rows, and column → nulls and digest."""
        raise NotImplementedError

    def groups(self, table, key):
        """The sum of value for each value of a code."""
        raise NotImplementedError


class PandasReader(Reader):
    """pandas; the key year is left to report_year, see the README."""

    backend = None

    def frame(self, table, **more):
        import pandas

        if self.backend:
            more["dtype_backend"] = self.backend
        return pandas.read_parquet(self.folder(table), partitioning=None, **more)

    def schema(self, table):
        return {name: str(dtype) for name, dtype in self.frame(table).dtypes.items()}

    def profile(self, table, year=None):
        filters = None if year is None else [("report_year", "==", year)]
        frame = self.frame(table, filters=filters)
        columns = {}
        for name, kind in self.kinds[table].items():
            column = frame[name]
            known = column.dropna()
            counted = ((v, 1) for v in known) if kind.startswith("list") else known.value_counts().items()
            columns[name] = {"nulls": int(column.isna().sum()), **digest(kind, counted)}
        return len(frame), columns

    def groups(self, table, key):
        sums = self.frame(table).dropna(subset="value").groupby(key, observed=True)["value"].sum()
        return {str(k): v if isinstance(v, Decimal) else int(v) for k, v in sums.items()}


class PandasDefault(PandasReader):
    name = "pandas"
    types = {
        "string": "str", "code": "category", "bool": "bool", "int8": "int8", "int32": "float64", "int64": "float64",
        "decimal128(18,6)": "object", "date32": "object", "timestamp[us, UTC]": "datetime64[us, UTC]",
        "list<string>": "object",
    }  # fmt: skip

    def type_of(self, kind, column):
        if kind in ("int32", "int64") and column["nulls"] == 0:
            return {kind}  # only without a gap
        return super().type_of(kind, column)


class PandasNullable(PandasReader):
    name, backend = "pandas numpy_nullable", "numpy_nullable"
    types = {
        "string": "string", "code": "category", "bool": "boolean", "int8": "Int8", "int32": "Int32", "int64": "Int64",
        "decimal128(18,6)": "object", "date32": "object", "timestamp[us, UTC]": "datetime64[us, UTC]",
        "list<string>": "object",
    }  # fmt: skip


class PandasArrow(PandasReader):
    name, backend = "pandas pyarrow", "pyarrow"
    types = {
        "string": "string[pyarrow]", "code": "dictionary<values=string, indices=int32, ordered=0>[pyarrow]",
        "bool": "bool[pyarrow]", "int8": "int8[pyarrow]", "int32": "int32[pyarrow]", "int64": "int64[pyarrow]",
        "decimal128(18,6)": "decimal128(18, 6)[pyarrow]", "date32": "date32[day][pyarrow]",
        "timestamp[us, UTC]": "timestamp[us, tz=UTC][pyarrow]",
        "list<string>": "list<element: string not null>[pyarrow]",
    }  # fmt: skip


class PolarsReader(Reader):
    name, year_type = "Polars", "Int64"
    types = {
        "string": "String", "code": "Categorical", "bool": "Boolean", "int8": "Int8", "int32": "Int32", "int64": "Int64",
        "decimal128(18,6)": "Decimal(precision=18, scale=6)", "date32": "Date",
        "timestamp[us, UTC]": "Datetime(time_unit='us', time_zone='UTC')", "list<string>": "List(String)",
    }  # fmt: skip

    def scan(self, table, year=None):
        import polars

        frame = polars.scan_parquet(self.folder(table), hive_partitioning=table in PARTITIONED)
        return frame if year is None else frame.filter(polars.col("year") == year)

    def year(self):
        return str(self.scan("reports").collect_schema()["year"])

    def schema(self, table):
        return {name: str(dtype) for name, dtype in self.scan(table).collect_schema().items() if name != "year"}

    def profile(self, table, year=None):
        frame = self.scan(table, year).collect()
        columns = {}
        for name, kind in self.kinds[table].items():
            column = frame[name]
            counted = column.drop_nulls().value_counts().iter_rows()
            columns[name] = {"nulls": column.null_count(), **digest(kind, counted)}
        return frame.height, columns

    def groups(self, table, key):
        import polars

        sums = self.scan(table).group_by(key).agg(polars.col("value").sum()).collect()
        return dict(sums.cast({key: polars.String}).iter_rows())


class ArrowReader(Reader):
    name, year_type = "pyarrow", "int32"
    types = {
        "string": "string", "code": "dictionary<values=string, indices=int32, ordered=0>", "bool": "bool",
        "int8": "int8", "int32": "int32", "int64": "int64", "decimal128(18,6)": "decimal128(18, 6)",
        "date32": "date32[day]", "timestamp[us, UTC]": "timestamp[us, tz=UTC]",
        "list<string>": "list<element: string not null>",
    }  # fmt: skip

    def dataset(self, table):
        import pyarrow.dataset

        return pyarrow.dataset.dataset(self.folder(table), partitioning="hive" if table in PARTITIONED else None)

    def year(self):
        return str(self.dataset("reports").schema.field("year").type)

    def schema(self, table):
        return {field.name: str(field.type) for field in self.dataset(table).schema if field.name != "year"}

    def profile(self, table, year=None):
        import pyarrow.dataset

        wanted = None if year is None else pyarrow.dataset.field("year") == year
        content = self.dataset(table).to_table(filter=wanted)
        columns = {}
        for name, kind in self.kinds[table].items():
            column = content[name]
            columns[name] = {"nulls": column.null_count, **digest(kind, self.counted(kind, column.drop_null()))}
        return content.num_rows, columns

    def counted(self, kind, column):
        if kind.startswith("list"):
            return [(value, 1) for value in column.to_pylist()]
        counts = column.value_counts()
        return zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist())

    def groups(self, table, key):
        content = self.dataset(table).to_table(columns=[key, "value"]).unify_dictionaries()
        sums = content.group_by(key).aggregate([("value", "sum")])
        return dict(zip(sums[key].to_pylist(), sums["value_sum"].to_pylist()))


class SqlReader(Reader):
    """What DuckDB and Spark share: the profile is one query."""

    chars = "length({0})"
    elements = "len({0})"
    micros = "epoch_us({0})"  # Python's DuckDB hands out times only where pytz is installed

    def source(self, table):
        raise NotImplementedError

    def query(self, text):
        raise NotImplementedError

    def aggregates(self, name, kind):
        column = self.quote(name)
        if kind in ("string", "code"):
            return {"chars": f"coalesce(sum({self.chars.format(column)}), 0)", "min": f"min({column})", "max": f"max({column})"}
        if kind == "bool":
            return {"true": f"coalesce(sum(cast({column} as int)), 0)"}
        if kind == "list<string>":
            return {"elements": f"coalesce(sum({self.elements.format(column)}), 0)"}
        if kind.startswith("timestamp"):
            return {"min": self.micros.format(f"min({column})"), "max": self.micros.format(f"max({column})")}
        if kind.startswith("date32"):
            return {"min": f"min({column})", "max": f"max({column})"}
        return {"sum": f"coalesce(sum({column}), 0)"}

    def profile(self, table, year=None):
        wanted, parts = [], ["count(*)"]
        for name, kind in self.kinds[table].items():
            for what, expression in {"nulls": f"count(*) - count({self.quote(name)})", **self.aggregates(name, kind)}.items():
                wanted.append((name, kind, what))
                parts.append(expression)
        where = "" if year is None else f" WHERE year = {year}"
        rows, *values = self.query(f"SELECT {', '.join(parts)} FROM {self.source(table)}{where}")[0]
        columns = {}
        for (name, kind, what), value in zip(wanted, values):
            if value is not None and what != "nulls":
                value = self.plain(kind, value)
            columns.setdefault(name, {})[what] = value
        return rows, columns

    def plain(self, kind, value):
        if kind.startswith("timestamp"):
            return iso(EPOCH + timedelta(microseconds=value))
        return iso(value) if kind.startswith("date32") else value

    def groups(self, table, key):
        return dict(self.query(f"SELECT {key}, sum(value) FROM {self.source(table)} GROUP BY 1"))


class DuckReader(SqlReader):
    name, year_type = "DuckDB", "BIGINT"
    types = {
        "string": "VARCHAR", "code": "VARCHAR", "bool": "BOOLEAN", "int8": "TINYINT", "int32": "INTEGER", "int64": "BIGINT",
        "decimal128(18,6)": "DECIMAL(18,6)", "date32": "DATE", "timestamp[us, UTC]": "TIMESTAMP WITH TIME ZONE",
        "list<string>": "VARCHAR[]",
    }  # fmt: skip

    def __init__(self, root, kinds):
        import duckdb

        super().__init__(root, kinds)
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")

    def quote(self, name):
        return f'"{name}"'

    def source(self, table):
        glob = "*/*.parquet" if table in PARTITIONED else "*.parquet"
        return f"read_parquet('{self.folder(table)}/{glob}')"

    def query(self, text):
        return self.connection.execute(text).fetchall()

    def year(self):
        return self.query(f"SELECT DISTINCT typeof(year) FROM {self.source('reports')}")[0][0]

    def schema(self, table):
        described = self.query(f"SELECT column_name, column_type FROM (DESCRIBE FROM {self.source(table)})")
        return {name: kind for name, kind in described if name != "year"}


class SparkReader(SqlReader):
    name, year_type = "Spark", "int"
    types = {
        "string": "string", "code": "string", "bool": "boolean", "int8": "tinyint", "int32": "int", "int64": "bigint",
        "decimal128(18,6)": "decimal(18,6)", "date32": "date", "timestamp[us, UTC]": "timestamp",
        "list<string>": "array<string>",
    }  # fmt: skip
    elements = "size({0})"
    micros = "unix_micros({0})"

    def __init__(self, root, kinds, session):
        super().__init__(root, kinds)
        self.session = session

    def quote(self, name):
        return f"`{name}`"

    def frame(self, table):
        return self.session.read.parquet(self.folder(table))

    def source(self, table):
        self.frame(table).createOrReplaceTempView(table)
        return table

    def query(self, text):
        return [tuple(row) for row in self.session.sql(text).collect()]

    def year(self):
        return dict(self.frame("reports").dtypes)["year"]

    def schema(self, table):
        return {name: kind for name, kind in self.frame(table).dtypes if name != "year"}


class ScriptReader(Reader):
    """hyparquet, the reader in JavaScript; it knows files, and a year is a folder."""

    name = "hyparquet"
    partitioned = PARTITIONED
    types = {
        "string": "string", "code": "string", "bool": "boolean", "int8": "number", "int32": "number", "int64": "bigint",
        "decimal128(18,6)": "number", "date32": "Date", "timestamp[us, UTC]": "Date", "list<string>": "Array",
    }  # fmt: skip

    def type_of(self, kind, column):
        return {self.types[kind], None}  # a column of nulls shows no type

    def run(self, table, year=None):
        pattern = "*.parquet" if table not in self.partitioned else f"year={'*' if year is None else year}/*.parquet"
        files = sorted(map(str, pathlib.Path(self.folder(table)).glob(pattern)))
        script = pathlib.Path(__file__).parent / "profile.mjs"
        request = {"files": files, "kinds": self.kinds[table]}
        done = subprocess.run(
            [shutil.which("node"), script], input=json.dumps(request), capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    def schema(self, table):
        return self.run(table)["types"]

    def profile(self, table, year=None):
        answer = self.run(table, year)
        for name, kind in self.kinds[table].items():
            column = answer["columns"][name]
            if "sum" in column:  # a string of digits; amounts in millionths
                total = Decimal(column["sum"])
                column["sum"] = total / 1_000_000 if kind.startswith("decimal") else int(total)
        return answer["rows"], answer["columns"]

    def groups(self, table, key):
        answer = self.run(table)["groups"][key]
        scale = 1_000_000 if self.kinds[table]["value"].startswith("decimal") else 1
        return {k: Decimal(v) / scale for k, v in answer.items()}


ALL = (PandasDefault, PandasNullable, PandasArrow, PolarsReader, ArrowReader, DuckReader, SparkReader, ScriptReader)
