/**
 * The meaning of a scenario as the worker takes it: integer tables over a few issues, without a word in them. Issues
 * and options are positions, counted from 0. Types only.
 *
 * @module
 */

/**
 * Where something holds, as in negsim/solve/tables/problem.py: a Boolean table, or what is too wide for one.
 *
 * @typedef {{scope: number[], holds: string}
 *   | {all: Formula[]}
 *   | {any: Formula[]}
 *   | {not: Formula}
 *   | {terms: [number, number[]][], low: number | null, high: number | null}
 *   | {parts: Formula[], low: number | null, high: number | null}} Formula
 * A table's `holds` has a character per cell, "0" or "1", the last issue of its scope fastest.
 */

/**
 * Scores (or points) of an issue's options: values[option] / unit, whole numbers; as texts beyond 2^53.
 *
 * @typedef {object} Scores
 * @property {boolean} points
 * @property {number} issue
 * @property {number | string} unit
 * @property {(number | string)[]} values
 */

/**
 * What a wish asks for; `holds` is the number of a formula.
 *
 * @typedef {object} Ask
 * @property {boolean} points
 * @property {number} holds
 */

/**
 * One rule of a quota: votes per actor (integers), how many are wanted, and who in any case.
 *
 * @typedef {object} QuotaRule
 * @property {[number, number][]} votes Actor and its votes; only those of principals count.
 * @property {number} at_least
 * @property {number[]} including
 */

/**
 * A body: votes per actor, and the fewest that are enough.
 *
 * @typedef {object} Votes
 * @property {[number, number][]} votes Actor and its votes.
 * @property {number} needs
 * @property {string | null} fault What is wrong with it, where it is asked.
 */

/**
 * The scenario over one set of issues: the file's own, or those with a lever on the table. What is listed per
 * alternative follows the order of the Model's lines, weights and rules.
 *
 * @typedef {object} Space
 * @property {string | null} lever
 * @property {number[]} sizes Options per issue.
 * @property {boolean[]} ordered
 * @property {[number[], number[]] | null} halves Issues of both halves, ascending, where packages are too many to be listed.
 * @property {(number[] | null)[][]} places Per actor and issue: where its options stand, -1 for nowhere; null where each
 *     stands for itself, in its order.
 * @property {Formula[]} formulas Distinct.
 * @property {number[][]} lines Per line and alternative: where it is crossed.
 * @property {(Scores | Ask)[][]} weights Per weight and alternative.
 * @property {number[][]} rules Per rule and alternative: where it is broken.
 * @property {number[]} always Formulas of rules that stand whatever is set.
 * @property {Record<string, number>} needs Per actor and condition ("ACTOR when", "ACTOR when@VARIANT"): where its
 *     consent is needed.
 * @property {number[]} bars Per condition that variants fix or exclude: where a package is off the table.
 * @property {Record<string, number[]>} packages As good as no deal: "package:N" -> a package.
 * @property {Brought[]} brought What a lever adds.
 */

/**
 * A preference on a new issue that a lever brings, and what the status quo of that issue scores.
 *
 * @typedef {object} Brought
 * @property {number} actor
 * @property {string} weight Its weight, as text; "1" where it counts points.
 * @property {Scores} scores
 * @property {number | string} status_quo Value of the option that holds without a deal, over scores.unit.
 */

/**
 * @typedef {object} Compiled
 * @property {Space[]} spaces The file's own first.
 * @property {(([string, string] | null)[])} sheets Per actor, the ends of its score sheet.
 * @property {Record<string, QuotaRule[][]>} agreements By key: the ways to meet it, all rules of one of them.
 * @property {Votes[][]} bodies Per body and alternative.
 * @property {Record<string, string>} points Reservation values in points, by key.
 */

export {};
