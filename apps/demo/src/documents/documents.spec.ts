import { describe, expect, it } from '@jest/globals';
import { generateBusinessData } from '../business/business-data.js';
import { STORY } from '../business/story.js';
import { generateDocuments, type DocumentFile } from './documents.js';

const data = generateBusinessData(1, '2026-11-21');
const files = generateDocuments(data);
const strict = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Buffer): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/*
 * A document is odd when its bytes are not UTF-8, when its text went through a wrong encoding, when it is empty, or when
 * its date is missing or not written as the firm writes dates in documents (31.12.2026; in mail as the mail standard says).
 */
function isOdd(file: DocumentFile): boolean {
  if (file.bytes.length === 0 || !isUtf8(file.bytes)) return true;
  const text = file.bytes.toString('utf8');
  if (/Ã|Â°|Â§|â€/.test(text)) return true;
  if (file.path.startsWith('guides/') || file.path.startsWith('house-rules/') || file.path === STORY.notesFile)
    return false;
  if (file.path.endsWith('.eml')) return !/^Date: \w{3}, \d{2} \w{3} \d{4}/m.test(text);
  return (
    !/^Datum:;?\s*\d{2}\.\d{2}\.\d{4}$/m.test(text) || /\b\d{1,2}\/\d{2}\/\d{4}\b|\b\d{4}-\d{2}-\d{2}\b/.test(text)
  );
}

describe('the documents of the demo', () => {
  it('are the same, byte for byte, for the same seed and day', () => {
    const again = generateDocuments(generateBusinessData(1, '2026-11-21'));
    expect(again.map((file) => [file.path, file.bytes.toString('base64')])).toEqual(
      files.map((file) => [file.path, file.bytes.toString('base64')]),
    );
  });

  it('come in text, Markdown, HTML, CSV and mail', () => {
    const kinds = new Set(files.map((file) => file.path.split('.').pop()));
    expect([...kinds].sort()).toEqual(['csv', 'eml', 'html', 'md', 'txt']);
    expect(files.length).toBeGreaterThan(200);
  });

  it('are odd in about three of ten cases', () => {
    const share = files.filter(isOdd).length / files.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  it('hold files that are really written in Windows-1252, and texts broken by it', () => {
    expect(files.filter((file) => !isUtf8(file.bytes)).length).toBeGreaterThan(20);
    const legacy = files.find((file) => file.path === STORY.letterFile);
    expect(isUtf8(legacy?.bytes ?? Buffer.alloc(0))).toBe(false);
    expect(new TextDecoder('windows-1252').decode(legacy?.bytes)).toContain('Außerdem möchte ich wissen');
    expect(files.some((file) => isUtf8(file.bytes) && file.bytes.toString('utf8').includes('Ã¼'))).toBe(true);
  });

  it('hold every file that the sample inputs name', () => {
    const paths = new Set(files.map((file) => file.path));
    const named = [
      STORY.leaseFile,
      STORY.notesFile,
      STORY.liftContract,
      STORY.delayMail,
      STORY.letterFile,
      STORY.meterFile,
      STORY.priceList,
    ];
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
    expect(files.filter((file) => file.path.startsWith(`${STORY.diaryFolder}/`)).length).toBeGreaterThanOrEqual(4);
    expect(files.filter((file) => file.path.startsWith(`${STORY.offersFolder}/`))).toHaveLength(3);
  });

  it('stay below the folder they are written to', () => {
    expect(files.filter((file) => file.path.startsWith('/') || file.path.includes('..'))).toEqual([]);
  });
});
