// Only in the one-file build: the app's own file, with or without a workbook inside.

const WORKBOOK = "workbook";
// As it was before the program drew anything.
const BODY = document.body.innerHTML;

/** The workbook that this file was saved with, as text. */
export function inside() {
  return document.getElementById(WORKBOOK)?.textContent ?? null;
}

/** The text of this file with a workbook inside. */
export function wholeFile(workbook) {
  const head = document.head.cloneNode(true);
  head.querySelector(`#${WORKBOOK}`)?.remove();
  head.querySelector("title").textContent = "Counterpoise";
  const data = document.createElement("script");
  data.type = "application/json";
  data.id = WORKBOOK;
  // In JSON a "<" only stands in texts, where it may be written like this; so no text ends the element.
  data.textContent = workbook.replaceAll("<", "\\u003c");
  head.append(data);
  return `<!doctype html>\n<html lang="en">\n${head.outerHTML}\n<body>${BODY}</body>\n</html>\n`;
}
