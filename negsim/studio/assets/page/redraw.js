// Draw a part of the page anew without taking away what a person is at: focus, selection, half a word, what is open.

let drawing = false;

/** Whether the page is being drawn: what fields say meanwhile was said by nobody. */
export function isDrawing() {
  return drawing;
}

/** @type {Map<Element, () => void>} what is drawn when the pointer is up again: what one presses must not be taken away */
const waiting = new Map();
let held = false;

document.addEventListener("pointerdown", () => {
  held = true;
}, true);
for (const kind of ["pointerup", "pointercancel", "dragend"]) {
  document.addEventListener(kind, () => {
    held = false;
    setTimeout(() => {
      const all = [...waiting.values()];
      waiting.clear();
      for (const draw of all) draw();
    });
  }, true);
}

/** @param {Element} place @param {() => Node[]} build @param {() => void} [after] once it is drawn */
export function redraw(place, build, after = () => {}) {
  const draw = () => {
    waiting.delete(place);
    drawn(place, build);
    after();
  };
  if (held && place.isConnected) waiting.set(place, draw);
  else draw();
}

/** @param {Element} place @param {() => Node[]} build */
function drawn(place, build) {
  const kept = keepFocus(place);
  const shut = new Map(
    [...place.querySelectorAll("details[id]")].map((one) => [one.id, /** @type {HTMLDetailsElement} */ (one).open]),
  );
  const fresh = build();
  drawing = true;
  place.replaceChildren(...fresh);
  for (const one of place.querySelectorAll("details[id]")) {
    const open = shut.get(one.id);
    if (open !== undefined) /** @type {HTMLDetailsElement} */ (one).open = open;
  }
  kept();
  drawing = false;
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Typed */

/** @param {Element} place @returns {() => void} what puts the focus back */
function keepFocus(place) {
  const had = document.activeElement;
  if (!(had instanceof HTMLElement) || had.id === "" || !place.contains(had)) return () => {};
  const unsaid = isTyped(had) && had.value !== had.defaultValue && had.value !== had.dataset.said;
  const typed = unsaid ? had.value : null;
  const selected = isTyped(had) ? [had.selectionStart, had.selectionEnd] : null;
  return () => {
    const now = document.getElementById(had.id);
    if (!now) return;
    if (typed !== null && isTyped(now)) now.value = typed;
    now.focus({ preventScroll: true });
    if (selected && isTyped(now) && selected[0] !== null) {
      now.setSelectionRange(selected[0] ?? null, selected[1] ?? null);
    }
  };
}

/** @param {Element} element @returns {element is Typed} */
function isTyped(element) {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.type === "text")
  );
}
