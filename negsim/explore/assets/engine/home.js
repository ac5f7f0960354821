// What becomes at home of what suits all at the table: what each body passes and throws out, and whose votes are missing.
// As in negsim/questions/ratify.

import { record } from "../records.js";
import { completions, setOf, votesOf } from "./consent.js";
import { totalOf } from "./worths.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./consent.js").Seat} Seat */
/** @typedef {import("../protocol.js").Home} Home */
/** @typedef {import("../protocol.js").Passing} Passing */

const MOST_VOTERS = 3; // whose yes together would save a package

/** What each body passes and stops, and whose votes would have it pass. @param {Ground} ground @param {Counts} counts @returns {Record<string, Passing>} */
export function ratified({ model, consent }, { classes }) {
  return record(
    consent.seats.map((seat) => {
      const passing = (/** @type {number} */ accepts) => votesOf(seat, accepts) >= seat.needs;
      const passed = classes.all.filter(({ accepts, needed }) => (needed >>> seat.owner) & 1 && passing(accepts));
      const alone = classes.all.filter(({ accepts, needed }) => isStopped(consent, accepts, needed) && consent.agreed(accepts, needed, seat));
      const sum = (/** @type {{count: number}[]} */ some) => some.reduce((all, { count }) => all + count, 0);
      const letThrough = (/** @type {number} */ voter) => sum(alone.filter(({ accepts }) => passing(accepts | (1 << voter))));
      const pivots = record(seat.votes.map(([voter]) => [model.actors[voter].id, letThrough(voter)]));
      return [seat.path, { passes: sum(passed), stops: sum(alone), pivots }];
    }),
  );
}

/** Whether what suits all at the table is not ratified. @param {import("./consent.js").Consent} consent @param {number} accepts @param {number} needed */
function isStopped(consent, accepts, needed) {
  return consent.agreedAtTable(accepts, needed) && !consent.agreed(accepts, needed);
}

/**
 * What each body throws out, and what becomes of the deal that the table would make.
 *
 * @param {Ground} ground
 * @param {Counts} counts
 * @param {() => {options: number[], package: import("../protocol.js").Package} | null} deal Finds that deal.
 * @returns {Home | null}
 */
export function homeOf(ground, { classes }, deal) {
  const { consent, model } = ground;
  if (!consent.seats.length) return null;
  const out = (/** @type {Seat} */ seat) =>
    classes.all.reduce((sum, { accepts, needed, count }) => {
      const isThrown = (needed >>> seat.owner) & 1 && votesOf(seat, accepts) < seat.needs;
      return isThrown && isStopped(consent, accepts, needed) ? sum + count : sum;
    }, 0);
  const told = (/** @type {Seat} */ seat) => ({
    votes: record(seat.votes.map(([voter, count]) => [model.actors[voter].id, count])),
    of: votesOf(seat, -1),
    needs: seat.needs,
    thrown_out: out(seat),
  });
  const made = deal();
  return {
    bodies: record(consent.seats.map((seat) => [seat.path, told(seat)])),
    deal: made && { package: made.package, bodies: votesFor(ground, made.options) },
  };
}

/** The votes of the bodies that a package needs. @param {Ground} ground @param {number[]} options */
function votesFor(ground, options) {
  const { model, consent, worths, lines } = ground;
  const holds = (/** @type {number} */ fact, /** @type {number[]} */ of) => ground.holds(fact, of);
  const accepting = setOf(
    model.actors.flatMap((_, a) => {
      const keeps = !lines.some((line) => line.actor === a && holds(line.fact, options));
      return keeps && totalOf(worths[a].terms, options, holds) >= worths[a].threshold ? [a] : [];
    }),
  );
  const needed = consent.seats.filter(({ owner }) => isNeeded(ground, owner, options));
  return record(
    needed.map((seat) => {
      const yes = votesOf(seat, accepting);
      const refusing = setOf(seat.votes.map(([voter]) => voter)) & ~accepting;
      const ways = yes < seat.needs ? completions((set) => votesOf(seat, set) >= seat.needs, accepting, refusing) : [];
      const saved = ways.map((set) => seat.votes.map(([voter]) => voter).filter((voter) => (set >>> voter) & 1));
      return [
        seat.path,
        {
          yes,
          missing: Math.max(0, seat.needs - yes),
          saved_by: saved.filter((voters) => voters.length <= MOST_VOTERS).map((voters) => voters.map((voter) => model.actors[voter].id)),
        },
      ];
    }),
  );
}

/** @param {Ground} ground @param {number} actor @param {number[]} options */
function isNeeded({ consent, packages, needs }, actor, options) {
  if ((consent.principals >>> actor) & 1) return true;
  let p = 0;
  while (packages.options.some((column, issue) => column[p] !== options[issue])) p++;
  return (needs[p] >>> actor) % 2 === 1;
}
