"""The reader in JavaScript: hyparquet."""

import json
import pathlib
import shutil
import subprocess
from decimal import Decimal

from .base import PARTITIONED, Reader


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
        script = pathlib.Path(__file__).parents[1] / "profile.mjs"
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
