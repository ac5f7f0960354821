"""Measuring made quicker marks the same branches and lines."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from slipcover import branch, slipcover

from tests import marks

ROOT = Path(__file__).resolve().parents[2]
EVERY_STATEMENT = """
import asyncio
class A:
    x: int = 1
    if x:
        y = [k for k in range(3) if k]
    def f(self, a: (
        int
    ), b: "str" = "") -> None:
        for k in range(a):
            if k: continue
            while k:
                break
            else:
                return lambda: 1 if k else 2
        try:
            with open(b) as c:
                if c: pass
        except (ValueError, TypeError):
            if a: raise
        except OSError: pass
        else:
            match a:
                case 1: pass
                case [2, *_] if b: return
        finally:
            print(a)
        match b:
            case "x": pass
            case _: pass
async def g(h):
    async for k in h:
        async with k:
            def inner():
                if k: yield k
    return inner
"""


def of_its_own(module: ModuleType) -> ModuleType:
    """A module as it came, whatever was put into it since."""
    spec = importlib.util.spec_from_file_location("as_it_came", module.__file__)
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    fresh.__package__ = module.__package__
    spec.loader.exec_module(fresh)
    return fresh


def parts(code: CodeType) -> Iterator[CodeType]:
    """Code, and all code in it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from parts(one)


@pytest.mark.parametrize(
    "text",
    [
        EVERY_STATEMENT,
        *(
            (ROOT / "negsim" / name).read_text("utf-8")
            for name in ("solve/sweep/thinned.py", "studio/edits/rename.py", "spread.py")
        ),
    ],
    ids=["every statement", "thinned", "rename", "spread"],
)
def test_branches_and_lines_are_marked_as_slipcover_marks_them(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branch, "ast", ast)
    monkeypatch.setattr(
        slipcover, "_get_annotation_only_lines", slipcover._get_annotation_only_lines
    )
    plain = of_its_own(branch)
    own = compile(plain.preinstrument(ast.parse(text)), "x.py", "exec")
    marks.quicken()
    ours = compile(branch.preinstrument(ast.parse(text)), "x.py", "exec")
    assert own == ours
    for one, other in zip(parts(own), parts(ours), strict=True):
        assert list(one.co_lines()) == list(other.co_lines())
        assert marks.annotation_only_lines(other) == marks.OWN_LINES(one)
    assert branch.ast is not ast
