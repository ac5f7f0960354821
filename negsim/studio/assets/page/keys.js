// Ctrl-Z and Ctrl-Shift-Z wherever one is; half a word that was not written yet is the browser's own to undo.

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {{flush: () => void, box: HTMLTextAreaElement}} text @param {HTMLElement} within @returns {() => void} stop */
export function keys(file, text, within) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !within.isConnected) return;
    const key = event.key.toLowerCase();
    const redo = (key === "z" && event.shiftKey) || key === "y";
    if (!redo && key !== "z") return;
    if (document.querySelector("dialog[open]") || unsaid(event.target, text.box)) return;
    event.preventDefault();
    text.flush();
    if (redo) file.redo();
    else file.undo();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

/** Whether something is typed there that is not in the file yet. @param {EventTarget | null} target @param {HTMLElement} text */
function unsaid(target, text) {
  if (target === text) return false;
  const typed = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
  return typed && target.value !== target.defaultValue;
}
