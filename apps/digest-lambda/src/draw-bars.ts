import { readFile } from 'node:fs/promises';
import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { type Bars } from '@trailbell/alerting';
import { barsSvg } from '@trailbell/notifiers';

/** The files beside the bundle that drawing needs. */
export interface ChartAssets {
  readonly wasm: URL;
  readonly font: URL;
}

/** Pixels for each of the chart's own units: sharp on the screens people have. */
const ZOOM = 2;

/** Draws bars as PNG. Nothing is loaded before the first chart: most invocations draw none. */
export function barsDrawer({ wasm, font }: ChartAssets): (bars: Bars) => Promise<Uint8Array> {
  let loading: Promise<Uint8Array> | undefined;

  async function load(): Promise<Uint8Array> {
    const [module, letters] = await Promise.all([readFile(wasm), readFile(font)]);
    await initWasm(module);
    return letters;
  }

  return async (bars) => {
    loading ??= load();
    const letters = await loading;
    const image = new Resvg(barsSvg(bars), {
      fitTo: { mode: 'zoom', value: ZOOM },
      font: { fontBuffers: [letters], loadSystemFonts: false, defaultFontFamily: 'Inter' },
    }).render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  };
}
