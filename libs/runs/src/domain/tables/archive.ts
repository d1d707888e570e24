import { inflateRawSync } from 'node:zlib';

/** More than any office document of the size that may be uploaded needs once it is unpacked. Bytes. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/** Thrown for what is no archive, or unpacks to more than is allowed. */
export class ArchiveFault extends Error {}

/** The parts of an office document, which is a ZIP archive; read by its own directory, unpacked one by one and never past a limit. */
export class Archive {
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  /** @throws ArchiveFault */
  constructor(private readonly bytes: Buffer) {
    const end = this.findEnd();
    const count = bytes.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw new ArchiveFault('It has too many parts.');
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY)
        throw new ArchiveFault('Its directory is broken.');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
      const start = at + 46;
      this.entries.set(bytes.toString('utf8', start, start + (nameLength ?? 0)), {
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        at: bytes.readUInt32LE(at + 42),
      });
      at = start + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** One part as text; null when there is none of that name. @throws ArchiveFault */
  text(name: string): string | null {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    const { bytes } = this;
    if (entry.at + 30 > bytes.length) throw new ArchiveFault('One of its parts is missing.');
    // The name and the extra field of the part itself may be longer than those of the directory.
    const start = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const packed = bytes.subarray(start, start + entry.packed);
    const content = this.unpack(entry.method, packed);
    this.unpacked += content.length;
    if (this.unpacked > MOST_UNPACKED) throw new ArchiveFault('It unpacks to more than is allowed.');
    return content.toString('utf8');
  }

  private unpack(method: number, packed: Buffer): Buffer {
    if (method === 0) return packed;
    if (method !== 8) throw new ArchiveFault('It is packed in an unusual way.');
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, MOST_UNPACKED - this.unpacked) });
    } catch {
      throw new ArchiveFault('It is broken, or unpacks to more than is allowed.');
    }
  }

  private findEnd(): number {
    const { bytes } = this;
    const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
    for (let at = bytes.length - END_BYTES; at >= lowest; at--) {
      if (bytes.readUInt32LE(at) === END) return at;
    }
    throw new ArchiveFault('It is no archive.');
  }
}
