"""What a reader answers, and the digest of a column."""

import functools
from datetime import timezone
from decimal import Decimal

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
