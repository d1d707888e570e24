import { createSpotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { Palette } from './palette.js';

const [store, spotlight] = createSpotlight();

/** The palette together with its state: loaded the first time that it is asked for, opened each time `asked` counts up. */
export default function PaletteLoader({ asked }: { asked: number }) {
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  return <Palette store={store} />;
}
