"""Datasets to read, made by the program from synthetic documents.

``clean`` holds the reports of documents that nothing was done to, so that every
figure in it must be the one that ``gold.jsonl`` says; ``mixed`` holds every kind
of document, with all their damage: rejects, reviews, an unknown year. Both are
kept below ``data/raw/readers``, which git ignores, under a name that changes with
the program; ``GONGKAI_READERS_DIR`` names another folder.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone

REPO = pathlib.Path(__file__).resolve().parents[2]

# Families that print a form whole, as text that fits into a line of JSON.
FAMILIES = "html_clean,html_word,html_excel,html_one_table,html_article_tables"
SEED = "20261122"
DRAWN, MIXED = 4500, 400

FIRST_FETCH = datetime(2026, 3, 1, 1, 2, 3, 456789, timezone.utc)


def work_dir():
    """The folder for datasets and the program, new for each version of the sources."""
    root = pathlib.Path(os.environ.get("GONGKAI_READERS_DIR", REPO / "data" / "raw" / "readers"))
    root.mkdir(parents=True, exist_ok=True)
    return root


def build(root):
    """Builds the program and returns its path and a digest of what it is."""
    program = root / "gongkai"
    subprocess.run(["go", "build", "-o", program, "."], cwd=REPO, check=True)
    synth = root / "synth"
    subprocess.run(["go", "build", "-o", synth, "./scripts/synth"], cwd=REPO, check=True)
    digest = hashlib.sha256()
    for part in (program, synth):
        digest.update(part.read_bytes())
    digest.update(f"{FAMILIES} {SEED} {DRAWN} {MIXED}".encode())
    return program, synth, digest.hexdigest()[:16]


def publish(program, dataset, *arguments):
    """Reads documents into a dataset and publishes it; the arguments are sources and flags."""
    call(program, "run", *arguments, "--dataset", dataset, "--quiet")


def call(program, *arguments):
    """Runs the program; what it says goes into the error where it fails."""
    done = subprocess.run([program, *arguments], cwd=REPO, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"gongkai {arguments[0]}: exit code {done.returncode}\n{done.stdout}{done.stderr}")


def prepare():
    """Makes both datasets, or finds those of an earlier run; returns their folder."""
    root = work_dir()
    program, synth, digest = build(root)
    ready = root / digest
    if not (ready / "done").exists():
        for old in root.iterdir():
            if old.is_dir():
                shutil.rmtree(old)
        ready.mkdir()
        make_clean(program, synth, ready)
        make_mixed(program, synth, ready)
        (ready / "done").touch()
    return ready


def make_clean(program, synth, ready):
    corpus = ready / "drawn"
    run_synth(synth, corpus, DRAWN, "--family", FAMILIES)
    gold = pick(corpus / "gold.jsonl")
    with open(ready / "clean.jsonl", "w", encoding="utf-8") as lines:
        for i, label in enumerate(gold):
            label["fetched_at"] = fetched_at(i)
            body = (corpus / "docs" / label["file"]).read_text(encoding="utf-8")
            line = {"uri": label["file"], "body": body, "fetched_at": label["fetched_at"]}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    (ready / "clean-gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    publish(program, ready / "clean", ready / "clean.jsonl")
    shutil.rmtree(corpus)


def make_mixed(program, synth, ready):
    run_synth(synth, ready / "mixed-corpus", MIXED)
    add_undated(ready / "mixed-corpus" / "docs")
    publish(program, ready / "mixed", ready / "mixed-corpus" / "docs")


def add_undated(docs):
    """One report that names no year: its dates and years are taken out."""
    source = min((docs / "html_clean").iterdir())
    body = re.sub(r"20\d\d", "", source.read_text(encoding="utf-8"))
    (docs / "undated.html").write_text(body, encoding="utf-8")


def run_synth(synth, out, n, *more):
    command = [synth, "--n", str(n), "--seed", SEED, "--out", out, *more]
    subprocess.run(command, cwd=REPO, check=True, stdout=subprocess.DEVNULL)


def pick(path):
    """The labels of undamaged documents, one for each agency and year."""
    chosen, seen = [], set()
    with open(path, encoding="utf-8") as lines:
        for label in map(json.loads, lines):
            # The panel has one row for each agency and year: a second is left out.
            key = label["agency"], label.get("report_year")
            if untouched(label) and key not in seen:
                seen.add(key)
                chosen.append(label)
    return chosen


def untouched(label):
    """Whether the document is a report that shows every figure of its form."""
    if label["expect"] != "report" or label.get("operators"):
        return False
    return not any(cell.get("lost") for cell in label["cells"].values())


def fetched_at(i):
    """A time for each document, to the microsecond; every seventh has none."""
    if i % 7 == 6:
        return None
    return (FIRST_FETCH + i * timedelta(hours=1, microseconds=1)).isoformat()
