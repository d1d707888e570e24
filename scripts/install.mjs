import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { during, giveUp } from './progress.mjs';
import { checkout, run } from './run.mjs';

const NEEDED_NODE = [20, 19];
const lockfile = join(checkout, 'package-lock.json');
const stampFile = join(checkout, 'node_modules', '.groundswell', 'installed');

/** Stops with one sentence on a Node that is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor < NEEDED_NODE[1])) {
    giveUp(
      `This needs Node ${NEEDED_NODE.join('.')} or newer, and this is Node ${process.versions.node}. Install a newer one.`,
    );
  }
}

/** Installs what the lockfile names, unless it is there already. */
export async function install() {
  const text = readFileSync(lockfile);
  const stamp = `${createHash('sha256').update(text).digest('hex')} ${process.platform} ${process.arch}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!isInstalled(JSON.parse(text.toString('utf8')))) {
    mustWrite('install its packages');
    const { code } = await during('Installing what the lockfile names (a minute or two the first time)', npmCi);
    if (code !== 0) giveUp('npm ci failed, see above. Check the way to the package registry, and start again.');
  }
  writeStamp(stampFile, stamp);
}

/** Stops with one sentence where the checkout cannot be written. */
export function mustWrite(why) {
  try {
    accessSync(checkout, constants.W_OK);
  } catch {
    giveUp(
      `The right to write in ${checkout} is missing, which is needed to ${why}. Start once as the user who owns it.`,
    );
  }
}

/** Writes a stamp; what it stands for is done, so a checkout that became read-only meanwhile is no fault. */
export function writeStamp(file, text) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

/** Whether node_modules holds exactly what the lockfile names: somebody may have run npm ci by hand. */
function isInstalled(wanted) {
  const hidden = join(checkout, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (!path.startsWith('node_modules/')) return true;
    if (entry.link === true) return isLinked(path, entry.resolved);
    const there = found[path];
    // Packages for other systems and unused peers are named by the lockfile and rightly absent.
    if (there === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return there.version === entry.version;
  });
}

/** A project that was added since is only a link away: no reason to install everything again. */
function isLinked(path, target) {
  const link = join(checkout, path);
  if (existsSync(link)) return true;
  try {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(relative(dirname(link), join(checkout, target)), link, 'junction');
    return true;
  } catch (error) {
    if (['EACCES', 'EEXIST', 'EPERM', 'EROFS'].includes(error.code)) return false;
    throw error;
  }
}

function npmCi() {
  // Development packages too: what is not built is built here, whatever NODE_ENV says.
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm)) return run(process.execPath, [npm, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}
