/**
 * What the three parts of the page say to one another: the file that Python wrote (Model), what a person has set
 * (State), and what the worker found (Answer). Types only; nothing here runs.
 *
 * Numbers that must be exact travel as texts ("0.55", "5/9"). Everything is named by the ids and paths of the
 * scenario language, so that a state can be written down as a variant.
 *
 * @module
 */

/**
 * The evidence that an element rests on, as results have it.
 *
 * @typedef {object} Evidence
 * @property {string[]} claims Keys of Model.claims, best grade first.
 * @property {string[]} assumptions As written in the file.
 * @property {"evidenced" | "partly assumed" | "assumed" | "unsourced"} status
 * @property {string | null} grade The best among its claims, A to F; of a red line, among those that carry it.
 * @property {"stated" | "hardened" | "stretched" | "assumed" | "unsourced" | "undecided" | null} [line] Of a red line,
 *     how it stands to its claims; null where it draws none.
 */

/**
 * @typedef {object} Claim
 * @property {string} id As one types it.
 * @property {string} document Title of the document, or its id.
 * @property {string | null} at Paragraph.
 * @property {string[]} speaker
 * @property {string} kind
 * @property {string} grade
 * @property {string} says
 */

/**
 * @typedef {object} Option
 * @property {string} id
 * @property {string} label
 * @property {string | number} value As packages in results show it: the id, or a number on a numeric issue.
 */

/**
 * @typedef {object} Issue
 * @property {string} id
 * @property {string} ask
 * @property {boolean} ordered
 * @property {string | null} axis The text that names the order.
 * @property {string | null} unit On numeric issues.
 * @property {boolean} numeric
 * @property {Option[]} options
 */

/**
 * One way in which a red line, preference, wish or rule may stand: a reading of the file, or what a variant puts in
 * its place.
 *
 * @typedef {object} Alternative
 * @property {string} id Unique within the element: the reading's id, "" where the demand has no readings, or such with
 *     "@VARIANT" behind it where a variant brings it.
 * @property {string} label What to write on the button: the reading's id in words, or what the variant is called.
 * @property {string} says In words: "never: …", "only if …", or that it draws no line.
 * @property {string | null} variant The variant that brings it; null for what the file says at its base.
 * @property {Evidence} evidence
 * @property {string[]} yaml How to write the whole element in a variant, lines without indentation.
 * @property {string | null} reading The reading to take of that element, null where it has none to choose.
 * @property {string} element Which element (several readings share one); equal for alternatives that `read` can choose
 *     between.
 */

/**
 * @typedef {object} Line
 * @property {string} path ACTOR.ID, as results name it.
 * @property {string} full ACTOR.red_lines.ID, as variants name it.
 * @property {string} actor
 * @property {string} id
 * @property {Alternative[]} alternatives
 * @property {string | null} ladder The preference whose ladder draws the line in the file, by path; null: written.
 * @property {string | null} base The alternative in force in the file; null: variants alone bring this line.
 */

/**
 * A preference on one issue or a wish about several; what is moved is its weight (a wish counted in points: these).
 *
 * @typedef {object} Weight
 * @property {string} path What `set` takes: ACTOR.preferences.ISSUE.weight, ACTOR.wishes.ID.weight or .points.
 * @property {string} element The path of the preference or wish itself.
 * @property {string} actor
 * @property {"preference" | "wish"} kind
 * @property {string | null} issue Of a preference.
 * @property {boolean} movable False for preferences in points, which have no weight.
 * @property {string} label The question, or the wish's id in words.
 * @property {Alternative[]} alternatives
 * @property {string | null} base
 * @property {WrittenNumber | null} number As the file has it; null where it has none.
 */

/**
 * A number as written, with the range that its author allows it.
 *
 * @typedef {object} WrittenNumber
 * @property {string} best
 * @property {string} low Equal to best where no range is stated.
 * @property {string} high
 * @property {string} written "0.55 +- 0.10", "decisive".
 */

