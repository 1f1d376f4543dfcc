"""What the tables of the dataset ``clean`` must hold, worked out from its labels alone.

The labels say what each document prints, cell by cell; nothing here looks at a
Parquet file. A figure is a Decimal, so that no sum is rounded.
"""

import json
from collections import defaultdict
from decimal import Decimal

# The columns that name a cell of a long table, as the dictionary has them.
KEYS = {
    "applications": ("outcome", "applicant"),
    "disclosures": ("subject", "measure"),
    "proceedings": ("proceeding", "result"),
}


class Labels:
    """The labels of a corpus, and what follows from them."""

    def __init__(self, path):
        self.reports = json.loads(path.read_text(encoding="utf-8"))
        cells = {cell for report in self.reports for cell in report["cells"]}
        self.cells = sorted(cells)

    def years(self):
        return sorted({report["report_year"] for report in self.reports})

    def of(self, year=None):
        """The labels of a year, or all of them."""
        return [r for r in self.reports if year is None or r["report_year"] == year]

    def long(self, table, year=None):
        """Rows, nulls and sum of the column value of a long table, and the sum for each row code."""
        rows, nulls, total, groups = 0, 0, Decimal(0), defaultdict(Decimal)
        for report in self.of(year):
            for name, cell in report["cells"].items():
                of_table, row, _ = name.split("/")
                if of_table != table:
                    continue
                rows += 1
                nulls += cell["value"] is None
                total += figure(cell)
                groups[row] += figure(cell)
        return {"rows": rows, "nulls": nulls, "sum": total, "groups": dict(groups)}

    def panel(self, year=None):
        """Nulls and sum of each column of figures of the panel."""
        reports = self.of(year)
        columns = {}
        for name in self.cells:
            found = [r["cells"][name] for r in reports if name in r["cells"]]
            known = [cell for cell in found if cell["value"] is not None]
            columns[name.replace("/", "_")] = {
                "nulls": len(reports) - len(known),
                "sum": sum(map(figure, known), Decimal(0)),
            }
        return columns

    def column(self, name, year=None):
        """Nulls, minimum and maximum of a column of reports that the labels give."""
        values = [report.get(name) for report in self.of(year)]
        known = [v for v in values if v is not None]
        return {"nulls": len(values) - len(known), "min": min(known), "max": max(known)}


def figure(cell):
    """The figure of a cell; one that is absent adds nothing."""
    return Decimal(0) if cell["value"] is None else Decimal(str(cell["value"]))
