import { strFromU8, unzipSync } from 'fflate';

/** More than any office document of the size that may be uploaded needs once it is unpacked. Bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
/** The parts of an office document that hold its words: pictures and fonts are never unpacked. */
const MARKUP_PART = /\.(xml|rels)$/i;

/** Thrown for what is no archive, or unpacks to more than is allowed. */
export class ArchiveFault extends Error {}

/** The parts of an office document, which is a ZIP archive. */
export class Archive {
  private readonly parts: Readonly<Record<string, Uint8Array>>;

  /** @throws ArchiveFault */
  constructor(bytes: Buffer) {
    let entries = 0;
    let unpacked = 0;
    try {
      this.parts = unzipSync(bytes, {
        // What an entry claims is also all the room that it gets, so a claim that is too small breaks it off.
        filter: ({ name, originalSize }) => {
          entries += 1;
          if (entries > MOST_ENTRIES) throw new ArchiveFault('It has too many parts.');
          if (!MARKUP_PART.test(name)) return false;
          unpacked += originalSize;
          if (unpacked > MOST_UNPACKED) throw new ArchiveFault('It unpacks to more than is allowed.');
          return true;
        },
      });
    } catch (error) {
      if (error instanceof ArchiveFault) throw error;
      throw new ArchiveFault('It is broken, or no archive.', { cause: error });
    }
  }

  has(name: string): boolean {
    return Object.hasOwn(this.parts, name);
  }

  /** One part as text; null when there is none of that name. */
  text(name: string): string | null {
    const part = this.has(name) ? this.parts[name] : undefined;
    return part === undefined ? null : strFromU8(part);
  }
}
