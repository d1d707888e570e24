import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';

/* The words of a PDF, page by page, in a thread of its own: whatever a file does to the reader, it can be ended from outside. */
const { bytes, mostPages, mostCharacters } = workerData;
const document = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, disableFontFace: true });
const pages = Math.min(document.numPages, mostPages);
let text = '';
for (let number = 1; number <= pages && text.length < mostCharacters; number++) {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  text += `${items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')}\n\n`;
  page.cleanup();
}
parentPort.postMessage({ text, pages: document.numPages });
