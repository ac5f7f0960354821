// Elements, built from data that is only ever text: nothing here, or anywhere on the page, parses markup.

/** @typedef {string | number | Node | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute */
/** @typedef {Record<string, Attribute>} Attributes */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes, listeners (`onclick: …`) and children.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes);
  add(element, children);
  return element;
}

/**
 * An element of a drawing.
 *
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes);
  add(element, children);
  return element;
}

/**
 * Set attributes and listeners; null, undefined and false take an attribute away.
 *
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value);
    } else if (value === null || value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      const text = value === true ? "" : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function add(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Put other children in, unless they would look the same: what stands still keeps its focus and its selection.
 *
 * @param {Element} element
 * @param {Child[]} children
 */
export function fill(element, ...children) {
  const draft = element.cloneNode(false);
  add(/** @type {Element} */ (draft), children);
  if (draft.isEqualNode(element)) return;
  element.replaceChildren(...draft.childNodes);
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A text of the scenario's own, which may run from right to left.
 *
 * @param {string} text
 * @param {Attributes} [attributes]
 */
export function label(text, attributes = {}) {
  return h("bdi", attributes, text);
}

/**
 * Rows that stay where they are: each item keeps its element from one state to the next.
 *
 * @template T
 * @param {Element} list
 * @param {readonly T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => Element} make
 * @param {(element: Element, item: T) => void} update
 */
export function keep(list, items, key, make, update) {
  /** @type {Map<string, Element>} */
  const old = new Map();
  for (const child of list.children) {
    if (child instanceof HTMLElement && child.dataset.key !== undefined) {
      old.set(child.dataset.key, child);
    }
  }
  /** @type {Element | null} */
  let last = null;
  for (const item of items) {
    const name = key(item);
    const element = old.get(name) ?? make(item);
    old.delete(name);
    if (element instanceof HTMLElement) element.dataset.key = name;
    update(element, item);
    /** @type {Element | null} */
    const place = last === null ? list.firstElementChild : last.nextElementSibling;
    if (place !== element) list.insertBefore(element, place);
    last = element;
  }
  for (const element of old.values()) element.remove();
}

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement} */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`nothing on the page is ${selector}`);
  return found;
}
