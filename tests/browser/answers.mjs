// Answers states of models outside a browser: reads [{model, states}, …], writes what the page would find, and each
// state as a variant; of numbers, how the page rounds and writes them.

import { readFileSync } from "node:fs";
import { Engine } from "../../negsim/explore/assets/engine/engine.js";
import { format, nearest, parse, rounded } from "../../negsim/explore/assets/engine/rational.js";
import { writeVariant } from "../../negsim/explore/assets/engine/variant.js";
import { bare } from "../../negsim/explore/assets/records.js";

const asked = bare(JSON.parse(readFileSync(0, "utf8")));
/** @param {string[]} numbers Fractions. */
function told(numbers) {
  return numbers.map((text) => {
    const value = parse(text);
    return { nearest: nearest(value.n, value.d), rounded: rounded(value), written: format(value) };
  });
}

const found = asked.map(({ model, states, clouds, layouts, numbers, sets }) => {
  if (numbers) return told(numbers);
  const engine = new Engine(model);
  if (sets) for (const halved of engine.halves.values()) halved.store.sets = sets; // so few that others are between them
  return states.map((state) => {
    const variant = writeVariant(model, state, "explored");
    try {
      const { answer: first } = engine.begun(state); // what is told at once; whatever is asked then, the whole is the same
      const { run, room, home, wall, feasible, left } = engine.answer(state);
      return {
        run,
        room,
        home,
        wall,
        feasible,
        left,
        first: { packages: first.run.packages, accepted_by: first.run.accepted_by, zone: first.run.zone, wall: first.wall },
        variant,
        ...(clouds ? { cloud: engine.cloud(state, clouds[0], clouds[1], 20, 20) } : {}),
        ...(layouts ? { layouts: run.solutions.nash.map((deal) => engine.layout(state, deal.package)) } : {}),
      };
    } catch (fault) {
      return { fault: fault.stack, variant };
    }
  });
});
process.stdout.write(JSON.stringify(found));
