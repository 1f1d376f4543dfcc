"""What a user of Python would write, to compare the program's speed with.

    go run ./scripts/bench --corpus --n 2000 --dir CORPUS
    python -m venv .venv && .venv/bin/pip install -r scripts/bench/baseline/requirements.txt
    .venv/bin/python scripts/bench/baseline/baseline.py CORPUS/docs

Pages are parsed with lxml and their tables taken row by row; lines of text are
split at tabs, pipes and runs of spaces. The label of a row is looked for among the
form's with rapidfuzz, and the numbers behind it are taken in their order. Documents
are shared out to processes, and the figures found are written as Parquet.

It reads less than the program: no merged cells, no damaged layouts, no identities,
no agency, no year, no status. It is a lower bound of what such a script costs.
"""

import argparse
import json
import multiprocessing
import pathlib
import re
import resource
import tempfile
import time

import lxml.html
import pyarrow
import pyarrow.parquet
from rapidfuzz import fuzz, process

ROOT = pathlib.Path(__file__).resolve().parents[3]
NUMBER = re.compile(r"^[+-]?\d[\d,，]*(\.\d+)?(件|项|条|个|宗|元|万元)?$")
SEPARATOR = re.compile(r"\t|\s*[|｜]\s*| {2,}")
DIGITS = re.compile(r"[^\d.+-]")
SHORTEST, LONGEST = 2, 60
CUTOFF = 80


def form_labels():
    """The labels of the rows of every edition."""
    labels = set()
    for path in sorted((ROOT / "data" / "forms").glob("*.json")):
        form = json.loads(path.read_text("utf-8"))
        stack = [form]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                stack.extend(node.values())
                if isinstance(node.get("label"), str):
                    labels.add(node["label"])
            elif isinstance(node, list):
                stack.extend(node)
    return sorted(labels)


LABELS = form_labels()


def decode(body):
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            pass
    return body.decode("utf-8", "replace")


def rows_of(name, text):
    """The rows of a document as lists of cell texts."""
    if name.endswith((".html", ".hocr")):
        try:
            page = lxml.html.fromstring(text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
        except (lxml.etree.ParserError, ValueError):
            return
        for row in page.iter("tr"):
            yield ["".join(cell.itertext()).strip() for cell in row.iter("td", "th")]
        return
    for line in text.splitlines():
        yield [cell.strip() for cell in SEPARATOR.split(line)]


def figures_of(path):
    """The figures of a document: label, position, value."""
    found = []
    for cells in rows_of(path.name, decode(path.read_bytes())):
        label, position = None, 0
        for cell in cells:
            if NUMBER.match(cell):
                if label is not None:
                    found.append((str(path), label, position, float(DIGITS.sub("", cell) or 0)))
                    position += 1
            elif SHORTEST <= len(cell) <= LONGEST:
                match = process.extractOne(cell, LABELS, scorer=fuzz.ratio, score_cutoff=CUTOFF)
                if match:
                    label, position = match[0], 0
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", type=pathlib.Path)
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    args = parser.parse_args()
    paths = sorted(path for path in args.docs.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in paths)
    began = time.perf_counter()
    with multiprocessing.Pool(args.processes) as pool, tempfile.TemporaryDirectory() as out:
        found = [figure for figures in pool.imap(figures_of, paths, chunksize=16) for figure in figures]
        columns = list(zip(*found)) or [[], [], [], []]
        table = pyarrow.table(dict(zip(("document", "label", "position", "value"), map(pyarrow.array, columns))))
        pyarrow.parquet.write_table(table, pathlib.Path(out) / "figures.parquet", compression="zstd")
        pool.close()
        pool.join()
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(u.ru_utime + u.ru_stime for u in used)
    n = max(1, len(paths))
    print(
        f"BenchmarkPython/processes={args.processes} {len(paths)} {wall / n * 1e9:.0f} ns/op {cpu / n * 1e9:.0f} cpu-ns/op "
        f"{size / cpu / 1e6:.2f} cpu-MB/s {len(paths) / wall:.1f} docs/s {len(found) / n:.1f} figures/doc"
    )


if __name__ == "__main__":
    main()
