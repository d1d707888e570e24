/** Installs and builds what is missing, and starts nothing: for images and for the tests. */
import { build } from './build.mjs';
import { checkNode, install } from './install.mjs';

checkNode();
await install();
await build();
