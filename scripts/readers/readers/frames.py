"""Readers that hand out a frame or a table in memory: pandas, Polars, pyarrow."""

from decimal import Decimal

from .base import PARTITIONED, Reader, digest


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
