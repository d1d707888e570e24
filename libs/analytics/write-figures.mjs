// Writes docs/figures.md from the definitions of the figures. Needs a build of this library.
import { writeFile } from 'node:fs/promises';
import { figuresPage } from './dist/domain/figures-page.js';

await writeFile(new URL('../../docs/figures.md', import.meta.url), figuresPage());