/**
 * @typedef {object} Actor
 * @property {string} id
 * @property {string} name
 * @property {string | null} batna
 * @property {string} consent Key of what the file has.
 * @property {Consent[]} consents All that it may be set to.
 * @property {boolean} points Whether it counts in points.
 * @property {string} given The reservation value of the file as a Setting has it.
 * @property {WrittenNumber | null} reservation Null where the file gives a package that is as good, or nothing.
 * @property {string} reservation_says In words.
 * @property {string} reservation_path
 * @property {"value" | "points" | "as_good_as" | "none"} reservation_kind What the file gives; what a person sets is a
 *     utility always.
 * @property {Evidence} evidence Of the reservation value.
 */

/**
 * Whether an actor is asked: "always", "never", "when" (as the file says) or "when@VARIANT".
 *
 * @typedef {object} Consent
 * @property {string} key
 * @property {string | null} says When, in words; null for always and never.
 * @property {string[]} yaml As `set` of a variant takes it.
 */

/**
 * @typedef {object} Rule
 * @property {string} path rules.ID
 * @property {string} says
 * @property {string | null} because
 * @property {Alternative[]} alternatives
 * @property {string | null} base
 */

/**
 * A body that has to ratify beside its actor's own yes.
 *
 * @typedef {object} Body
 * @property {string} path ACTOR.BODY, as results name it.
 * @property {string} full ACTOR.ratification.BODY, as variants name it.
 * @property {string} actor
 * @property {string} label
 * @property {Alternative[]} alternatives
 * @property {string | null} base
 */

/**
 * @typedef {object} Variant
 * @property {string} id "--set" stands for what was changed on the command line.
 * @property {string | null} say
 * @property {Operation[]} operations What it does to a setting, in order; for resolve() only.
 */

/**
 * What a variant does to one element. For lines, terms (preferences and wishes), rules, bodies and the quota: which alternative
 * takes the place of which (null: absent); an alternative not named stays.
 *
 * @typedef {object} Operation
 * @property {"line" | "term" | "rule" | "body" | "agreement" | "reservation" | "weight" | "consent" | "bar"} what
 * @property {string} key Line.path, Weight.element, Rule.path, Body.full, Weight.path, actor id, or number of a bar.
 * @property {[string | null, string | null][]} [becomes] Pairs: alternative before, alternative after.
 * @property {(string | null)[]} [misfits] Alternatives of which the variant can make nothing.
 * @property {string} [value] For reservation, weight, consent.
 */

/**
 * @typedef {object} Lever
 * @property {string} id
 * @property {string} say
 * @property {Issue[]} issues All issues as they are with this lever on the table.
 */

/**
 * What Python sends.
 *
 * @typedef {object} Model
 * @property {1} format
 * @property {string} id
 * @property {string} title
 * @property {string | null} as_of
 * @property {string} file What to type for SCENARIO.
 * @property {Issue[]} issues
 * @property {Actor[]} actors
 * @property {Line[]} lines Actor by actor.
 * @property {Weight[]} weights Actor by actor.
 * @property {Rule[]} rules
 * @property {Body[]} bodies Actor by actor.
 * @property {Variant[]} variants
 * @property {Lever[]} levers
 * @property {Record<string, Claim>} claims By full id.
 * @property {{key: string, says: string, yaml: string[]}[]} agreements Quotas, in words.
 * @property {string | null} agreement Key of the file's quota; null: every principal is needed.
 * @property {{variant: string, fix: string[], part: string[]}[]} bars What variants fix or exclude, as YAML: alone, and
 *     as one of several in a list.
 * @property {Record<string, string[]>} reservations YAML of reservation values that are no plain numbers, by key.
 * @property {string[]} limits What this page cannot do, a sentence each.
 * @property {string[]} locked Variants that are in force whatever is set, since without them there are too many
 *     packages.
 * @property {State} start What it opens with: empty, or what --variant and --set asked for.
 * @property {import("./engine/compiled.js").Compiled} compiled For the worker.
 */

/**
 * What a person has set, all of it relative to the file: variants in their order, then single things on top. Sparse:
 * what is not named is as the variants leave it. An empty state is the file as written.
 *
 * @typedef {object} State
 * @property {string[]} variants
 * @property {Record<string, string | null>} lines ACTOR.ID -> alternative; null: off.
 * @property {Record<string, string>} reservations Actor -> utility, as text.
 * @property {Record<string, string>} weights Weight.path -> number, as text.
 * @property {Record<string, string[]>} allowed Issue -> options left on the table; one: fixed.
 * @property {Record<string, string>} consent Actor -> Consent.key.
 * @property {Record<string, string | null>} bodies Body.full -> alternative; null: not asked.
 * @property {string | null} lever
 */

