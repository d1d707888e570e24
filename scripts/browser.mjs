import { existsSync } from 'node:fs';
import { during, giveUp } from './progress.mjs';
import { run } from './run.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/**
 * Finds a Chromium for the tests in a browser; installs the system's own where this user may.
 * @returns the path of its program
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    giveUp(`CHROMIUM_PATH names ${named}, and there is nothing. Correct it or leave it out.`);
  }
  const found = PLACES.find((place) => existsSync(place));
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    giveUp(
      'The tests need a browser, and there is no Chromium. Install it (on Debian: sudo apt-get install chromium), ' +
        'or name one with CHROMIUM_PATH.',
    );
  }
  await during('Installing Chromium from the system’s packages', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, capture: true });
    const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'];
    const { code, output } = await run('apt-get', args, { env, capture: true });
    if (code !== 0) giveUp(`Chromium could not be installed:\n${output.trim().split('\n').slice(-5).join('\n')}`);
  });
  const installed = PLACES.find((place) => existsSync(place));
  return (
    installed ??
    giveUp('Chromium was installed, but its program is in none of the usual places. Name it with CHROMIUM_PATH.')
  );
}
