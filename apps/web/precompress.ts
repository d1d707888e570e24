import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const SMALLEST = 1024;
const COMPRESSIBLE = /\.(js|css|html|svg|json)$/;

/** Writes a .br and a .gz beside each text file of the build, so that the server sends them without any work of its own. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'groundswell:precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(
        names
          .filter((name) => COMPRESSIBLE.test(name))
          .map(async (name) => {
            const source = await readFile(join(folder, name));
            if (source.length < SMALLEST) return;
            const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
            await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(source, quality));
            await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(source, { level: 9 }));
          }),
      );
    },
  };
}