/**
 * A state resolved: what stands, element by element.
 *
 * @typedef {object} Setting
 * @property {Record<string, string | null>} lines Line.path -> alternative in force; null: no such line.
 * @property {Record<string, string | null>} terms Weight.element -> alternative in force; null: absent.
 * @property {Record<string, string>} weights Weight.path -> number.
 * @property {Record<string, string | null>} rules Rule.path -> alternative.
 * @property {Record<string, string | null>} bodies Body.full -> alternative; null: no such body.
 * @property {Record<string, string>} reservations Actor -> a number, or "package:N" / "points:N" / "none" as the file
 *     has it.
 * @property {Record<string, string>} consent Actor -> Consent.key.
 * @property {string | null} agreement Key of a quota.
 * @property {string[]} bars Conditions that variants fix or exclude, by number.
 * @property {string | null} misfit Why the variants cannot be applied in this order, for people.
 * @property {Record<string, string[]>} allowed
 * @property {string | null} lever
 */

/** @typedef {Record<string, string | number>} Package Issue -> Option.value. */

/**
 * @typedef {object} Deal
 * @property {Package} package
 * @property {Record<string, number>} utilities Every actor.
 * @property {Record<string, number>} gains Every actor: utility less reservation value.
 */

/**
 * @typedef {object} Correction
 * @property {string[]} drop Paths, as in results: russia.neutrality, ukraine.reservation_value, rules.ID.
 * @property {number} opens
 * @property {number} zone
 * @property {Record<string, number | null>} steps
 * @property {Package} witness
 */

/**
 * What `negsim run --format json` says, key by key (docs/reference/results.md).
 *
 * @typedef {object} Run
 * @property {{total: number, feasible: number}} packages
 * @property {Record<string, number>} accepted_by
 * @property {Record<string, number>} red_line_accepted_by
 * @property {{members: string[], accept: number}[]} coalitions
 * @property {{size: number, red_line_size: number, table_size: number, backbone: Package, options: Record<string, Record<string, number>>}}
 *     zone
 * @property {Record<string, Passing>} ratification By Body.path; of those that are asked.
 * @property {Solutions} solutions
 * @property {{over: string[], among: "zone" | "feasible", size: number | null}} frontier
 * @property {number | null} floor
 * @property {Conflicts} conflicts
 */

/**
 * @typedef {object} Passing
 * @property {number} passes Feasible packages that need the body and that it passes.
 * @property {number} stops Packages of the table zone, not of the zone, that would be in it without this body.
 * @property {Record<string, number>} pivots Per voter, how many of these it would let through.
 */

/**
 * What becomes at home of what suits all at the table, as `negsim ratify` has it.
 *
 * @typedef {object} Home
 * @property {Record<string, {votes: Record<string, number>, of: number, needs: number, thrown_out: number}>}
 *     bodies By Body.path.
 * @property {TableDeal | null} deal Null where nothing suits all at the table.
 */

/**
 * The package that the table would make: who gains least gains most.
 *
 * @typedef {object} TableDeal
 * @property {Package} package
 * @property {Record<string, {yes: number, missing: number, saved_by: string[][]}>} bodies By Body.path, of those that it
 *     needs; `saved_by`: the smallest sets of at most three voters whose yes would make enough.
 */

/**
 * @typedef {object} Solutions
 * @property {Deal[]} nash
 * @property {Deal[]} kalai_smorodinsky
 * @property {Deal[]} egalitarian
 * @property {Deal[]} utilitarian
 * @property {{nash: number, kalai_smorodinsky: number, egalitarian: number, utilitarian: number}} ties
 */

/**
 * @typedef {object} Conflicts
 * @property {("red_lines" | "reservations" | "rules")[]} suspects
 * @property {string[][]} minimal_conflicts
 * @property {Correction[]} minimal_corrections
 * @property {number} [total] Corrections in all, where not all are listed.
 */

/**
 * How far an actor's reservation value may rise with the zone alive, as `negsim room` has it.
 *
 * @typedef {object} Room
 * @property {number} reservation_value Now.
 * @property {number | null} room The highest at which the zone is (or would again be) open, others as they are.
 * @property {string | null} exact The same as an exact text, to be set as a reservation value.
 * @property {"closed_anyway" | "never_closes" | "not_yet" | null} because Why there is none; or it has not been looked for yet.
 * @property {number} sole_blocker_of
 */

