// Draw a part of the page anew without taking away what a person is at: focus, selection, half a word, what is open.

let drawing = false;

/** Whether the page is being drawn: what fields say meanwhile was said by nobody. */
export function isDrawing() {
  return drawing;
}

/** @param {Element} place @param {() => Node[]} build */
export function redraw(place, build) {
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
