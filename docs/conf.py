"""How Sphinx builds these pages: Markdown, with every page in a table of contents."""

from __future__ import annotations

import sys
from pathlib import Path

import negsim

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "negsim"
author = "negsim contributors"
copyright = author
version = release = negsim.__version__

extensions = [
    "myst_nb",
    "negsim_charts",
    "negsim_sheets",
    "negsim_try",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
]
exclude_patterns = ["_build", "_charts", "_ext", "_static"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # a page that is executed shows what this version answers
nb_execution_raise_on_error = True
nb_execution_timeout = 600  # seconds for one cell: a busy machine takes its time
numpydoc_show_class_members = False
autodoc_typehints = "none"

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["negsim.css"]
html_title = f"negsim {release}"
html_show_sphinx = False
