// What the server's writer told, as elements: of a few known kinds, without scripts, styles or addresses elsewhere.

const KNOWN = new Set(
  "A ABBR ARTICLE ASIDE B BDI BLOCKQUOTE BR CAPTION CITE CODE COL COLGROUP DD DEL DETAILS DIV DL DT EM FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR I INS KBD LI MARK METER NAV OL P PRE Q S SECTION SMALL SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD TFOOT TH THEAD TIME TR U UL".split(" "),
);
const CARRIED = new Set("class colspan rowspan scope dir lang title datetime value min max low high optimum aria-label aria-hidden role".split(" "));

/** @param {string} html @returns {DocumentFragment} */
export function elements(html) {
  const plain = html.replaceAll(' style="', ' data-style="'); // the page allows no style in its markup
  const read = new DOMParser().parseFromString(plain, "text/html");
  const made = document.createDocumentFragment();
  for (const child of read.body.childNodes) copy(child, made);
  return made;
}

/** @param {Node} node @param {Node} into */
function copy(node, into) {
  if (node instanceof Text) {
    into.appendChild(document.createTextNode(node.data));
    return;
  }
  if (!(node instanceof HTMLElement) || node.matches("script, style, template, iframe, object, embed")) return;
  if (!KNOWN.has(node.tagName)) {
    for (const child of node.childNodes) copy(child, into);
    return;
  }
  const own = document.createElement(node.tagName);
  for (const { name, value } of node.attributes) {
    if (CARRIED.has(name)) own.setAttribute(name, value);
  }
  if (node.dataset.style?.includes("text-align:right")) own.classList.add("figure");
  for (const child of node.childNodes) copy(child, own);
  into.appendChild(own);
}