/**
 * Whose doing it is that an actor cannot have an option: its own red lines'; theirs and the rules'; or theirs and
 * those of all others.
 *
 * @typedef {"own_lines" | "rules" | "others"} Refusal
 */

/**
 * @typedef {object} Answer
 * @property {Run} run
 * @property {Home | null} home Null where nobody ratifies.
 * @property {Record<string, Room>} room Actors that are not advisory.
 * @property {Record<string, Record<string, Record<string, Refusal | null>>>} wall Actor -> issue -> option: through
 *     what the actor cannot have it, by red lines alone.
 * @property {Record<string, Record<string, number>>} feasible Issue -> option: feasible packages with that option.
 * @property {Record<string, string>} reservations The reservation values in force, exact, by actor.
 * @property {Setting} setting
 * @property {string[]} left What is not told here since packages are too many to be listed: "frontier", "cloud",
 *     "conflicts", "home", or a criterion by which too many are as good or
 *     which takes too long. Coalitions are then pairs only.
 * @property {string[]} coming What is still being counted, and told by the answer to `rest`: "coalitions", "room",
 *     "solutions" (with the floor).
 * @property {number} milliseconds What it took.
 */

/**
 * Where packages lie for two actors: a grid of counts, and the packages that one can point at.
 *
 * @typedef {object} Cloud
 * @property {string} x Actor.
 * @property {string} y Actor.
 * @property {[number, number]} x_range Utilities at the ends of the grid.
 * @property {[number, number]} y_range
 * @property {number} columns
 * @property {number} rows
 * @property {number[]} feasible Packages per cell, row by row from the bottom, columns from the left.
 * @property {number[]} zone
 * @property {number} x_reservation
 * @property {number} y_reservation
 * @property {[number, number][]} frontier What no feasible package betters for both, from the right to the left.
 * @property {CloudPoint[]} points At most 400: the solutions first, then efficient packages of the zone, then others
 *     of it; where it is empty, the witnesses of the corrections.
 * @property {boolean} all Whether every package of the zone is among the points.
 */

/**
 * @typedef {object} CloudPoint
 * @property {Package} package
 * @property {number} x
 * @property {number} y
 * @property {boolean} zone
 * @property {string[]} names Of the solutions that pick it: nash, kalai_smorodinsky, egalitarian, utilitarian; or
 *     "correction N", counted from 0.
 */

/**
 * One package laid out.
 *
 * @typedef {object} Layout
 * @property {Package} package
 * @property {boolean} feasible
 * @property {boolean} zone
 * @property {string[]} broken Rules, by path, and "allowed" where an option is off the table.
 * @property {Record<string, {yes: number, of: number, needs: number}>} bodies By Body.path, of those that it needs.
 * @property {Record<string, Stance>} actors
 */

/**
 * @typedef {object} Stance
 * @property {boolean} needed Whether the package needs its consent.
 * @property {boolean} accepts
 * @property {number} utility
 * @property {number} gain
 * @property {string[]} crossed Red lines in force that it crosses, by path.
 * @property {{path: string, share: number, of: number}[]} terms What each preference and wish adds to the utility, and
 *     the most it could add; by Weight.path.
 */

/**
 * Messages to the worker. Each is answered by one message with the same id; a later `answer` makes an earlier one that
 * is not yet begun superfluous, and this is then answered by `superseded`. Where something is still coming, `rest` asks
 * for all of the last answer; anything that is asked of another state makes that superfluous.
 *
 * @typedef {{ask: "begin", id: number, model: Model}
 *   | {ask: "answer", id: number, state: State}
 *   | {ask: "rest", id: number, state: State}
 *   | {ask: "cloud", id: number, state: State, x: string, y: string, columns: number, rows: number}
 *   | {ask: "package", id: number, state: State, package: Package}} Question
 */

/**
 * @typedef {{id: number, ready: {packages: number, milliseconds: number}}
 *   | {id: number, answer: Answer}
 *   | {id: number, cloud: Cloud}
 *   | {id: number, layout: Layout}
 *   | {id: number, superseded: true}
 *   | {id: number, fault: string}} Reply
 */

export {};
