// A QR code as a picture.
import { encode } from 'uqr';
import { svg } from './dom.js';

/**
 * @param {string} text What it says.
 * @param {string} label What a screen reader says of it.
 */
export function qrCode(text, label) {
  // Scanners want a margin of four modules (ISO/IEC 18004).
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((filled, x) => (filled ? [`M${x} ${y}h1v1h-1z`] : [])));
  return svg(
    'svg',
    { viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    svg('rect', { width: size, height: size, fill: '#fff' }),
    svg('path', { d: dark.join(''), fill: '#000' }),
  );
}
