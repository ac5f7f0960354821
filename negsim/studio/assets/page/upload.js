// Documents from this machine into the folder: chosen or dropped, one after another.

import { h, say } from "/explore/page/dom.js";
import { post, Refusal } from "./server.js";

/** @param {(state: any) => void} done with what the last of them became */
export function upload(done) {
  const told = h("p", { class: "note", role: "status" });
  const input = h("input", {
    type: "file",
    id: "upload",
    multiple: true,
    accept: ".txt,.md,.html,.htm,.docx,.pdf,.xlsx,.csv",
    onchange: () => void send([...(input.files ?? [])]),
  });
  const send = async (/** @type {File[]} */ files) => {
    let last = null;
    for (const file of files) {
      say(told, `Reading ${file.name} …`);
      try {
        last = await post("/api/documents", { filename: file.name, base64: await encoded(file) });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        say(told, `${file.name}: ${error.message} ${error.mend}`);
        return;
      }
    }
    say(told, "");
    if (last) done(last.state ?? last);
  };
  return h(
    "div",
    {
      class: "upload",
      ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
      ondrop: (/** @type {DragEvent} */ event) => {
        event.preventDefault();
        void send([...(event.dataTransfer?.files ?? [])]);
      },
    },
    h("label", { for: "upload" }, "Choose documents, or drop them here"),
    input,
    told,
  );
}

/** @param {File} file @returns {Promise<string>} */
async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let place = 0; place < bytes.length; place += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(place, place + 0x8000));
  }
  return btoa(text);
}
