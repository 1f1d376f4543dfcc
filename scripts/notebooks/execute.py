"""Executes the notebooks beside this file, against the bundled samples.

    python execute.py          write them again, with their outputs

What is written says nothing of the machine: no path, no time, no version of Python.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parents[1]
SECONDS = 300  # for one cell


def notebooks():
    return sorted(HERE.glob("*.ipynb"))


def stage(root):
    """Lays out a folder like the repository: a fresh dataset of the samples, and where notebooks run."""
    place = pathlib.Path(root) / "scripts" / "notebooks"
    place.mkdir(parents=True)
    command = ["go", "run", ".", "run", "--quiet", "--dataset", pathlib.Path(root) / "data" / "out", "data/samples"]
    subprocess.run(command, cwd=REPO, check=True)
    return place


def execute(path, place):
    """The notebook as it comes out, executed from a clean start."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": str(place)}},
    ).execute()
    for cell in notebook.cells:
        cell.metadata.clear()
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"], "language_info": {"name": "python"}}
    return notebook


def main():
    root = tempfile.mkdtemp()
    try:
        place = stage(root)
        for path in notebooks():
            nbformat.write(execute(path, place), path)
            print(path.name, file=sys.stderr)
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
