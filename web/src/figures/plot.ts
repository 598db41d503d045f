// SPDX-License-Identifier: Apache-2.0
// Draws an Observable Plot as Preact nodes, so that a figure is the same in the page, in a test and in a download.
import * as Plot from "@observablehq/plot";
import {h, type ComponentChild, type VNode} from "preact";

const SVG = "http://www.w3.org/2000/svg";

/** Where Plot looks up inline styles; it sets none that a figure needs. */
const noStyle = {setProperty(): void {}, removeProperty(): void {}, getPropertyValue: () => ""};

/** The part of a DOM element that Plot and d3-selection write to while they draw. */
class DrawnElement {
  readonly children: (DrawnElement | string)[] = [];
  readonly attributes = new Map<string, string>();
  readonly namespaceURI = SVG;
  parentNode: DrawnElement | null = null;

  constructor(
    readonly ownerDocument: DrawnDocument,
    readonly tagName: string,
  ) {}

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  setAttributeNS(_space: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  getAttributeNS(_space: string, name: string): string | null {
    return this.getAttribute(name);
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  append(...added: (DrawnElement | string)[]): void {
    for (const child of added) {
      if (typeof child === "string") this.children.push(child);
      else this.appendChild(child);
    }
  }
  appendChild<T extends DrawnElement>(child: T): T {
    return this.insertBefore(child, null);
  }
  insertBefore<T extends DrawnElement>(child: T, next: DrawnElement | null): T {
    const at = next === null ? -1 : this.children.indexOf(next);
    if (at < 0) this.children.push(child);
    else this.children.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): DrawnElement[] {
    return [];
  }
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true;
  }
  set textContent(text: string | null) {
    this.children.length = 0;
    if (text !== null && text !== "") this.children.push(String(text));
  }
  get style(): typeof noStyle {
    return noStyle;
  }

  toNode(): VNode {
    const attributes: Record<string, string> = {};
    for (const [name, value] of this.attributes) {
      if (!name.startsWith("aria-") && name !== "xmlns" && name !== "class") attributes[name] = value;
    }
    return h(this.tagName as "g", attributes, this.childNodes());
  }
  childNodes(): ComponentChild[] {
    const shown = this.children.filter((child) => typeof child === "string" || child.tagName !== "style");
    return shown.map((child) => (typeof child === "string" ? child : child.toNode()));
  }
}

class DrawnDocument {
  readonly documentElement = new DrawnElement(this, "svg");

  createElementNS(_space: string, name: string): DrawnElement {
    return new DrawnElement(this, name);
  }
  createElement(name: string): DrawnElement {
    return new DrawnElement(this, name);
  }
  createTextNode(text: string): string {
    return text;
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): DrawnElement[] {
    return [];
  }
}

/** The marks of a plot as a group of an <svg> of the same width and height. */
export function plotted(options: Plot.PlotOptions & {width: number; height: number}): VNode {
  const document = new DrawnDocument();
  const drawn = Plot.plot({...options, document: document as unknown as Document}) as unknown as DrawnElement;
  return h("g", {"text-anchor": "middle", "font-size": 11} as object, drawn.childNodes());
}

/** Puts the exact numbers of a mark's rows beside what is printed: `data-value` on each of its elements. */
export function withValues<T extends Plot.MarkOptions>(options: T, values: readonly (number | null | undefined)[]): T {
  const render: Plot.RenderFunction = (index, scales, channels, dimensions, context, next) => {
    const group = next?.(index, scales, channels, dimensions, context) ?? null;
    const elements = (group as unknown as DrawnElement | null)?.children ?? [];
    index.forEach((row, k) => {
      const value = values[row];
      const element = elements[k];
      if (typeof value === "number" && element !== undefined && typeof element !== "string") {
        element.setAttribute("data-value", value);
      }
    });
    return group;
  };
  return {...options, render};
}
