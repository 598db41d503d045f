// SPDX-License-Identifier: Apache-2.0
// Hands the reader a file that was made in the page: no request is made.

/** Letters, digits and dashes of a text, for a file's name. */
export function fileName(...parts: string[]): string {
  const name = parts.join("-").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return name.slice(0, 80) || "parley";
}

export function saveText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const kept = [
  "color", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor",
  "dominant-baseline", "paint-order", "visibility", "display", "direction",
];

function withStyles(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  const shown = kept.map((name) => `${name}:${style.getPropertyValue(name)}`).filter((one) => !one.endsWith(":"));
  copy.setAttribute("style", shown.join(";"));
  copy.removeAttribute("class");
  copy.removeAttribute("tabindex");
  for (let i = 0; i < original.children.length; ++i) {
    const [from, to] = [original.children[i], copy.children[i]];
    if (from && to) withStyles(from, to);
  }
}

/** The figure by itself, as on white paper: colours and fonts are written into it. */
export function svgText(svg: SVGSVGElement): string {
  const root = document.documentElement;
  const before = root.getAttribute("data-theme");
  root.setAttribute("data-theme", "light");
  const copy = svg.cloneNode(true) as SVGSVGElement;
  withStyles(svg, copy);
  copy.querySelectorAll("style").forEach((style) => style.remove());
  if (before === null) root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", before);
  const box = svg.viewBox.baseVal;
  const {width, height} = svg.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (!copy.getAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(box.width || width));
  copy.setAttribute("height", String(box.height || height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["x", box.x], ["y", box.y], ["width", "100%"], ["height", "100%"], ["fill", "#fff"]]) {
    paper.setAttribute(String(name), String(value));
  }
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}
