"""A scenario and all that can be asked of it, for notebooks and scripts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negsim.language.load import load as load_scenario
from negsim.language.load import loads as loads_scenario
from negsim.language.named_packages import PackageNamed, package_named
from negsim.language.overlay.within import ConditionText, condition_asked
from negsim.language.shipped import locate
from negsim.overlaid import Overlaid, Value
from negsim.questions.draws import DRAWS

if TYPE_CHECKING:
    from negsim.charts.output import Picture
    from negsim.document.document import Document
    from negsim.questions.backtest.result import Backtest
    from negsim.questions.check.result import Checked
    from negsim.questions.codings.result import Codings
    from negsim.questions.compare.result import Comparison
    from negsim.questions.divide.result import Divided
    from negsim.questions.draft.result import Draft
    from negsim.questions.ensemble.result import Ensemble
    from negsim.questions.explain.find import Explanation
    from negsim.questions.levers.result import Levers
    from negsim.questions.position.result import Positions
    from negsim.questions.profile.result import Profiles
    from negsim.questions.rank.result import Ranking
    from negsim.questions.ratify.result import Ratifying
    from negsim.questions.readings.result import Readings
    from negsim.questions.room.result import Room
    from negsim.questions.score.result import Scores
    from negsim.questions.simulate.result import Simulation
    from negsim.questions.stability.result import Stability
    from negsim.questions.text.result import NegotiatingText
    from negsim.questions.trace.result import Trace
    from negsim.questions.trade.result import Trades
    from negsim.questions.zone.find import Engine, Findings
    from negsim.report.parts import Settings
    from negsim.solve.answer import Layer
    from negsim.solve.kernels.stability import Counters


@dataclass(frozen=True, repr=False)
class Study(Overlaid):
    """A scenario as written with variants and changes laid over it, and every question that can be asked of it.

    Examples
    --------
    >>> import negsim
    >>> negsim.load("harbour").run("quiet_machines").zone.size
    8
    """

    def run(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        engine: Engine = "auto",
        exact: bool = False,
        suspects: Iterable[Layer] = (),
    ) -> Findings:
        """Say whether there is a zone, what is in it, who accepts what, and why it is empty if it is.

        Parameters
        ----------
        variant : str or iterable of str
            More variants, for this run only.
        sets : mapping, optional
            Path to value, for this run only.
        engine, exact, suspects
            As for `negsim.questions.zone.find.run`.
        """
        from negsim.questions.zone.find import run

        scenario = self._overlaid(variant, sets).scenario
        return run(scenario, engine=engine, exact=exact, suspects=suspects)

    def explain(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        exact: bool = False,
        suspects: Iterable[Layer] = (),
    ) -> Explanation:
        """Say which demands exclude one another, what they rest on, and what would lift each conflict."""
        from negsim.questions.explain.find import explain

        return explain(self.run(variant, sets, exact=exact, suspects=suspects))

    def draft(self) -> Draft:
        """Draft the demands that claims carry themselves, of claims that nothing cites yet; variants do not matter."""
        from negsim.questions.draft import draft

        return draft(self.base)

    def compare(
        self, variants: Iterable[str | Iterable[str]] | None = None, *, exact: bool = False
    ) -> Comparison:
        """Say what variants come to beside the study as it is, one row each, and what to say of each in a brief.

        Parameters
        ----------
        variants : iterable of str, optional
            Rows, each a variant or a stack such as `"aid_cut+swap"`; absent, every variant of the file by itself.
        exact : bool
            As for `negsim.questions.zone.find.run`.
        """
        from negsim.questions.compare.find import compare

        return compare(self.base, _stacks(variants), self.variants, self.sets, exact=exact)

    def readings(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Readings:
        """Say which meanings of ambiguous demands open the zone, which close it, and what to clarify first."""
        from negsim.questions.readings.find import readings

        return readings(self._overlaid(variant, sets).scenario)

    def codings(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Codings:
        """Say how much of the answer hangs on which sentence is a red line, and in which reading."""
        from negsim.questions.codings import codings

        return codings(self._overlaid(variant, sets).scenario)

    def room(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Room:
        """Say how far each reservation value may rise, and what each red line and each option costs."""
        from negsim.questions.room.find import room

        return room(self._overlaid(variant, sets).scenario)

    def ratify(
        self,
        sweep: str | None = None,
        *,
        exact: bool = False,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
    ) -> Ratifying:
        """Say what bodies at home do to the table's deals, and, swept, what ``ACTOR.BODY.needs`` does to its gain."""
        from negsim.questions.ratify.find import ratify

        return ratify(self._overlaid(variant, sets).scenario, sweep, exact=exact)

    def score(
        self,
        *packages: PackageNamed,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
    ) -> Scores:
        """Say how drafts stand with each: who refuses them and why, what each is worth to whom, what is nearest.

        Each names an option of every issue, ``ISSUE=OPTION,…`` or a mapping: ids, labels or numbers.
        """
        from negsim.questions.score.find import score

        scenario = self._overlaid(variant, sets).scenario
        return score(scenario, [package_named(scenario, one) for one in packages])

    def rank(
        self,
        by: str = "nearest",
        within: ConditionText | None = None,
        *,
        limit: int = 20,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
    ) -> Ranking:
        """Put the feasible packages in order, whether or not there is a zone.

        In which orders, see `negsim.questions.rank.find.rank`; `within` keeps to a condition, as for `packages`.
        """
        from negsim.questions.rank.find import rank

        scenario = self._overlaid(variant, sets).scenario
        condition = None if within is None else condition_asked(scenario, within)
        return rank(scenario, by, condition, limit=limit)

    def profile(
        self,
        *actors: str,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
    ) -> Profiles:
        """Say what each wants, as the model has it; of some actors, or of all where none is named."""
        from negsim.questions.profile.find import profile

        return profile(self._overlaid(variant, sets).scenario, actors)

    def levers(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Levers:
        """Rank the smallest changes that open the zone, or raise its floor where it is open."""
        from negsim.questions.levers.find import levers

        return levers(self._overlaid(variant, sets).scenario)

    def trade(
        self,
        start: str | Mapping[str, str | int | float] | None = None,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        limit: int = 20,
    ) -> Trades:
        """Find exchanges across two or three issues from a package on, and a single text improved step by step.

        Parameters
        ----------
        start : str, mapping or None
            A package, ``ISSUE=OPTION,…`` or the name of a bargaining solution; absent, the file's status quo, else the
            egalitarian package of the zone, or the one nearest to a deal.
        variant, sets
            As for `run`.
        limit : int
            At most so many exchanges.
        """
        from negsim.questions.packages.named_package import starting_package
        from negsim.questions.trade import trade

        scenario = self._overlaid(variant, sets).scenario
        package = None if start is None else starting_package(scenario, start)
        return trade(scenario, package, limit=limit)

    def ensemble(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        draws: int = DRAWS,
        seed: int = 0,
        mix_readings: bool = False,
    ) -> Ensemble:
        """Draw every number over its range: how often the zone is open, what is robust, and what decides it.

        Parameters
        ----------
        variant, sets
            As for `run`.
        draws, seed, mix_readings
            As for `negsim.questions.ensemble.find.ensemble`.
        """
        from negsim.questions.ensemble.find import ensemble

        scenario = self._overlaid(variant, sets).scenario
        return ensemble(scenario, draws=draws, seed=seed, mix_readings=mix_readings)

    def simulate(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        futures: int = DRAWS,
        seed: int = 0,
    ) -> Simulation:
        """Live through futures of the file's timeline: when the zone opens and closes, and what would last.

        Parameters
        ----------
        variant, sets
            As for `run`.
        futures, seed
            As for `negsim.questions.simulate.find.simulate`.
        """
        from negsim.questions.simulate.find import simulate

        return simulate(self._overlaid(variant, sets).scenario, futures=futures, seed=seed)

    def trace(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Trace:
        """Trace every element to its claims and back, and say which conclusions fall with which source."""
        from negsim.questions.trace.find import trace

        return trace(self._overlaid(variant, sets).scenario)

    def text(
        self,
        start: str | Mapping[str, str | int | float] | None = None,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        is_for_mediator: bool = False,
    ) -> NegotiatingText:
        """Draft the text of the talks, or of one package, named as for `trade`; `negsim.report.drafted` writes it."""
        from negsim.questions.packages.named_package import starting_package
        from negsim.questions.text import text

        scenario = self._overlaid(variant, sets).scenario
        package = None if start is None else starting_package(scenario, start)
        return text(scenario, package, is_for_mediator=is_for_mediator)

    def chart(
        self,
        kind: str,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
    ) -> Picture:
        """Draw a picture of one of the kinds that `negsim chart --help` lists.

        Returns
        -------
        Picture
            A matplotlib figure, which a notebook shows; `negsim.charts.save` writes it, `negsim.charts.alt_text` says
            in words what it shows.

        Examples
        --------
        >>> import negsim
        >>> negsim.load("harbour").chart("coalitions").title
        'Shipping lines and Villages on the bank share no package'
        """
        from negsim.charts.kinds import draw

        return draw(kind, self.run(variant, sets))

    def backtest(self, variants: Iterable[str | Iterable[str]] | None = None) -> Backtest:
        """Hold it against its `outcome`: was that in the zone, how wide was the zone, what stood against it.

        Parameters
        ----------
        variants : iterable of str, optional
            Rows, as for `compare`; absent, every variant by itself, then the stacks that the file's expectations name.
        """
        from negsim.questions.backtest.find import backtest

        return backtest(self.base, _stacks(variants), self.variants, self.sets)

    def briefing(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        settings: Settings | None = None,
    ) -> Document:
        """Put all that can be found into words, tables and pictures; `negsim.report.parts.Settings` say how much."""
        from negsim.report.briefing import briefing
        from negsim.report.material import gather

        study = self._overlaid(variant, sets)
        return briefing(gather(study.base, study.variants, study.sets, settings))

    def report(
        self,
        path: str | os.PathLike[str],
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        settings: Settings | None = None,
    ) -> None:
        """Write the report as .html, .docx or .xlsx, as the path ends, whole or not at all; rest as for `briefing`."""
        from negsim.report.material import gather
        from negsim.report.output import save

        study = self._overlaid(variant, sets)
        save(gather(study.base, study.variants, study.sets, settings), path)

    def check(self, *, laws: bool = True, draws: int = 0, seed: int = 0) -> Checked:
        """Say which expectations of the file hold under these variants, and whether the laws of the model do.

        Parameters
        ----------
        laws : bool
            Whether to try the laws.
        draws, seed : int
            Of how many draws of the numbers to ask every expectation too, and which.
        """
        from negsim.questions.check.find import check

        return check(self.base, self.variants, self.sets, laws=laws, draws=draws, seed=seed)

    def divide(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        between: Iterable[str] | None = None,
    ) -> Divided:
        """Share what can be divided between two parties, by adjusted winner (Brams & Taylor 1996).

        Parameters
        ----------
        variant, sets
            As for `run`.
        between : iterable of str, optional
            The two actors; absent, the two principals.
        """
        from negsim.questions.divide.find import divide

        scenario = self._overlaid(variant, sets).scenario
        return divide(scenario, None if between is None else list(between))

    def stability(
        self,
        *starts: str | Mapping[str, str | int | float],
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        moves: Iterable[str] = (),
        counters: Counters = "sequences",
        told: int = 5,
    ) -> Stability:
        """Say which packages hold once signed; or, of packages named, who could better itself alone.

        Parameters
        ----------
        *starts : str or mapping
            Packages, as for `trade`; all of them where there is none.
        variant, sets
            As for `run`.
        moves, counters, told
            As for `negsim.questions.stability.find.stability`.
        """
        from negsim.questions.packages.named_package import starting_package
        from negsim.questions.stability.find import stability

        scenario = self._overlaid(variant, sets).scenario
        packages = [starting_package(scenario, start) for start in starts]
        return stability(scenario, packages, moves=moves, counters=counters, told=told)

    def position(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Positions:
        """Say where influence and salience alone would put each ordered issue."""
        from negsim.questions.position.find import position

        return position(self._overlaid(variant, sets).scenario)

    def _overlaid(self, variant: str | Iterable[str], sets: Mapping[str, Value] | None) -> Study:
        study = self.with_variant(variant)
        for path, value in (sets or {}).items():
            study = study.set(path, value)
        return study

    def _repr_html_(self) -> str:
        from negsim.document.notebook import scenario_html

        return scenario_html(self.scenario)


def load(
    scenario: str | os.PathLike[str], variants: Iterable[str] = (), sets: Iterable[str] = ()
) -> Study:
    """Read a scenario's file, or a shipped scenario by its name.

    Parameters
    ----------
    scenario : str or path
        A YAML file in the scenario language, or the name of a shipped scenario.
    variants : iterable of str
        Applied in this order.
    sets : iterable of str
        Changes ``PATH=VALUE``, applied last.

    Raises
    ------
    InputError
        With every fault of the file at once, in line order.
    """
    return Study(load_scenario(locate(scenario)), tuple(variants), tuple(sets))


def loads(
    text: str, path: str = "<text>", variants: Iterable[str] = (), sets: Iterable[str] = ()
) -> Study:
    """Read a scenario from its text; `path` names it in messages, and registers are found relative to it."""
    return Study(loads_scenario(text, path), tuple(variants), tuple(sets))


def _stacks(variants: Iterable[str | Iterable[str]] | None) -> list[list[str]] | None:
    """Take rows of variants apart, each a stack."""
    if variants is None:
        return None
    return [one.split("+") if isinstance(one, str) else list(one) for one in variants]
