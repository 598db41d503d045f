// SPDX-License-Identifier: Apache-2.0
// Stands in for d3-dsv, which makes functions from text; the page's policy forbids that, and no figure reads a table.

function absent(): never {
  throw new Error("tables are not read in this page");
}

export const dsvFormat = absent;
export const csvParse = absent;
export const csvParseRows = absent;
export const csvFormat = absent;
export const csvFormatBody = absent;
export const csvFormatRows = absent;
export const csvFormatRow = absent;
export const csvFormatValue = absent;
export const tsvParse = absent;
export const tsvParseRows = absent;
export const tsvFormat = absent;
export const tsvFormatBody = absent;
export const tsvFormatRows = absent;
export const tsvFormatRow = absent;
export const tsvFormatValue = absent;
export const autoType = absent;
