// The file was changed by something else in the meantime: both are shown, and a person chooses.

import { h } from "/explore/page/dom.js";
import { openDialog } from "/explore/page/dialog.js";
import { post, Refusal, Silence } from "./server.js";

/** @typedef {import("./protocol.js").State} State */
/** @typedef {import("./open-file.js").Step} Step */

/** @param {State} theirs @param {Step} step what was to be done @returns {Promise<"mine" | "theirs">} */
export function outsideDialog(theirs, step) {
  return new Promise((resolve) => {
    /** @type {"mine" | "theirs"} */
    let chosen = "theirs";
    const whole = step.body.commands?.[0]?.do === "text";
    const take = (/** @type {"mine" | "theirs"} */ which) => () => {
      chosen = which;
      dialog.close();
    };
    const dialog = openDialog(
      "The file was changed outside",
      h("p", {}, "Since you opened it, another program has written ", h("strong", {}, theirs.name), ". Nothing is lost: choose what shall stand."),
      h("h3", {}, "What you were doing"),
      h("p", {}, String(step.body.say ?? "a change")),
      h("h3", {}, "How the file reads now"),
      h("pre", { class: "theirs", tabindex: "0" }, theirs.text),
      h(
        "p",
        { class: "row" },
        h("button", { type: "button", class: "button main", onclick: take("mine") }, whole ? "Write my text over theirs" : "Do mine on top of theirs"),
        h("button", { type: "button", class: "button", onclick: take("theirs") }, "Take theirs, drop mine"),
      ),
    );
    dialog.addEventListener("close", () => resolve(chosen));
  });
}

/** The file was taken out of the folder; what it said last is still at hand. @param {import("./open-file.js").OpenFile} file */
export function goneDialog(file) {
  const again = async () => {
    try {
      file.show(await post("/api/restore", { name: file.name }));
    } catch (error) {
      if (error instanceof Refusal) file.told.refused(error);
      else if (error instanceof Silence) file.told.silent(true);
      else throw error;
    }
    dialog.close();
  };
  const dialog = openDialog(
    "The file is gone",
    h("p", {}, "Something has taken ", h("strong", {}, file.name), " out of the folder. What it said last is kept, and can be written again."),
    h("p", { class: "row" }, h("button", { type: "button", class: "button main", onclick: () => void again() }, "Write it again")),
  );
}
