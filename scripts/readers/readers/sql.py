"""Readers that are asked in SQL: DuckDB, Spark."""

from datetime import datetime, timedelta, timezone

from .base import PARTITIONED, Reader, iso

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


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
