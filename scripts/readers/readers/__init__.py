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

from .base import PARTITIONED, Reader
from .frames import ArrowReader, PandasArrow, PandasDefault, PandasNullable, PolarsReader
from .script import ScriptReader
from .sql import DuckReader, SparkReader

__all__ = ["ALL", "PARTITIONED", "ArrowReader", "DuckReader", "PandasArrow", "PandasDefault", "PandasNullable", "PolarsReader", "Reader", "ScriptReader", "SparkReader"]

ALL = (PandasDefault, PandasNullable, PandasArrow, PolarsReader, ArrowReader, DuckReader, SparkReader, ScriptReader)
