// Tables for spreadsheet programs (RFC 4180).

/**
 * @param {{columns: string[], rows: (string | number)[][]}} table
 */
export function toCsv({ columns, rows }) {
  // Without the mark, spreadsheet programs take the file for one in an old encoding.
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * A cell; what a spreadsheet program would run as a formula begins with an apostrophe.
 *
 * @param {string | number} value
 */
function cell(value) {
  const text = typeof value === "string" && /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
