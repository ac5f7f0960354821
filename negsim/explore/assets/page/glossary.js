// What each term of the page means, in one place. Explained where it stands, when one asks.

/** @typedef {keyof typeof TERMS} Term */

export const TERMS = {
  package: [
    "Package",
    "One answer to every issue: a whole deal, laid out. All packages together are every deal that could be written down.",
  ],
  feasible: [
    "Feasible",
    "A package that the rules of the scenario allow. What contradicts itself is left out before anybody is asked.",
  ],
  zone: [
    "The zone",
    "The packages that everyone whose consent they need accepts: the zone of possible agreement. Where it is empty there is no deal.",
  ],
  red_line: [
    "Red line",
    "A demand that its actor does not trade away, whatever is offered for it. A package that crosses one is refused.",
  ],
  reading: [
    "Reading",
    "One way to take the words of a demand. The first is the one that the scenario goes by.",
  ],
  walk_away: [
    "Walk-away value",
    "What an actor has without a deal, on its own scale from 0 (the worst it can think of) to 100 (the best). It accepts no package worth less to it. Also called the reservation value.",
  ],
  gain: [
    "Gain",
    "What a package is worth to an actor, less its walk-away value. Gains of different actors are on different scales.",
  ],
  weight: [
    "Weight",
    "How much an issue or a wish counts for an actor, beside its other issues and wishes. Only proportions matter.",
  ],
  range: [
    "Stated range",
    "How far from its best guess the author of the scenario thinks that a number may lie. You can go beyond it; then it is marked.",
  ],
  consent: [
    "Consent",
    "Whether a package needs an actor's yes: always, only where the package asks something of it, or never.",
  ],
  knot: [
    "The knot",
    "Demands that exclude one another: minimal conflicts that share demands. Knots share none, and each is enough to prevent a deal.",
  ],
  least: [
    "What would open it",
    "What would have to be meant otherwise, or given up, so that some package is left, nothing of it without need: a minimal correction.",
  ],
  step: [
    "Step",
    "One place along an issue whose options have an order; on another issue, any change of its answer.",
  ],
  backbone: [
    "What every deal holds",
    "The issues on which all packages of the zone have the same answer: the backbone.",
  ],
  frontier: [
    "Frontier",
    "The packages from which neither of the two can get more without the other getting less.",
  ],
  egalitarian: [
    "Egalitarian",
    "The package in which the one who gains least gains most; then the next, and so on (Kalai 1977; Chun and Peters 1988). It compares gains on scales that are ours.",
  ],
  nash: ["Nash", "The package with the largest product of gains (Nash 1950; of several persons, Harsanyi 1959)."],
  kalai_smorodinsky: [
    "Kalai–Smorodinsky",
    "The package that gives each the same share of the most that it could gain, as nearly as can be (Kalai and Smorodinsky 1975; Imai 1983).",
  ],
  utilitarian: [
    "Utilitarian",
    "The package with the largest sum of what it is worth to each. It compares scales that nobody has made comparable.",
  ],
  room: [
    "Room",
    "How high a walk-away value can go until no package is left that everyone accepts.",
  ],
  grade: [
    "Grade",
    "How good the attribution of a claim is: A, a named person's own words; B, a named person, paraphrased; C, a spokesman or a body; D, unnamed officials through a newspaper; E, the newspaper's inference; F, its framing, or ours.",
  ],
  assumed: ["Assumed", "No source says it: the author of the scenario supposes it, and says why."],
  variant: [
    "Variant",
    "Changes that the author of the scenario put together under a name. Several can be on at once; they apply in the order in which you turn them on.",
  ],
  lever: [
    "Lever",
    "Something that is not on the table and could be put there: a new issue, or a new option.",
  ],
};

/** @param {Term} term @returns {[string, string]} name and meaning */
export function meaning(term) {
  const [name, text] = TERMS[term];
  return [name ?? term, text ?? ""];
}
