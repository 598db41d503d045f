// SPDX-License-Identifier: Apache-2.0
// The frame of every figure: title, the drawing at the width that there is, its files, and the table under it.
import type {ComponentChildren} from "preact";
import {useLayoutEffect, useRef, useState} from "preact/hooks";
import {fileName, saveText, svgText} from "../download";
import type {Report} from "../report";
import type {FigureComponent, FigureRows} from "./figure_types";
import {CsvButton, Table} from "./Table";

interface Props<Data> {
  title: string;
  note?: ComponentChildren;
  draw: FigureComponent;
  // What a figure takes is its own business; the frame hands it through.
  rows: (data: Data) => FigureRows;
  data: Data;
  report: Report;
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      // Paper takes the drawing as it stands on the screen, scaled.
      if (!matchMedia("print").matches) setWidth(Math.max(260, Math.floor(element.clientWidth)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return {box, width};
}

/** Long tables stay closed on paper. */
export const longTable = 40;

export function Figure<Data>({title, note, draw: Draw, rows, data, report}: Props<Data>) {
  const {box, width} = useWidth();
  const table = rows(data);
  const saveSvg = () => {
    const svg = box.current?.querySelector<SVGSVGElement>("svg[role=img]") ?? box.current?.querySelector("svg");
    if (svg) saveText(`${fileName(title)}.svg`, "image/svg+xml", svgText(svg));
  };
  return (
    <figure class="figure">
      <figcaption>
        <span class="figure-title" dir="auto">
          {title}
        </span>
        <span class="saves">
          <button type="button" class="save" data-save="svg" aria-label={`Save as SVG: ${title}`} onClick={saveSvg}>
            SVG
          </button>
          <CsvButton name={title} columns={table.columns} rows={table.rows} />
        </span>
      </figcaption>
      <div class="drawing" ref={box} data-width={width}>
        {width > 0 && <Draw data={data} report={report} width={width} />}
      </div>
      {note && <p class="note">{note}</p>}
      {table.rows.length > 0 && (
        <details class={table.rows.length > longTable ? "data long" : "data"}>
          <summary>
            The data as a table ({table.rows.length} {table.rows.length === 1 ? "row" : "rows"})
          </summary>
          <Table caption={title} {...table} hideCaption csv={false} />
        </details>
      )}
    </figure>
  );
}
